"""The published instance: solution sets, distances, gaps and input errors against independent computations."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import cvxpy as cp
import mpmath
import numpy as np
import pytest
from scipy.fft import dct

from barriers.table1.index_artefact import script_indices
from barriers.table1.instance import Branch
from oracles.errors import InvalidArgument


def plain_matrix(branch: Branch) -> np.ndarray:
    """The matrix by scipy's DCT, in doubles."""
    heads = np.full(2, sqrt(2) * 10**branch.digits / 3)
    heads[branch.raised] += 2.0 ** (-branch.accuracy - 1)
    block = np.zeros((branch.rows, branch.columns))
    block[0, :2] = heads
    block[1:, 2:] = np.linalg.norm(heads) * np.eye(branch.rows - 1)
    return np.asarray(dct(block, axis=0, norm="ortho"))


@pytest.mark.parametrize("branch", [Branch(1, 10, 22, 0), Branch(3, 20, 20, 1), Branch(6, 30, 5, 0)])
def test_matrix_and_sample_are_the_dct_of_the_block_form(branch: Branch) -> None:
    np.testing.assert_allclose(branch.matrix, plain_matrix(branch), rtol=0, atol=1e-15 * 10**branch.digits)
    first = np.zeros(branch.rows)
    first[0] = 1
    np.testing.assert_allclose(branch.sample, np.asarray(dct(first, norm="ortho")), atol=1e-16)
    assert branch.matrix_error(branch.matrix) < Fraction(1, 2**52) * 10**branch.digits * 10
    assert branch.sample_error(branch.sample) < Fraction(1, 2**52)


def test_the_minimiser_is_found_by_a_convex_solver() -> None:
    branch = Branch(1, 3, 8, 1)  # 2^-4 apart: far enough for a solver of 1e-8
    z = cp.Variable(8)
    objective = cp.norm1(z) + cp.norm2(plain_matrix(branch) @ z - branch.sample)
    cp.Problem(cp.Minimize(objective)).solve(solver="CLARABEL")
    low, high = branch.distance(np.asarray(z.value))
    assert low <= high < 1e-5
    assert 0 <= branch.objective_gap(np.asarray(z.value)) < 1e-7


@pytest.mark.parametrize("branch", [Branch(1, 10, 22, 0), Branch(6, 30, 20, 1)])
def test_distances_enclose_the_closed_form(branch: Branch) -> None:
    rng = np.random.default_rng(0)
    point = rng.standard_normal(branch.columns) * 10.0**-branch.digits
    with mpmath.workdps(150):
        top = mpmath.sqrt(2) * 10**branch.digits / 3 + mpmath.mpf(2) ** (-branch.accuracy - 1)
        exact = mpmath.sqrt(
            sum((mpmath.mpf(float(v)) - (1 / top if i == branch.raised else 0)) ** 2 for i, v in enumerate(point))
        )
        low, high = branch.distance(point)
        as_mpf = [mpmath.mpf(v.numerator) / v.denominator for v in (low, high)]
        assert as_mpf[0] <= exact <= as_mpf[1]
        assert as_mpf[1] - as_mpf[0] < mpmath.mpf(10) ** -40


def test_the_objective_gap_is_zero_at_the_minimiser_and_exact_elsewhere() -> None:
    branch = Branch(3, 10, 22, 1)
    minimiser = np.zeros(22)
    minimiser[1] = float(branch.solutions.total.mid())
    assert 0 <= branch.objective_gap(minimiser) < Fraction(1, 10**15)
    assert float(branch.objective_gap(np.zeros(22))) == pytest.approx(1 - minimiser[1], rel=1e-12)
    rng = np.random.default_rng(1)
    for point in rng.standard_normal((5, 22)) * 1e-3:
        value = np.abs(point).sum() + np.linalg.norm(plain_matrix(branch) @ point - branch.sample)
        assert float(branch.objective_gap(point)) == pytest.approx(value - minimiser[1], rel=1e-9)


@pytest.mark.parametrize("digits", range(1, 7))
def test_the_two_branches_are_close_and_their_minimisers_far(digits: int) -> None:
    first, second = Branch(digits, 20, 22, 0), Branch(digits, 20, 22, 1)
    assert first.matrix_error(second.matrix) <= Fraction(1, 2**20)
    other = np.zeros(22)
    other[1] = float(second.solutions.total.mid())
    low, _ = first.distance(other)
    assert float(low) == pytest.approx(3 * 10.0**-digits, rel=1e-6)


def test_the_artefact_is_python_indexing() -> None:
    """What negative indices do to lists of length 2 and N, for the positions 0, 1, 2 of K = 1, 3, 6."""
    for position, digits in enumerate((1, 3, 6)):
        heads, vector = [0, 1], list(range(22))
        indices = script_indices(digits, 22)
        assert indices.shown == heads[position - 1]
        assert indices.true == heads[position - 2]
        assert indices.compared == vector[position - 2]
        assert indices.misplaced == (digits != 6)
        assert indices.shown != indices.true
    assert script_indices(4, 22) == script_indices(6, 22)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [((0, 10, 22, 0), "digits"), ((1, -1, 22, 0), "accuracy"), ((1, 10, 2, 0), "columns"), ((1, 10, 22, 2), "raised")],
)
def test_bad_arguments_are_refused(arguments: tuple[int, int, int, int], name: str) -> None:
    with pytest.raises(InvalidArgument, match=f"{name}="):
        Branch(*arguments)
