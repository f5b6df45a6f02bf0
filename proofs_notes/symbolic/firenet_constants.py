"""FIRENET (firenet.md): the constants of Theorem 1 and Lemma 3 as the code has them, Lemma 6 and Theorem 2."""

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


def theorem_1_collects_the_coefficients() -> list[sp.Expr]:
    """Lemma 2 with Lemma 1 for ‖v‖_{1,w}: c1/√ξ before 2σ(x) + ‖z‖ − ‖x‖, and c2 before ‖Av‖."""
    c1, c2 = _tight(rho, gamma)
    l1_gain, l1_image = (1 + rho) / (1 - rho), 2 * gamma / (1 - rho)  # Lemma 1 (the latter times √ξ)
    l2_l1, l2_image = rho + (1 + rho) * root / 2, (1 + root / 2) * gamma  # Lemma 2 (the former over √ξ)
    return [l2_l1 * l1_gain - c1, l2_l1 * l1_image + l2_image - c2]


def lemma_3_hypothesis() -> list[sp.Expr]:
    """γh(2S + 1 + ρ) ≤ 1 − ρ says 2(ρ + γhS) ≤ (1 + ρ)(1 − γh), S = √ξ/w_min; at S = 1, γh = (1 − ρ)/(3 + ρ)."""
    h, ratio = sp.symbols("h ratio", positive=True)
    first = (1 - rho) - gamma * h * (2 * ratio + 1 + rho)
    second = (1 + rho) * (1 - gamma * h) - 2 * (rho + gamma * h * ratio)
    return [first - second, first.subs({ratio: 1, h: (1 - rho) / (gamma * (3 + rho))})]


def lemma_6_adds_up() -> list[sp.Expr]:
    """The two prox inequalities add up to ⟨z − z⁺, M(z⁺ − z_k)⟩, for a real 1 × 2 matrix."""
    a = sp.Matrix([sp.symbols("a1 a2", real=True)])
    x, plus, at = (sp.Matrix(sp.symbols(f"{name}1 {name}2", real=True)) for name in ("x", "p", "k"))
    u, u_plus, u_at, y = sp.symbols("u up uk y", real=True)
    tau, sigma = sp.symbols("tau sigma", positive=True)
    primal = (x - plus).dot((plus - at) / tau + a.T * u_at)
    dual = (u - u_plus) * ((u_plus - u_at) / sigma - (a * (2 * plus - at))[0] + y)
    saddle = ((a * plus)[0] - y) * u - ((a * x)[0] - y) * u_plus  # L(x⁺, u) − L(x, u⁺) without the ℓ¹ norms
    form = (x - plus).dot((plus - at) / tau - a.T * (u_plus - u_at))
    form += (u - u_plus) * ((u_plus - u_at) / sigma - (a * (plus - at))[0])
    return [primal + dual + saddle - form]


def theorem_2_one_restart() -> list[sp.Expr]:
    """With α = 2/(pεσ), (αC²ε²/(υ²τ) + 1/(σα))/p = 2C²ε/(p²υ²τσ) + ε/2, which is ε at p = 2C/(υ√(τσ))."""
    p, epsilon, upsilon, tau, sigma, c = sp.symbols("p epsilon upsilon tau sigma c", positive=True)
    alpha = 2 / (p * epsilon * sigma)
    value = (alpha * c**2 * epsilon**2 / (upsilon**2 * tau) + 1 / (sigma * alpha)) / p
    least = 2 * c / (upsilon * sp.sqrt(tau * sigma))
    return [
        value - 2 * c**2 * epsilon / (p**2 * upsilon**2 * tau * sigma) - epsilon / 2,
        value.subs(p, least) - epsilon,
    ]


def theorem_2_best_contraction() -> list[sp.Expr]:
    """(1/υ)/log(1/υ) is stationary at υ = 1/e."""
    upsilon = sp.Symbol("upsilon", positive=True)
    return [sp.diff(1 / (upsilon * sp.log(1 / upsilon)), upsilon).subs(upsilon, sp.exp(-1))]
