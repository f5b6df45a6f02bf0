"""FIRENET (firenet.md): C1, C2 are the tight constants c1, c2 at ρ' = (1 + ρ)/2, γ' = 2γ, as the code has them."""

from fractions import Fraction

import sympy as sp

from networks.null_space import RobustNullSpace
from networks.sharpness import sharpness, tight_sharpness
from networks.sparsity import SparsityInLevels

rho, gamma, root = sp.symbols("rho gamma root", positive=True)  # root = κ^{1/4}


def _tight(r: sp.Expr, g: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    c1 = (r + (1 + r) * root / 2) * (1 + r) / (1 - r)
    c2 = ((1 + r) / (1 - r) + (3 + r) / (1 - r) * root / 2) * g
    return c1, c2


def slack_constants_are_tight_ones_elsewhere() -> list[sp.Expr]:
    """C1(ρ) = c1((1 + ρ)/2) and C2(ρ, γ) = c2((1 + ρ)/2, 2γ)."""
    c1, c2 = _tight((1 + rho) / 2, 2 * gamma)
    stated1 = ((1 + rho) / 2 + (3 + rho) * root / 4) * (3 + rho) / (1 - rho)
    stated2 = 2 * ((3 + rho) / (1 - rho) + (7 + rho) / (1 - rho) * root / 2) * gamma
    return [c1 - stated1, c2 - stated2]


def the_code_has_these_constants() -> list[bool]:
    """`tight_sharpness` and `sharpness` against the formulas, at κ = 16 (root = 2), to 1e-12."""
    levels = SparsityInLevels((1, 15), (4, 20))
    values = []
    for r, g in ((Fraction(1, 3), Fraction(2)), (Fraction(3, 4), Fraction(1, 5))):
        space = RobustNullSpace(r, g)
        at = {rho: sp.Rational(r.numerator, r.denominator), gamma: sp.Rational(g.numerator, g.denominator)}
        at[root] = sp.root(sp.Rational(Fraction(levels.kappa).numerator, Fraction(levels.kappa).denominator), 4)
        for found, (c1, c2) in (
            (tight_sharpness(space, levels), _tight(rho, gamma)),
            (sharpness(space, levels), _tight((1 + rho) / 2, 2 * gamma)),
        ):
            values += [
                abs(found.c1 - float(c1.subs(at))) < 1e-12 * found.c1,
                abs(found.c2 - float(c2.subs(at))) < 1e-12 * found.c2,
            ]
    return values
