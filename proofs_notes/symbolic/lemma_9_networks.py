"""Lemma 9 (data.md): the errors of the barycentre and of a branch's network; Theorems 11 (few_data.md), 12
(existence.md)."""

import sympy as sp

t0, t1, d = sp.symbols("t0 t1 d", positive=True)


def barycentre_error() -> list[sp.Expr]:
    """(t₁ − t₀/d)² + (d − 1)(t₀/d)² = t₁² − t₀(2t₁ − t₀)/d."""
    return [(t1 - t0 / d) ** 2 + (d - 1) * (t0 / d) ** 2 - (t1**2 - t0 * (2 * t1 - t0) / d)]


def circumradius() -> list[sp.Expr]:
    """At t₀ = t₁ = t the squared error is t²(1 − 1/d)."""
    return [((t1 - t1 / d) ** 2 + (d - 1) * (t1 / d) ** 2) - t1**2 * (1 - 1 / d)]


def soft_threshold_is_two_units() -> list[sp.Expr]:
    """soft(z, θ) = relu(z − θ) − relu(−z − θ) on the three pieces (existence.md)."""
    z, theta = sp.symbols("z theta", positive=True)
    argument = sp.Symbol("argument", real=True)
    relu = sp.Lambda(argument, sp.Max(0, argument))
    above, below = theta + z, -theta - z
    inside = theta * z / (1 + z)
    return [
        relu(above - theta) - relu(-above - theta) - z,
        relu(below - theta) - relu(-below - theta) + z,
        relu(sp.simplify(inside - theta)) - relu(sp.simplify(-inside - theta)),
    ]


def errors_in_units_of_the_level() -> list[sp.Basic]:
    """Lemma 9: 1.04τ < 3.12 and 0.068τ < 0.21 in units of 10^-ℓ, by Lemma 6 and τ < 3; at ℓ = K − 1, 3.12 < 10."""
    r = sp.Rational
    barycentre, branch = r(104, 100), r(68, 1000)
    return [
        sp.Lt(sp.sqrt((1 + r(1, 28)) ** 2 + r(1, 21) ** 2), barycentre),
        sp.Lt(sp.sqrt(2) / 21, branch),
        sp.Le(3 * barycentre, r(312, 100)),
        sp.Lt(3 * branch, r(21, 100)),
        sp.Lt(3 * barycentre, 10),
        sp.Le(1 + r(1, 28), 2 * (1 - r(1, 28))),  # t₀ ≤ 2t₁
    ]


def theorem_11_other_answers() -> list[sp.Basic]:
    """A vertex errs by less than 4.7, one answer for all by more than 1.02, 0 by √3.5·1.1·3 < 6.3 (s/d = 5/2)."""
    r = sp.Rational
    return [
        sp.Lt(3 * (sp.sqrt(2) * r(29, 28) + r(1, 10)), r(47, 10)),
        sp.Gt(r(27, 28) * r(3, 2) / sp.sqrt(2), r(102, 100)),
        sp.Gt(r(27, 28) * r(3, 2), r(144, 100)),
        sp.Lt(sp.sqrt(1 + r(5, 2)) * r(11, 10) * 3, r(63, 10)),
    ]


def theorem_12_one_multiplier_for_all_samples() -> list[sp.Basic]:
    """√2·ι²/(ηa) ≤ √2·0.09·τ/96 < 0.0014τ < 0.005·10^-ℓ."""
    r = sp.Rational
    return [sp.Lt(sp.sqrt(2) * r(9, 100) / 96, r(14, 10000)), sp.Lt(3 * r(14, 10000), r(5, 1000))]
