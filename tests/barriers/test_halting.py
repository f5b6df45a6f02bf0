"""Algorithms that do not halt, crash, or answer differently from run to run: their own verdicts, never `refuted`."""

from __future__ import annotations

import itertools
import time
from typing import Any

import pytest

import barriers
from barriers.in_process import InProcess
from barriers.limits import Limits
from barriers.submission import StoppedRun, Task
from barriers.verdict import Status, Verdict
from constructions.answers import MemberAnswers
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega, omega
from constructions.policies import AnswerPolicy
from oracles.coins import CoinTape
from oracles.training_set import TrainingSet
from tests.barriers.algorithms import waits_for_the_tie_to_break, zero

FAMILY = omega(rows=2, columns=4, mixing="identity", digits=3)


def at_k(train: Any, family: Omega = FAMILY, **options: Any) -> Verdict:
    (verdict,) = barriers.verify(train, family, levels=[family.digits], **options).verdicts
    assert verdict.certificate is None
    assert verdict.witness is None
    return verdict


@pytest.mark.parametrize("problem", ["sqrt-lasso", "lasso", "basis-pursuit"])
@pytest.mark.parametrize("mixing", ["identity", "dct"])
def test_waiting_for_the_tie_to_break_does_not_halt(problem: str, mixing: str) -> None:
    family = omega(problem, rows=2, columns=4, mixing=mixing, digits=3)
    verdict = at_k(waits_for_the_tie_to_break, family, time_limit=0.4)
    assert verdict.status is Status.DID_NOT_HALT
    assert verdict.reason == "time-limit: 0.4 s"
    assert verdict.data_used is not None
    assert verdict.data_used > 20
    assert verdict.accuracy_used == verdict.data_used  # it read A(1), A(2), …


@pytest.mark.parametrize("part", ["strong", "weak"])
def test_the_same_algorithm_halts_on_every_branch(part: str) -> None:
    """Not halting is the tie's doing: on a branch, ε being 2^-20 of its range here, the wait ends."""
    for branch in (1, 2, 3):
        member = Member(FAMILY, part, branch, rational_epsilon(FAMILY, FAMILY.scale(part).epsilon_max / 2**20))
        for policy in (AnswerPolicy(), AnswerPolicy("alternate", noise=True)):
            trained = InProcess(waits_for_the_tie_to_break, "waits").train(
                MemberAnswers(member, policy), Task(FAMILY, 2), Limits(time=20), CoinTape(bits=())
            )
            assert (trained.transcript.accuracy_used or 0) > 20


def test_a_stop_that_is_swallowed_is_still_a_stop() -> None:
    def stubborn(data: TrainingSet) -> Any:
        try:
            for n in itertools.count():
                data.A(n)
        except BaseException:
            pass
        return zero(data)

    def run(limits: Limits) -> str:
        answers = MemberAnswers(Member(FAMILY, "strong", 0))
        with pytest.raises(StoppedRun) as caught:
            InProcess(stubborn, "stubborn").train(answers, Task(FAMILY, 3), limits, CoinTape(bits=()))
        assert caught.value.status == "did-not-halt"
        assert caught.value.transcript is not None
        return caught.value.reason

    assert run(Limits(reads=20)).startswith("read-limit: more than 20")
    assert run(Limits(accuracy=30)).startswith("accuracy-limit: it asked for n = 31")
    assert run(Limits(data=10)).startswith("data-limit: more than 10")


def test_a_loop_without_reads_is_stopped_by_the_clock() -> None:
    def busy(data: TrainingSet) -> Any:
        while True:
            pass

    start = time.monotonic()
    verdict = at_k(busy, time_limit=0.2)
    assert verdict.status is Status.DID_NOT_HALT
    assert time.monotonic() - start < 2


def test_a_network_that_does_not_halt_is_named() -> None:
    def train(data: TrainingSet) -> Any:
        def network(y: Any) -> Any:
            while True:
                pass

        return network

    assert at_k(train, time_limit=0.2).status is Status.DID_NOT_HALT


@pytest.mark.parametrize("limit", [1e12, float("inf")])
def test_any_positive_time_limit_can_be_given(limit: float) -> None:
    (verdict,) = barriers.verify(zero, FAMILY, levels=[3], time_limit=limit).verdicts
    assert verdict.status is Status.REFUTED


def test_asking_for_absurd_accuracy_is_refused_before_it_is_answered() -> None:
    verdict = at_k(lambda data: data.A(10**30))
    assert verdict.status is Status.DID_NOT_HALT
    assert verdict.reason.startswith("accuracy-limit")


@pytest.mark.parametrize(
    "error", [ValueError("no"), SystemExit(3), RecursionError("deep"), MemoryError(), GeneratorExit()]
)
def test_errors_in_training_are_crashes_with_their_message(error: BaseException) -> None:
    def train(data: TrainingSet) -> Any:
        data.A(7)
        raise error

    verdict = at_k(train)
    assert verdict.status is Status.CRASHED
    assert type(error).__name__ in verdict.reason
    assert (verdict.data_used, verdict.accuracy_used) == (1, 7)


@pytest.mark.parametrize("bad", [-1, 1.5, True, "3", None])
def test_impossible_questions_crash_the_asker(bad: object) -> None:
    verdict = at_k(lambda data: data.A(bad))
    assert verdict.status is Status.CRASHED
    assert "InvalidRead" in verdict.reason


def test_keyboard_interrupts_are_the_users() -> None:
    def train(data: TrainingSet) -> Any:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        barriers.verify(train, FAMILY, levels=[3])


def test_state_kept_between_runs_is_nondeterminism() -> None:
    calls: list[int] = []

    def train(data: TrainingSet) -> Any:
        calls.append(1)
        data.A(len(calls))
        return zero(data)

    verdict = at_k(train)
    assert verdict.status is Status.NONDETERMINISTIC
    assert "different questions" in verdict.reason


def test_outputs_that_depend_on_the_run_are_nondeterminism() -> None:
    runs = itertools.count()

    def train(data: TrainingSet) -> Any:
        number = next(runs)
        return lambda y: [float(number)] * 4

    verdict = at_k(train)
    assert verdict.status is Status.NONDETERMINISTIC
    assert "other outputs" in verdict.reason


def test_a_network_that_reads_the_clock_is_nondeterminism() -> None:
    verdict = at_k(lambda data: lambda y: [time.perf_counter_ns() * 1e-9] * 4)
    assert verdict.status is Status.NONDETERMINISTIC


def test_a_network_that_changes_between_calls_is_nondeterminism() -> None:
    def train(data: TrainingSet) -> Any:
        calls = itertools.count()
        return lambda y: [0.0, 0.0, 0.0, float(next(calls))]

    verdict = at_k(train)
    assert verdict.status is Status.NONDETERMINISTIC
    assert "at the same y" in verdict.reason


def test_recognising_the_replay_helps_nobody() -> None:
    """An algorithm that behaves well only in its first run is nondeterministic, not refuted."""
    runs = itertools.count()

    def train(data: TrainingSet) -> Any:
        if next(runs):
            raise ValueError("I have been here before")
        return zero(data)

    assert at_k(train).status in (Status.CRASHED, Status.NONDETERMINISTIC)
