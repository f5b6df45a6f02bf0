"""Theorems 4 to 6 and Proposition 7 (coins.md): the counting behind the thresholds, and the library's enumeration."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import barriers
from barriers.candidates.coin_guesser import train as guess
from constructions.omega import omega

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
