"""Theorems 4 to 6 and Proposition 7 (coins.md): the counting behind the thresholds, and the library's enumeration."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import barriers
from barriers.adversaries.wrong_branch import epsilon_after
from barriers.candidates.coin_guesser import train as guess
from barriers.in_process import InProcess
from barriers.limits import Limits
from barriers.submission import Task
from constructions.answers import MemberAnswers
from constructions.answers_switch import SwitchedAnswers
from constructions.member import Member
from constructions.omega import Omega, omega
from oracles.coins import CoinTape, TapeExhausted
from oracles.dyadic import DyadicArray
from oracles.training_set import Answers, TrainingSet
from oracles.transcript import Transcript

Tapes = list[list[int]]  # for each equally likely tape and each sample the branch that is right, or −1


def probability(tapes: Tapes, branch: int, more_than: Fraction) -> Fraction:
    """The probability that `branch` is right at more than so many samples."""
    return Fraction(sum(tape.count(branch) > more_than for tape in tapes), len(tapes))


@st.composite
def games(draw: st.DrawFn) -> tuple[int, int, Tapes]:
    """d branches, R samples, and up to 16 tapes."""
    d, r = draw(st.integers(2, 6)), draw(st.integers(1, 12))
    tape = st.lists(st.integers(-1, d - 1), min_size=r, max_size=r)
    return d, r, draw(st.lists(tape, min_size=1, max_size=16))


@given(games())
def test_theorem_5_some_branch_is_right_at_many_samples_with_small_probability(game: tuple[int, int, Tapes]) -> None:
    d, r, tapes = game
    for j in range(1, d):
        least = min(probability(tapes, branch, Fraction(r, j + 1)) for branch in range(d))
        assert least <= Fraction(j, d)


@given(games())
def test_theorem_4_some_branch_is_right_everywhere_with_probability_at_most_one_in_d(
    game: tuple[int, int, Tapes],
) -> None:
    d, r, tapes = game
    assert min(probability(tapes, branch, Fraction(r - 1)) for branch in range(d)) <= Fraction(1, d)


def test_the_count_of_theorem_1_does_not_come_with_probability_one_minus_one_in_d() -> None:
    d, r = 3, 8
    tapes = [[(k // 3 + offset) % d for k in range(r)] for offset in range(d)]  # counts 3, 3, 2, rotated
    right = [probability(tapes, branch, Fraction(r // d)) for branch in range(d)]
    assert right == [Fraction(2, 3)] * d  # so wrong at ≥ 6 samples with probability 1/3 only
    assert min(probability(tapes, branch, Fraction(r, 2)) for branch in range(d)) == 0


@given(st.integers(2, 30), st.fractions(0, 1), st.fractions(0, 1))
def test_theorem_6_and_proposition_7(d: int, halts: Fraction, luck: Fraction) -> None:
    """halts: probability of halting on the tie; luck ≤ 1/d: of being right on the worst branch, given that."""
    threshold = Fraction(d, 2 * d - 1)
    on_branch = halts * min(luck, Fraction(1, d)) + (1 - halts)
    assert min(halts, on_branch) <= threshold
    assert threshold == threshold / d + (1 - threshold)  # the almost-hedger: equality in both


@pytest.mark.parametrize(("columns", "mixing"), [(5, "hadamard"), (7, "identity")])
def test_theorem_4_is_sharp_the_uniform_guess_is_right_once_in_d(columns: int, mixing: str) -> None:
    family = omega(digits=3, rows=4, columns=columns, mixing=mixing)
    (verdict,) = barriers.verify(guess, family, levels=[3]).verdicts
    assert verdict.certificate is not None
    stated = verdict.certificate.document["claim"]["probability"].partition("/")
    failing = Fraction(int(stated[0], 16), int(stated[2] or "1", 16))
    assert failing == 1 - Fraction(1, family.d)


@pytest.mark.parametrize("last", [-1, 0, 3, 9])
def test_lemma_8_runs_agree_up_to_the_first_index_beyond(last: int) -> None:
    """On every tape: the run on the tie stays within n_0 and equals the run on every ι⁽ⁱ⁾, or all of them go beyond."""
    family = omega(digits=3, rows=2, columns=4, mixing="identity")
    seen = set()

    def wanders(data: TrainingSet) -> object:
        """Coins and answers decide what is read next."""
        n = -1
        while data.coin():
            n += 1 + 3 * data.coin() + (int(data.A(max(n, 0)).mantissas[0]) & 1)
            data.y(0, n)
        return lambda y: [n, 0, 0, 0]

    tie = MemberAnswers(Member(family, "strong", 0))
    epsilon = epsilon_after(family, "strong", last if last >= 0 else None)
    for tape in product((0, 1), repeat=7):
        near = _run(wanders, family, tie, tape)
        within = near is not None and (near[0].accuracy_used is None or near[0].accuracy_used <= last)
        seen.add(within)
        for i in range(1, family.d + 1):
            branch = SwitchedAnswers(tie, MemberAnswers(Member(family, "strong", i, epsilon)), last)
            far = _run(wanders, family, branch, tape)
            if within:
                assert far == near
            else:
                assert far is None or (far[0].accuracy_used is not None and far[0].accuracy_used > last)
    assert seen == {True, False}


def _run(
    train: Callable[..., object], family: Omega, answers: Answers, tape: tuple[int, ...]
) -> tuple[Transcript, tuple[Fraction, ...]] | None:
    """Transcript and output at 0 of one run, None where the tape ends first."""
    try:
        found = InProcess(train, "wanders").train(answers, Task(family, 3), Limits(time=20), CoinTape(bits=tape))
    except TapeExhausted:
        return None
    return found.transcript, found.network(DyadicArray.zeros((2,)))
