"""A class of one's own plays the game: a 1 × 2 lasso with equal columns and exact rational solution sets."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt
from typing import Any

import pytest

import barriers
from barriers.adversaries.own_class import NotAdmissible
from barriers.verdict import Status
from constructions.oracle import InstanceAnswers
from constructions.own_class import OwnBranch, OwnClass
from constructions.problems import problem as make_problem
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument
from oracles.fixed import round_answers
from oracles.real_array import RealArray

LASSO = make_problem("lasso", lam=1)
SAMPLE = DyadicArray([1], 0, (1,))


def root_bounds(square: Fraction) -> tuple[Fraction, Fraction]:
    """Rational bounds of a square root, 2^-100 apart."""
    below = isqrt(square.numerator * 4**100 // square.denominator)
    return Fraction(below, 2**100), Fraction(below + 1, 2**100)


def branch(index: int, epsilon: Fraction, sample: DyadicArray = SAMPLE) -> OwnBranch:
    """min |x|₁ + (Ax − 1)² with A = (1, 1) + ε·e_index: the minimiser is ((1 − 1/(2α))/α)·e_index, α = 1 + ε."""
    alpha = 1 + epsilon
    minimiser = [Fraction(0), Fraction(0)]
    minimiser[index] = (1 - 1 / (2 * alpha)) / alpha

    def distance(k: int, z: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
        return root_bounds(sum(((p - q) ** 2 for p, q in zip(z, minimiser, strict=True)), Fraction(0)))

    row = [alpha if i == index else Fraction(1) for i in range(2)]
    return OwnBranch(f"column {index + 1}", RealArray.of([row]), (sample,), distance)


def branches(used: int | None) -> list[OwnBranch]:
    epsilon = Fraction(1, 2 ** ((used or 0) + 2))
    return [branch(0, epsilon), branch(1, epsilon)]


def limit() -> InstanceAnswers:
    return InstanceAnswers(LASSO, round_answers([[1, 1]], [1]))


OWN = OwnClass(LASSO, 1, limit(), branches, public="equal columns")


def first_column(data: Any) -> Any:
    """Right on branch 1."""
    assert data.omega == "equal columns"
    return lambda y: [0.5, 0.0]


def middle(data: Any) -> Any:
    """The label itself, read finely."""
    label = data.x(0, 30).to_fractions()
    data.A(12)
    return lambda y: [float(v) for v in label]


@pytest.mark.parametrize(("algorithm", "least"), [(first_column, "0.7"), (middle, "0.35")])
def test_it_is_refuted_on_its_worst_branch(algorithm: Any, least: str) -> None:
    report = barriers.verify(algorithm, OWN)
    (verdict,) = report.verdicts
    assert verdict.status is Status.REFUTED
    assert verdict.error is not None
    assert Fraction(verdict.error) > Fraction(least) - Fraction(1, 10)
    assert verdict.reason in ("on column 1", "on column 2")
    assert verdict.certificate is None
    assert any("no certificate file" in note for note in verdict.notes)
    assert report.exit_code == 1


def test_the_worse_branch_is_chosen() -> None:
    (verdict,) = barriers.verify(first_column, OWN).verdicts
    assert verdict.reason == "on column 2"


def test_branches_too_far_for_the_answers_are_not_admissible() -> None:
    far = OwnClass(LASSO, 1, limit(), lambda used: [branch(0, Fraction(1, 100)), branch(1, Fraction(1, 100))])
    with pytest.raises(NotAdmissible, match=r"A\(12\) is not within 2\^-12 of column"):
        barriers.verify(middle, far)
    (verdict,) = barriers.verify(lambda data: lambda y: [0.5, 0.0], far).verdicts  # it reads nothing
    assert verdict.status is Status.REFUTED


def test_samples_too_far_for_the_answers_are_not_admissible() -> None:
    moved = DyadicArray([(1 << 20) + 1], -20, (1,))
    far = OwnClass(LASSO, 1, limit(), lambda used: [branch(i, Fraction(1, 2**40), moved) for i in (0, 1)])
    with pytest.raises(NotAdmissible, match=r"y\(0, 30\)"):
        barriers.verify(lambda data: (data.y(0, 30), first_of_two)[1], far)


def first_of_two(y: Any) -> list[float]:
    return [0.5, 0.0]


def test_branches_too_close_together_refute_nothing() -> None:
    one = OwnClass(LASSO, 1, limit(), lambda used: [branch(0, Fraction(1, 2 ** ((used or 0) + 2)))])
    (verdict,) = barriers.verify(lambda data: first_of_two, one).verdicts
    assert verdict.status is Status.SURVIVED
    assert "not far enough apart" in verdict.reason


def test_other_endings_have_their_own_verdicts() -> None:
    def waits(data: Any) -> Any:
        n = 0
        while data.A(n).size:
            n += 1

    def crashes(data: Any) -> Any:
        raise ValueError("no")

    calls = iter(range(10**6))

    def drifts(data: Any) -> Any:
        data.A(next(calls) % 7)
        return first_of_two

    assert barriers.verify(waits, OWN, time_limit=0.2).verdicts[0].status is Status.DID_NOT_HALT
    assert barriers.verify(crashes, OWN).verdicts[0].status is Status.CRASHED
    assert barriers.verify(lambda data: lambda y: [1.0], OWN).verdicts[0].status is Status.INVALID_NETWORK
    assert barriers.verify(drifts, OWN).verdicts[0].status is Status.NONDETERMINISTIC


def test_coins_are_refused_in_one_sentence() -> None:
    def tosses(data: Any) -> Any:
        return (lambda y: [0.5, 0.0]) if data.coin() else (lambda y: [0.0, 0.5])

    with pytest.raises(InvalidArgument, match="tosses no coins"):
        barriers.verify(tosses, OWN)


def test_digits_are_positive() -> None:
    with pytest.raises(InvalidArgument):
        OwnClass(LASSO, 0, limit(), branches)
