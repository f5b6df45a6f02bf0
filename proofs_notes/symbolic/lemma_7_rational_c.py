"""Lemma 7 (omega.md): the parametrisation that makes c rational."""

import sympy as sp

a, d, sigma = sp.symbols("a d sigma", positive=True)
x = ((d - 1) / sigma - sigma) / 2
c = a * ((d - 1) / sigma + sigma) / 2


def c_squared_is_the_sum_of_squares() -> list[sp.Expr]:
    """c² = (d − 1)a² + (ax)²."""
    return [c**2 - (d - 1) * a**2 - (a * x) ** 2]


def the_tie_is_at_root_d_minus_one() -> list[sp.Expr]:
    """x(√d − 1) = 1, c = a√d, and −x' = √d/(√d − 1) there."""
    root = sp.Symbol("root", positive=True)
    at = {sigma: root - 1, d: root**2}
    return [
        sp.factor(x.subs(at)) - 1,
        sp.factor(c.subs(at)) - a * root,
        sp.factor(-sp.diff(x, sigma).subs(at)) - root / (root - 1),
    ]


def slope_and_curvature() -> list[sp.Expr]:
    """−x' = ((d − 1)/σ² + 1)/2 and x'' = (d − 1)/σ³."""
    return [sp.diff(x, sigma) + ((d - 1) / sigma**2 + 1) / 2, sp.diff(x, sigma, 2) - (d - 1) / sigma**3]


def the_rule_stays_in_its_range() -> list[sp.Basic]:
    """The numbers of the proof at d = 2, where they are worst, with ϱ ≤ 1/64: at most 1.01·(3/4)ϱ + 2^-20 ϱ < ϱ."""
    r = sp.Rational
    step = r(76, 100) / (64 * sp.sqrt(2))  # Δ/σ₀
    quadratic = r(85, 10000) * r(103, 100)  # ½·Δ/σ₀·2·1.03, in units of ζΔ
    return [
        sp.Lt(sp.sqrt(2) / (sp.sqrt(2) - 1), r(342, 100)),
        sp.Lt(step, r(85, 10000)),
        sp.Lt((1 - r(85, 10000)) ** -3, r(103, 100)),
        sp.Lt(quadratic, r(88, 10000)),
        sp.Lt((1 + r(88, 10000)) * r(3, 4), r(101, 100) * r(3, 4)),
        sp.Lt(r(101, 100) * r(3, 4) + r(1, 2**20), 1),
    ]
