"""Theorems 4 to 8 (coins.md): the thresholds 1/d, d/(2d − 1) and (N − m)/(N + 1 − m)."""

import sympy as sp

d = sp.Symbol("d", integer=True, positive=True)
h, m, n = sp.symbols("h m n", positive=True)


def the_two_bounds_meet() -> list[sp.Expr]:
    """h = 1 − h(d − 1)/d has the root d/(2d − 1)."""
    (root,) = sp.solve(sp.Eq(h, 1 - (d - 1) / d * h), h)
    return [root - d / (2 * d - 1)]


def the_almost_hedger_attains_it() -> list[sp.Expr]:
    """(d − 1)/(2d − 1) + (d/(2d − 1))/d = d/(2d − 1) on a branch; it halts on the tie with the same probability."""
    wait = (d - 1) / (2 * d - 1)
    return [wait + (1 - wait) / d - d / (2 * d - 1), 1 - wait - d / (2 * d - 1)]


def the_threshold_of_part_two() -> list[sp.Expr]:
    """(d − 1)/d = (N − m)/(N + 1 − m) with d = N − m + 1."""
    heads = n - m + 1
    return [(heads - 1) / heads - (n - m) / (n + 1 - m)]


def the_thresholds_are_ordered() -> list[sp.Basic]:
    """1/d ≤ 1/2 < d/(2d − 1) ≤ 2/3 for d ≥ 2."""
    cases = range(2, 50)
    return [
        sp.And(
            sp.Le(sp.Rational(1, k), sp.Rational(1, 2)),
            sp.Lt(sp.Rational(1, 2), sp.Rational(k, 2 * k - 1)),
            sp.Le(sp.Rational(k, 2 * k - 1), sp.Rational(2, 3)),
        )
        for k in cases
    ]


def halves_of_the_samples() -> list[bool]:
    """Theorem 5: at most j of the counts ρ_i with Σρ_i ≤ R can exceed R/(j + 1) (all R ≤ 60, all j < 12)."""
    return [(j + 1) * (r // (j + 1) + 1) > r for r in range(1, 61) for j in range(1, 12)]
