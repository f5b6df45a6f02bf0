"""Lemmas 5a, 5b and 6 (omega.md): the constants of the budget, exactly."""

import sympy as sp

R = sp.Rational
HALF = R(1, 2) + R(1, 2**20)
TENTH = R(9, 100)


def lemma_5a_samples_after_rounding() -> list[sp.Basic]:
    """Lemma 5a: rounding aτ/127, shift aτ/399, together aτ/96; relative to λ and η, 1/7.9."""
    direction = 1 + R(1, 2**9)
    return [
        sp.Le(HALF / 64, R(1, 127)),
        sp.Le(direction / 400, R(1, 399)),
        sp.Lt(R(1, 127) + R(1, 399), R(1, 96)),
        sp.Lt(HALF / 8 + direction / 16, R(10, 79)),
    ]


def lemma_5b_activity_is_decided() -> list[sp.Basic]:
    """Lemma 5b: inactive entries stay below their threshold, active ones above."""
    inactive = 1 / (R(79, 10) * sp.sqrt(2))
    return [
        sp.Le(inactive, TENTH),
        sp.Lt(R(10, 79), R(64, 65) / 2),
        sp.Gt(sp.sqrt(1 - TENTH**2), R(99, 100)),
        sp.Lt(R(10, 79), R(99, 100)),
        sp.Gt(2 - TENTH, 1),
        sp.Gt(2 - R(1, 8) * R(10, 79), R(1, 16)),
    ]


def lemma_6_budget() -> list[sp.Basic]:
    """Lemma 6: τ/40 + τ/95 < τ/28, tails and differences τ/21."""
    factor = sp.sqrt(1 + TENTH**2)
    return [
        sp.Lt(factor, R(10041, 10000)),
        sp.Lt(R(10041, 10000) / 96, R(1, 95)),
        sp.Lt(R(1, 40) + R(1, 95), R(1, 28)),
        sp.Lt(R(1, 28), R(1, 20)),
        sp.Lt(R(1, 40) + sp.sqrt(2) * R(10041, 10000) / 96, R(1, 21)),
        sp.Lt(R(1, 40) + R(2, 95), R(1, 21)),
    ]
