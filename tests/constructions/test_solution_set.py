"""Lemma 2 against its own optimality conditions (mpmath, 60 digits) and against an interior-point solver."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import cvxpy as cp
import mpmath
import numpy as np
import pytest
from flint import arb
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from constructions.enclosures import ball
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega, omega
from constructions.solution_set import SolutionSet, Undecided, solution_set, tied_columns_solution
from oracles.precision import precision
from tests.constructions.families import PROBLEMS, families, label
from tests.constructions.reference import (
    block_matrix,
    duality_gap,
    member_matrix,
    minimisers,
    norm,
    number,
    vector,
)


def middle(x: arb) -> Any:
    man, exponent = x.mid().man_exp()
    return mpmath.ldexp(mpmath.mpf(int(man)), int(exponent))


def points(found: SolutionSet) -> list[list[Any]]:
    """The barycentre and the vertices, as mpf."""
    with precision(found.bits):
        return [[middle(v) for v in p] for p in (found.barycentre(), *map(found.vertex, found.face))]


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_random_tied_instances_satisfy_the_optimality_conditions(data: st.DataObject) -> None:
    name, parameters = data.draw(st.sampled_from(PROBLEMS))
    d, m = data.draw(st.integers(2, 4)), data.draw(st.integers(1, 4))
    family = omega(name, rows=m, columns=m + d - 1, mixing="identity", **parameters)
    entry = st.fractions(-6, 6, max_denominator=32)
    heads = data.draw(st.lists(st.sampled_from([Fraction(8), Fraction(9), Fraction(17, 2)]), min_size=d, max_size=d))
    b = data.draw(st.lists(entry, min_size=m, max_size=m))
    c = data.draw(st.fractions(8, 20, max_denominator=8))
    face = [i for i, h in enumerate(heads) if h == max(heads)]
    try:
        with precision(400):
            found = tied_columns_solution(family.program, [ball(h) for h in heads], face, ball(c), [ball(v) for v in b])
    except Undecided:
        # only where a threshold is met to 400 bits
        with mpmath.workdps(60):
            reference = minimisers(family, [number(h) for h in heads], number(c), [number(v) for v in b])
            assert any(abs(abs(t)) < mpmath.mpf(10) ** -40 for t in (reference.total, *reference.tail))
        return
    with mpmath.workdps(60):
        a = block_matrix([number(h) for h in heads], number(c), m)
        reference = minimisers(family, [number(h) for h in heads], number(c), [number(v) for v in b])
        for x in points(found):
            assert duality_gap(family, a, vector(b), mpmath.matrix(x)) <= mpmath.mpf(10) ** -35
            assert reference.distance(x) <= mpmath.mpf(10) ** -40


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_distances_agree_with_bisection(data: st.DataObject) -> None:
    name, parameters = data.draw(st.sampled_from(PROBLEMS))
    d, m = data.draw(st.integers(2, 5)), data.draw(st.integers(1, 4))
    family = omega(name, rows=m, columns=m + d - 1, mixing="identity", **parameters)
    b = data.draw(st.lists(st.fractions(-6, 6, max_denominator=31), min_size=m, max_size=m))
    z = data.draw(st.lists(st.fractions(-2, 2, max_denominator=64), min_size=m + d - 1, max_size=m + d - 1))
    heads = [Fraction(9)] * data.draw(st.integers(1, d))
    heads += [Fraction(8)] * (d - len(heads))
    face = [i for i, h in enumerate(heads) if h == 9]
    with precision(300):
        try:
            found = tied_columns_solution(family.program, [ball(h) for h in heads], face, arb(21), [ball(v) for v in b])
        except Undecided:
            assume(False)
        low, high = found.distance(z)
    with mpmath.workdps(60):
        reference = minimisers(family, [number(h) for h in heads], mpmath.mpf(21), [number(v) for v in b])
        distance = reference.distance([number(v) for v in z])
        tiny = mpmath.mpf(10) ** -35
        assert number(low) - tiny <= distance <= number(high) + tiny
        assert number(high - low) <= tiny + mpmath.mpf(10) ** -30


def solver_minimum(family: Omega, a: np.ndarray, y: np.ndarray) -> np.ndarray:
    """A minimiser by Clarabel at its finest tolerances."""
    x = cp.Variable(a.shape[1])
    residual = a @ x - y
    if family.problem == "lasso":
        program = cp.Problem(cp.Minimize(float(family.lam or 0) * cp.norm1(x) + cp.sum_squares(residual)))
    elif family.problem == "sqrt-lasso":
        program = cp.Problem(cp.Minimize(float(family.lam or 0) * cp.norm1(x) + cp.norm2(residual)))
    else:
        eta = float(family.eta or 0)
        program = cp.Problem(cp.Minimize(cp.norm1(x)), [cp.norm2(residual) <= eta if eta else residual == 0])
    program.solve(solver=cp.CLARABEL, tol_gap_abs=1e-11, tol_gap_rel=1e-11, tol_feas=1e-11)
    assert x.value is not None
    return x.value


@pytest.mark.parametrize("family", families(shapes=((1, 2), (4, 6), (5, 9)), digits=(1,)), ids=label)
def test_members_agree_with_an_interior_point_solver(family: Omega) -> None:
    """The solver's answer lies in Ξ(A, y) to 1e-6, at the tie and on a branch (K = 1: well-scaled)."""
    for member in (
        Member(family, "strong", 0),
        Member(family, "weak", 0),
        Member(family, "strong", family.d, family.strong.epsilon_max),
    ):
        with mpmath.workdps(40):
            a = np.array(member_matrix(member).tolist(), dtype=np.float64)
        x = solver_minimum(family, a, member.samples[0].to_numpy())
        if member.branch:  # ε is too small for a solver to see which head wins: compare the heads' sum only
            found = solution_set(member)
            with precision(found.bits):
                vertex = [float(v) for v in found.vertex(family.d - 1)]
            assert abs(sum(x[: family.d]) - sum(vertex[: family.d])) < 1e-6
            assert np.max(np.abs(x[family.d :] - vertex[family.d :]), initial=0) < 1e-6
        else:
            assert solution_set(member).distance([Fraction(v) for v in x])[0] < Fraction(1, 10**6)


