"""Lemma 9 (data.md): the error of the barycentre network, and the circumradius of the simplex (few_data.md)."""

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
