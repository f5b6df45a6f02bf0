"""ε moves the minimiser by at most τ/40: sampled with mpmath, and re-proved in ball arithmetic for each class."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constructions.drift import prove_drift
from constructions.omega import Omega, omega
from constructions.scale import Scale
from tests.constructions.families import families, label
from tests.constructions.reference import minimisers, norm, number

FAMILIES = families(shapes=((1, 2), (2, 5), (5, 9), (19, 20), (5, 40)), digits=(1, 6, 30))


def at(family: Omega, scale: Scale, epsilon: Fraction) -> tuple[Any, list[Any]]:
    """(t, tail) of a branch for the ideal b = (β, v)."""
    a, v = number(family.a), number(scale.tail_size)
    beta = a * number(scale.tau)
    if family.problem == "lasso":
        beta += number(family.lam or Fraction(0)) / (2 * a)
    if family.eta:
        beta += number(family.eta) / mpmath.sqrt(1 + mpmath.mpf(family.s) / family.d)
    heads = [a + number(epsilon), *[a] * (family.d - 1)]
    found = minimisers(family, heads, norm(heads), [beta, *[v] * family.s])
    return found.total, list(found.tail)


@pytest.mark.parametrize("family", [f for f in FAMILIES if f.mixing == "identity"], ids=label)
def test_sampled_drift_is_within_its_budget_and_within_what_is_proved(family: Omega) -> None:
    for scale in (family.strong, family.weak):
        proved = prove_drift(scale)
        assert max(proved.head, proved.tail) <= scale.tau / 40
        with mpmath.workdps(60 + 4 * family.digits):
            tau = number(scale.tau)
            start, tail = at(family, scale, Fraction(0))
            assert abs(start - tau) < tau * mpmath.mpf(10) ** -40
            for fraction in (Fraction(1), Fraction(2, 3), Fraction(1, 17), Fraction(1, 10**6)):
                t, moved = at(family, scale, scale.epsilon_max * fraction)
                step = norm([p - q for p, q in zip(moved, tail, strict=True)])
                tiny = tau * mpmath.mpf(10) ** -30
                assert abs(t - tau) <= min(tau / 40, number(proved.head) + tiny)
                assert step <= min(tau / 40, number(proved.tail) + tiny)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["lasso", "sqrt-lasso", "basis-pursuit"]),
    st.integers(1, 60),
    st.integers(1, 60),
    st.integers(1, 40),
    st.fractions(Fraction(1, 1000), 1000, max_denominator=1000),
    st.integers(0, 59),
)
def test_the_drift_of_any_class_is_proved(name: str, m: int, extra: int, k: int, weight: Fraction, tails: int) -> None:
    parameter: dict[str, Any] = {"eta" if name == "basis-pursuit" else "lam": weight}
    family = omega(name, digits=k, rows=m, columns=m + extra, mixing="identity", tails=min(tails, m - 1), **parameter)
    for scale in (family.strong, family.weak):
        proved = prove_drift(scale)  # raises where it is not proved
        assert max(proved.head, proved.tail) <= scale.tau / 40


def test_the_separation_exceeds_twice_the_accuracy() -> None:
    """√2·t > 2·10^-K with t ≥ (1 − 1/20)τ, and τ ≥ 1.5·10^-K: the whole budget in one line (proofs_notes/omega.md)."""
    assert 2 * (Fraction(19, 20) * Fraction(3, 2)) ** 2 > 4