@pytest.mark.parametrize("family", families(digits=(3, 30)), ids=label)
def test_members_satisfy_the_optimality_conditions_of_the_mixed_problem(family: Omega) -> None:
    """Lemma 1 and Lemma 2 together: on A = QB itself, with our own dual vector."""
    epsilon = rational_epsilon(family, family.strong.epsilon_max)
    for member in (Member(family, "strong", 0), Member(family, "strong", 1, epsilon)):
        found = solution_set(member)
        assert found.is_point == (member.branch > 0)
        with mpmath.workdps(90 + 3 * family.digits):
            a, y = member_matrix(member), vector(member.samples[0])
            for x in points(found)[:3]:
                gap = duality_gap(family, a, y, mpmath.matrix(x))
                assert gap <= mpmath.mpf(10) ** (-20 - family.digits)


@pytest.mark.parametrize("family", families(shapes=((2, 5), (4, 6), (19, 20)), digits=(1, 6)), ids=label)
def test_branches_are_root_two_t_apart(family: Omega) -> None:
    """Lemma 4: the separation exceeds 2·10^-K at the strong scale and 2·10^(1−K) at the weak one."""
    for part, level in (("strong", family.digits), ("weak", family.digits - 1)):
        scale = family.scale(part)
        epsilon = scale.epsilon_max
        first, second = (solution_set(Member(family, part, i, epsilon)) for i in (1, 2))
        with mpmath.workdps(60 + 2 * family.digits):
            x, z = points(first)[1], points(second)[1]
            apart = norm([p - q for p, q in zip(x, z, strict=True)])
            assert abs(apart - mpmath.sqrt(2) * middle(first.total)) < mpmath.mpf(10) ** (-30 - family.digits)
            assert apart > mpmath.mpf(2) * mpmath.mpf(10) ** -level


def test_a_negative_head_negates_the_heads() -> None:
    family = omega("lasso", rows=2, columns=3, mixing="identity")
    with precision(200):
        up = tied_columns_solution(family.program, [arb(16)] * 2, (0, 1), arb(22), [arb(3), arb(1)])
        down = tied_columns_solution(family.program, [arb(16)] * 2, (0, 1), arb(22), [arb(-3), arb(1)])
    for p, q in zip(points(up), points(down), strict=True):
        assert p[:2] == [-v for v in q[:2]]
        assert p[2:] == q[2:]


@pytest.mark.parametrize("name", ["sqrt-lasso", "basis-pursuit", "lasso"])
def test_an_undecided_sign_of_the_head_is_not_guessed(name: str) -> None:
    """A ball for β that straddles 0 decides nothing about the sign of the heads: where that matters, say so."""
    family = omega(name, rows=2, columns=3, mixing="identity")
    with precision(100):
        straddling = [arb(0, 0.5), arb(3)]
        try:
            found = tied_columns_solution(family.program, [arb(16)] * 2, (0, 1), arb(22), straddling)
        except Undecided:
            return
        for beta in (-Fraction(1, 2), Fraction(1, 2)):
            low, high = found.distance(
                [beta / 16, Fraction(0), (Fraction(3) - Fraction(int(name == "lasso"), 44)) / 22]
            )
            assert low <= 0 <= high


def test_points_with_huge_denominators_are_measured_quickly_and_soundly() -> None:
    """A denominator of 20 000 bits that shares nothing with its neighbours costs no exact sum of them all."""
    family = omega(rows=4, columns=6)
    solutions = solution_set(Member(family, "strong", 0), 0)
    near = [Fraction(k, 10**6) for k in range(6)]
    huge = [x + Fraction(1, (1 << 20_000 + k) + 1) for k, x in enumerate(near)]
    (low, high), (low_huge, high_huge) = solutions.distance(near), solutions.distance(huge)
    assert low_huge <= high
    assert low <= high_huge
    assert high_huge - low_huge < Fraction(1, 10**12)
