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
