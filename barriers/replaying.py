"""replay: does an algorithm, run on the data of a certificate, ask those questions and give those outputs?"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from barriers.checker import check_text
from barriers.in_process import as_submission
from barriers.limits import Limits
from barriers.submission import StoppedRun, Submission, Task
from constructions.answers import MemberAnswers
from constructions.answers_switch import SwitchedAnswers
from constructions.member import Member
from constructions.omega import Omega, omega
from constructions.policies import AnswerPolicy
from oracles.coins import CoinTape, TapeExhausted
from oracles.dyadic import DyadicArray
from oracles.errors import BarriersError, ReadLimit


class ReplayStatus(StrEnum):
    """The outcome of a replay; the contract's exit codes are 0, 1, 2, 3 in this order."""

    IDENTICAL = "identical"
    DIFFERS = "differs"
    UNREADABLE = "unreadable"
    NO_NETWORK = "no-network"

    @property
    def exit_code(self) -> int:
        """0 identical, 1 differs, 2 unreadable, 3 no network."""
        return list(ReplayStatus).index(self)


@dataclass(frozen=True)
class Replay:
    """What a replay found; `reason` says where it first differed."""

    status: ReplayStatus
    reason: str = ""


class _Difference(BarriersError):
    """The first question or output that is not the certificate's."""


@dataclass(frozen=True)
class StoredAnswers:
    """The answers listed in a certificate; anything else that is asked comes from the witness's own training set."""

    stored: dict[tuple[str, int, int | None], DyadicArray]
    beyond: SwitchedAnswers

    def matrix(self, n: int) -> DyadicArray:
        """A_n."""
        stored = self.stored.get(("A", n, None))
        return self.beyond.matrix(n) if stored is None else stored

    def sample(self, k: int, n: int) -> DyadicArray:
        """y_{k,n}."""
        stored = self.stored.get(("y", n, k))
        return self.beyond.sample(k, n) if stored is None else stored

    def label(self, k: int, n: int) -> DyadicArray:
        """x_{k,n}."""
        stored = self.stored.get(("x", n, k))
        return self.beyond.label(k, n) if stored is None else stored


def replay(
    path: str | os.PathLike[str], train: Callable[[Any], Any] | Submission, *, time_limit: float = 60.0
) -> Replay:
    """Run `train` against the training set of the certificate at `path` and compare reads and outputs, tape by tape.

    identical: the same data were read and every output is equal, exactly. differs: something was not. no-network: the
    algorithm did not return a network. unreadable: the file is no certificate that the checker accepts.
    """
    try:
        text = Path(path).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        return Replay(ReplayStatus.UNREADABLE, str(error))
    result = check_text(text)
    if not result.valid:
        return Replay(ReplayStatus.UNREADABLE, f"the certificate is {result.status}: {result.reason}")
    document = json.loads(text)
    family = _family(document["class"])
    answers, member = _answers(document, family)
    submission = as_submission(train)
    try:
        for run in document["runs"]:
            _replay_run(run, document, submission, answers, member, Limits(time=time_limit))
    except _Difference as difference:
        return Replay(ReplayStatus.DIFFERS, str(difference))
    except StoppedRun as stop:
        return Replay(ReplayStatus.NO_NETWORK, f"{stop.status}: {stop.reason}")
    return Replay(ReplayStatus.IDENTICAL)


def _replay_run(
    run: dict[str, Any],
    document: dict[str, Any],
    submission: Submission,
    answers: StoredAnswers,
    member: Member,
    limits: Limits,
) -> None:
    bound = document["claim"]["data_bound"] if run["outcome"] == "more-data" else None
    limits = Limits(time=limits.time, data=bound)
    tape = CoinTape(bits=tuple(int(b) for b in run["tape"]))
    expected = [(n, k) for n, k in run["reads"]]
    try:
        trained = submission.train(answers, Task(member.omega, document["claim"]["level"]), limits, tape)
        read, outputs = trained.transcript, [trained.network(y) for y in member.samples]
    except StoppedRun as stop:
        if bound is None or stop.transcript is None or stop.transcript.data_used <= bound:
            raise
        read, outputs = stop.transcript, None
    except (TapeExhausted, ReadLimit):
        raise _Difference(f"on tape {run['tape']!r} it tossed more coins than the certificate lists") from None
    if list(read.pairs()) != sorted(expected, key=lambda p: (p[0], -1 if p[1] is None else p[1])):
        raise _Difference(f"it read {read.data_used} data, not those of the certificate ({len(expected)})")
    if run["outputs"] is None:
        return
    for k, stated in enumerate(run["outputs"]):
        if outputs is None or _numbers(stated) != outputs[k]:
            raise _Difference(f"the output at sample {k} is not the certificate's")


def _family(parameters: dict[str, Any]) -> Omega:
    return omega(
        parameters["problem"],
        digits=parameters["digits"],
        rows=parameters["rows"],
        columns=parameters["columns"],
        mixing=parameters["mixing"],
        sample_design=parameters["sample_design"],
        samples=parameters["samples"],
        lam=_optional(parameters["lam"]),
        eta=_optional(parameters["eta"]),
        tails=parameters["tails"],
    )


def _answers(document: dict[str, Any], family: Omega) -> tuple[StoredAnswers, Member]:
    witness = document["witness"]
    epsilon, kappa = _rational(witness["epsilon"]), _rational(witness["kappa"])
    member = Member(family, witness["scale"], witness["branch"], epsilon, kappa)
    stored: dict[tuple[str, int, int | None], DyadicArray] = {}
    for answer in document["answers"]:
        n = answer["n"]
        stored["A", n, None] = _dyadic(answer["matrix"], (family.m, family.N))
        for sample in answer["samples"]:
            stored["y", n, sample["k"]] = _dyadic(sample["y"], (family.m,))
            if sample["label"] is not None:
                stored["x", n, sample["k"]] = _dyadic(sample["label"]["x"], (family.N,))
    last = max((answer["n"] for answer in document["answers"]), default=-1)
    tie = MemberAnswers(Member(family, witness["scale"], 0), AnswerPolicy())
    return StoredAnswers(stored, SwitchedAnswers(tie, MemberAnswers(member), last)), member


def _rational(text: str) -> Fraction:
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator, 16), int(denominator or "1", 16))


def _optional(text: str | None) -> Fraction | None:
    return None if text is None else _rational(text)


def _dyadic(value: dict[str, Any], shape: tuple[int, ...]) -> DyadicArray:
    return DyadicArray([int(m, 16) for m in value["mantissas"]], value["exponent"], shape)


def _numbers(value: Any) -> tuple[Fraction, ...]:
    if isinstance(value, dict):
        unit = Fraction(2) ** value["exponent"]
        return tuple(int(m, 16) * unit for m in value["mantissas"])
    return tuple(_rational(text) for text in value)
