"""Theorems 9 and 10 (data.md): the constants of Γ_{K−1} and of the lower bound; τ is read from the code."""

import sympy as sp

from constructions.scale import tau

R = sp.Rational


def firing_constant() -> list[sp.Basic]:
    """2(√2 + 1/8) < 2^1.63, compared as 100th powers; and the gap to the lower bound is below 2.14 (1.63 + 1 − 1/2)."""
    bound = 2 * (sp.sqrt(2) + R(1, 8))
    above = R(30785, 10000)
    return [sp.Lt(bound, above), sp.Lt(above**100, 2**163), sp.Lt(R(163, 100) + 1 - R(1, 2), R(214, 100))]


def the_scales_differ_by_8_or_16() -> list[bool]:
    """τ_w/τ_s ∈ {8, 16}."""
    return [tau(level - 1) / tau(level) in (8, 16) for level in range(1, 401)]


def the_weak_scale_is_small() -> list[bool]:
    """τ_w ≤ 2^-6 for K ≥ 3."""
    return [64 * tau(level - 1) <= 1 for level in range(3, 401)]


def the_part_is_decided() -> list[sp.Basic]:
    """7/4 + r/96 < (r − 1)/2 for r = 8, 16."""
    return [sp.Lt(R(7, 4) + R(r, 96), R(r - 1, 2)) for r in (8, 16)]


def the_differences_of_a_unit_vector() -> list[sp.Expr]:
    """(g₁ − g₂)² = 2(g₁² + g₂²) − (g₁ + g₂)², so |g₁ − g₂| ≤ √2‖g‖."""
    g1, g2 = sp.symbols("g1 g2", real=True)
    return [(g1 - g2) ** 2 - 2 * (g1**2 + g2**2) + (g1 + g2) ** 2]
