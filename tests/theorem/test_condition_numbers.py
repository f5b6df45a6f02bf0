"""Condition numbers: finite differences in mpmath stay below the certified bounds (proofs_notes/conditioning.md)."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from constructions.conditioning import conditioning
from constructions.drift import prove_drift
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega, omega
from tests.constructions.reference import member_matrix, norm, number

FAMILIES = [
    omega("basis-pursuit", digits=3, rows=6, columns=8, mixing="identity", eta=1, tails=3),
    omega("basis-pursuit", digits=4, rows=3, columns=5, mixing="identity", eta=0),
    omega("lasso", digits=3, rows=5, columns=6, mixing="identity", lam=3),
    omega("sqrt-lasso", digits=5, rows=4, columns=7, mixing="identity"),
    omega("sqrt-lasso", digits=3, rows=1, columns=2, mixing="identity"),
]


def minimiser(family: Omega, head: Any, diagonal: list[Any], b: list[Any]) -> list[Any]:
    """The head and the tail of the minimiser on a branch whose diagonal entries need not be equal.

    Residual and dual vector as in Lemma 2: entry ρ/c_j on the active tail, at the threshold's other side all of v_j.
    """
    beta, tail = b[0], b[1:]
    active = [v != 0 for v in tail]
    if family.problem == "lasso":
        rho = number(family.lam or Fraction(0)) / 2
    elif family.eta:
        rho = number(family.eta) / mpmath.sqrt(
            1 / head**2 + sum(1 / c**2 for c, used in zip(diagonal, active, strict=True) if used)
        )
    else:
        rho = mpmath.mpf(0)
    x = [(beta - rho / head) / head]
    for v, c in zip(tail, diagonal, strict=True):
        x.append(mpmath.sign(v) * max(mpmath.mpf(0), abs(v) - rho / c) / c)
    return x


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: f"{family.problem}-{family.eta}-{family.m}")
def test_finite_differences_stay_below_the_bound_and_come_near(family: Omega) -> None:
    bound = number(conditioning(family).solution_map)
    rng, seen = random.Random(family.m), mpmath.mpf(0)
    with mpmath.workdps(80):
        for scale in (family.strong, family.weak):
            for factor in (Fraction(1), Fraction(1, 2**40)):
                member = Member(family, scale.name, 1, rational_epsilon(family, scale.epsilon_max * factor))
                head = number(member.heads[0])
                c = mpmath.sqrt(number(member.tail_squared))
                diagonal, b = [c] * (family.m - 1), [number(v) for v in member.samples[0].to_fractions()]
                before = minimiser(family, head, diagonal, b)
                step = mpmath.mpf(10) ** -40
                for _ in range(200):
                    z = [step * rng.choice((-1, 1)) for _ in range(2 * family.m)]
                    moved = [v + s if v != 0 else v for v, s in zip(b, z[family.m :], strict=True)]
                    others = [v + s for v, s in zip(diagonal, z[1 : family.m], strict=True)]
                    after = minimiser(family, head + z[0], others, moved)
                    ratio = norm([p - q for p, q in zip(after, before, strict=True)]) / step
                    assert ratio <= bound
                    seen = max(seen, ratio)
    assert seen >= bound / 10
    assert bound <= 1


@pytest.mark.parametrize("mixing", ["dct", "householder"])
def test_gram_matrix_and_distance_to_infeasibility(mixing: str) -> None:
    """AAᵀ = c²I, so cond = 1 and σ_min = ‖A‖ = c; C_FP = max(‖A‖, ‖y‖)/σ_min."""
    family = omega("basis-pursuit", digits=3, rows=4, columns=6, mixing=mixing, eta=1)
    member = Member(family, "weak", 2, rational_epsilon(family, family.weak.epsilon_max))
    found = conditioning(family)
    with mpmath.workdps(40):
        values = mpmath.svd_r(member_matrix(member), compute_uv=False)
        assert abs(max(values) / min(values) - 1) < 1e-30
        longest = max(norm([number(v) for v in y.to_fractions()]) for y in member.samples)
        assert found.feasibility is not None
        assert max(max(values), longest) / min(values) <= number(found.feasibility) + mpmath.mpf(10) ** -30
    assert found.matrix == 1


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: f"{family.problem}-{family.eta}-{family.m}")
def test_the_minimiser_drifts_no_more_than_proved_over_the_range_of_epsilon(family: Omega) -> None:
    with mpmath.workdps(60):
        for scale in (family.strong, family.weak):
            proved = prove_drift(scale)
            a, d = number(family.a), family.d
            beta = a * number(scale.tau)
            if family.problem == "lasso":
                beta += number(family.lam or Fraction(0)) / (2 * a)
            if family.eta:
                beta += number(family.eta) / mpmath.sqrt(1 + mpmath.mpf(family.s) / d)
            b = [beta, *[number(scale.tail_size)] * family.s]

            def at(epsilon: Any, b: list[Any] = b, a: Any = a, d: int = d) -> list[Any]:
                c = mpmath.sqrt((d - 1) * a**2 + (a + epsilon) ** 2)
                return minimiser(family, a + epsilon, [c] * (len(b) - 1), b)

            start = at(mpmath.mpf(0))
            assert abs(start[0] - number(scale.tau)) < mpmath.mpf(10) ** -40
            largest = mpmath.mpf(0)
            for part in range(1, 33):
                moved = at(number(scale.epsilon_max) * part / 32)
                assert abs(moved[0] - start[0]) <= number(proved.head)
                assert norm([p - q for p, q in zip(moved[1:], start[1:], strict=True)]) <= number(proved.tail)
                largest = max(largest, abs(moved[0] - start[0]))
            assert largest >= number(proved.head) / 2  # the bound is no wild overestimate
