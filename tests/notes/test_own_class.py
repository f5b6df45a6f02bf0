"""Theorem 17 (own_class.md): a class of one's own plays the same game, and false branches are not accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import isqrt

import pytest
from flint import arb, arb_mat, fmpq

from barriers.adversaries.own_class import NotAdmissible, OwnClassGame
from barriers.in_process import InProcess
from barriers.verdict import Status
from constructions.oracle import InstanceAnswers
from constructions.own_class import OwnBranch, OwnClass
from constructions.problems import problem
from oracles.dyadic import DyadicArray
from oracles.fixed import round_answers
from oracles.real_array import RealArray

HEAD, SAMPLE = 4, DyadicArray([8], 0, (1,))


def branch(i: int, epsilon: Fraction) -> OwnBranch:
    """A = (4, 4) with ε added to column i; lasso with λ = 1: the minimiser is t e_i, t = (8 − 1/(2α))/α."""
    heads = [HEAD + epsilon * (j == i) for j in range(2)]
    total = (8 - 1 / (2 * heads[i])) / heads[i]

    def distance(_: int, z: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
        square = sum(((v - total * (j == i)) ** 2 for j, v in enumerate(z)), Fraction(0))
        low = Fraction(isqrt(int(square * 10**40)), 10**20)  # rounded down, by at most 10^-20 and a bit
        return low, low + Fraction(1, 10**18)

    row = arb_mat([[arb(fmpq(h.numerator, h.denominator)) for h in map(Fraction, heads)]])
    return OwnBranch(f"column {i + 1}", RealArray.computed((1, 2), lambda bits: row), (SAMPLE,), distance)


def two_columns(near: Callable[[int | None], Fraction]) -> OwnClass:
    """The class whose branches use ε = near(accuracy used)."""
    limit = InstanceAnswers(problem("lasso"), round_answers([[HEAD, HEAD]], [8]))
    return OwnClass(problem("lasso"), 1, limit, lambda n: [branch(i, near(n)) for i in range(2)])


def label_reader(data: object) -> Callable[[object], list[Fraction]]:
    """Reads one label and answers it."""
    label = data.x(0, 20).to_fractions()  # type: ignore[attr-defined]
    return lambda y: list(label)


def small(used: int | None) -> Fraction:
    return Fraction(1, 2 ** (3 + (used or 0)))


def test_theorem_17_an_algorithm_fails_on_a_branch_of_ones_own() -> None:
    verdict = OwnClassGame(two_columns(small)).play(InProcess(label_reader, "label reader"))
    assert verdict.status is Status.REFUTED
    assert verdict.quantifier == "every sample"
    assert verdict.accuracy_used == 20
    assert verdict.error is not None
    assert float(verdict.error) > 0.9  # the label lies on column 1 or between the columns: 1.97·√2/2 at least
    assert verdict.certificate is None
    assert verdict.notes


def test_theorem_17_branches_that_the_answers_exclude_are_refused() -> None:
    game = OwnClassGame(two_columns(lambda used: Fraction(1, 4)))
    with pytest.raises(NotAdmissible):
        game.play(InProcess(label_reader, "label reader"))


def test_theorem_17_a_matrix_answer_of_low_rank_is_refused_for_basis_pursuit() -> None:
    """A = (1/99, 1/99), y = 1: A_1 = (0, 0) is within 1/2, but no y_{0,1} within 1/2 of 1 has a feasible point."""
    exact = problem("basis-pursuit", eta=0)
    row = [[Fraction(1, 99)] * 2]
    limit = InstanceAnswers(exact, round_answers(row, [1]))
    assert set(limit.matrix(1).mantissas) == {0}
    far = OwnBranch("far", RealArray.of(row), (DyadicArray([1], 0, (1,)),), lambda k, z: (Fraction(1), Fraction(1)))

    def reader(n: int) -> Callable[[object], Callable[[object], list[int]]]:
        return lambda data: (data.A(n), lambda y: [0, 0])[1]  # type: ignore[attr-defined]

    game = OwnClassGame(OwnClass(exact, 1, limit, lambda n: [far]))
    with pytest.raises(NotAdmissible, match="rank"):
        game.play(InProcess(reader(1), "coarse reader"))
    assert game.play(InProcess(reader(9), "fine reader")).status is Status.REFUTED
