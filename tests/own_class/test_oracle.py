"""The one-line oracle for a teacher's own numbers, and the minimisers behind its labels, against closed forms and
cvxpy."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import cvxpy
import mpmath
import numpy as np
import pytest
from sympy import Rational, cos, pi, sqrt

from constructions.general_minimiser import general_minimiser
from constructions.kkt import complementarity, conditions, dual_feasibility, primal_feasibility, stationarity
from constructions.near_minimiser import NotCertified
from constructions.oracle import oracle
from constructions.problems import Problem
from constructions.problems import problem as make_problem
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument

PROBLEMS = [
    make_problem("lasso", lam=Fraction(1, 2)),
    make_problem("basis-pursuit", eta=Fraction(1, 4)),
    make_problem("basis-pursuit", eta=0),
    make_problem("sqrt-lasso", lam=Fraction(1, 8)),
]


def random_instance(rng: random.Random, m: int = 3, n: int = 6) -> tuple[DyadicArray, DyadicArray]:
    a = DyadicArray([rng.randint(-64, 64) for _ in range(m * n)], -5, (m, n))
    return a, DyadicArray([rng.randint(-200, 200) for _ in range(m)], -5, (m,))


def solved(program: Problem, a: DyadicArray, y: DyadicArray) -> tuple[float, np.ndarray]:
    """The optimal value and a minimiser by an interior-point solver."""
    x = cvxpy.Variable(a.shape[1])
    left = a.to_numpy() @ x - y.to_numpy()
    limits = []
    if program.name == "lasso":
        objective = float(program.lam or 0) * cvxpy.norm1(x) + cvxpy.sum_squares(left)
    elif program.name == "sqrt-lasso":
        objective = float(program.lam or 0) * cvxpy.norm1(x) + cvxpy.norm2(left)
    else:
        objective, limits = cvxpy.norm1(x), [cvxpy.norm2(left) <= float(program.eta or 0)]
    problem = cvxpy.Problem(cvxpy.Minimize(objective), limits)  # type: ignore[arg-type]
    value = problem.solve(solver=cvxpy.CLARABEL)
    assert x.value is not None
    return float(value), np.asarray(x.value)  # type: ignore[arg-type]


def objective(program: Problem, a: DyadicArray, y: DyadicArray, x: np.ndarray) -> float:
    misfit = float(np.linalg.norm(a.to_numpy() @ x - y.to_numpy()))
    if program.name == "basis-pursuit":
        return float(np.abs(x).sum())
    return float(program.lam or 0) * float(np.abs(x).sum()) + (misfit**2 if program.name == "lasso" else misfit)


@pytest.mark.parametrize("program", PROBLEMS, ids=lambda p: f"{p.name}-{p.lam or p.eta}")
def test_the_general_minimiser_agrees_with_an_interior_point_solver(program: Problem) -> None:
    rng, certified = random.Random(program.name), 0
    for _ in range(12):
        a, y = random_instance(rng)
        value, x = solved(program, a, y)
        try:
            found = general_minimiser(program, a, y, 30)
        except NotCertified:
            continue
        certified += 1
        ours = found.certificate.x.to_numpy()
        assert found.radius <= Fraction(1, 2**30)
        assert objective(program, a, y, ours) <= value + 1e-6 * (1 + abs(value))
        assert np.linalg.norm(ours - x) < 1e-3
        if program.name == "basis-pursuit":
            assert np.linalg.norm(a.to_numpy() @ ours - y.to_numpy()) <= float(program.eta or 0) + 1e-7
    assert certified >= (6 if program.name == "sqrt-lasso" else 11)


def dual_of(program: Problem, a: DyadicArray, y: DyadicArray, x: np.ndarray) -> tuple[Any, Any, Any, Any, Fraction]:
    """(A, y, x, u, ρ) as Fractions, with u the scaled residual of a float minimiser."""
    residual = y.to_numpy() - a.to_numpy() @ x
    rho = float(program.lam or 0) / 2 if program.name == "lasso" else float(np.abs(a.to_numpy().T @ residual).max())
    exact = [Fraction(float(v)) for v in x]
    u = [Fraction(float(v)) for v in residual / rho]
    return a.to_fractions(), y.to_fractions(), exact, u, Fraction(rho)


@pytest.mark.parametrize("program", PROBLEMS[:2], ids=lambda p: p.name)
def test_each_named_condition_holds_for_solvers_and_fails_alone_where_it_is_violated(program: Problem) -> None:
    rng = random.Random(11)
    for _ in range(5):
        a, y = random_instance(rng)
        _, x = solved(program, a, y)
        A, b, solution, u, rho = dual_of(program, a, y, x)
        found = conditions(program, A, b, solution, u, rho)
        small = Fraction(1, 1000)
        assert max(found.primal, found.dual, found.complementarity, found.stationarity) < small
        assert stationarity(program, A, b, solution, [3 * v for v in u], rho) > small
        assert dual_feasibility(program, A, [3 * v for v in u]) > 1
        assert complementarity(program, A, [-v for v in solution], u, rho) > small
        zero = [Fraction(0)] * len(solution)
        assert primal_feasibility(program, A, b, zero) > small or program.eta is None


def test_exact_minimisers_satisfy_the_conditions_exactly() -> None:
    lasso = make_problem("lasso", lam=2)  # ρ = 1: x = (3 − 1/2)/2 on the column 2
    A, y = [[Fraction(2), Fraction(1)]], [Fraction(3)]
    x, u = [Fraction(5, 4), Fraction(0)], [Fraction(1, 2)]
    assert conditions(lasso, A, y, x, u, Fraction(1)).hold
    assert not conditions(lasso, A, y, [Fraction(5, 4), Fraction(1, 10**30)], u, Fraction(1)).hold
    pursuit = make_problem("basis-pursuit", eta=1)  # residual 1 = ρu
    assert conditions(pursuit, A, y, [Fraction(1), Fraction(0)], u, Fraction(2)).hold
    assert not conditions(pursuit, A, y, [Fraction(1), Fraction(0)], u, Fraction(2) + Fraction(1, 10**30)).hold
    root = make_problem("sqrt-lasso", lam=1)
    assert conditions(root, A, y, [Fraction(3, 2), Fraction(0)], u, Fraction(0)).hold
    assert not conditions(root, A, y, [Fraction(3, 2), Fraction(0)], [Fraction(3)], Fraction(0)).hold


@pytest.mark.parametrize("n", [0, 1, 7, 40, 200])
def test_the_oracle_is_within_its_tolerance_of_symbolic_numbers(n: int) -> None:
    data = oracle([[sqrt(2), 1], [0, cos(pi / 7)]], [pi, sqrt(2 + sqrt(3))], problem="basis-pursuit")
    with mpmath.workdps(120):
        true = [[mpmath.sqrt(2), 1], [0, mpmath.cos(mpmath.pi / 7)]]
        error = mpmath.norm(data.A(n).to_mpmath() - mpmath.matrix(true))
        assert error <= mpmath.mpf(2) ** -n
        y = mpmath.matrix([mpmath.pi, mpmath.sqrt(2 + mpmath.sqrt(3))])
        assert mpmath.norm(data.y(0, n).to_mpmath() - y) <= mpmath.mpf(2) ** -n


@pytest.mark.parametrize("n", [1, 5, 30, 120])
def test_a_label_is_near_the_minimiser_of_the_approximate_problem_and_of_the_true_one(n: int) -> None:
    """min |x|₁ + (Ax − π)², A = (√2, 1): x₁ = (π − ρ/√2)/√2 with ρ = 1/2, x₂ = 0."""
    data = oracle([[sqrt(2), 1]], [pi])
    label = data.x(0, n).to_mpmath()
    with mpmath.workdps(80):
        a, y = data.A(n).to_mpmath()[0, 0], data.y(0, n).to_mpmath()[0]
        assert mpmath.norm(label - mpmath.matrix([(y - 0.5 / a) / a, 0])) <= mpmath.mpf(2) ** -n
        root = mpmath.sqrt(2)
        assert mpmath.norm(label - mpmath.matrix([(mpmath.pi - 0.5 / root) / root, 0])) <= 8 * mpmath.mpf(2) ** -n


@pytest.mark.parametrize(
    ("a", "y"),
    [([[1, 2], [3]], [1, 1]), ([[1, 2]], [1, 2, 3]), ([], []), ([[1, "x"]], [1]), ([[1, float("nan")]], [1])],
)
def test_what_is_no_matrix_or_vector_is_refused(a: object, y: object) -> None:
    with pytest.raises(InvalidArgument):
        oracle(a, y)


def test_the_oracle_reads_exact_rationals_of_sympy() -> None:
    data = oracle([[Rational(1, 3), 1]], [1])
    error = abs(data.A(20).to_fractions()[0][0] - Fraction(1, 3))
    assert 0 < error <= Fraction(1, 2**20)
