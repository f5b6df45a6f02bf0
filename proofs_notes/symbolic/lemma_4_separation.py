"""Lemma 4 (separation.md): branch minimisers are √2·t apart, more than twice the threshold; τ is read from the code."""

from fractions import Fraction

import sympy as sp

from constructions.scale import tau

LEVELS = range(401)


def minimisers_are_root_two_t_apart() -> list[sp.Expr]:
    """‖(t, 0, w) − (0, t, w)‖² = 2t²."""
    t, w = sp.symbols("t w", real=True)
    first, second = sp.Matrix([t, 0, w]), sp.Matrix([0, t, w])
    return [(first - second).dot(first - second) - 2 * t**2]


def the_largest_head_decides() -> list[sp.Expr]:
    """‖z − x⁽²⁾‖² − ‖z − x⁽¹⁾‖² = 2t(z₁ − z₂)."""
    t, w, z1, z2, z3 = sp.symbols("t w z1 z2 z3", real=True)
    z, first, second = sp.Matrix([z1, z2, z3]), sp.Matrix([t, 0, w]), sp.Matrix([0, t, w])
    return [(z - second).dot(z - second) - (z - first).dot(z - first) - 2 * t * (z1 - z2)]


def tau_lies_in_its_interval() -> list[bool]:
    """1.5·10^-l ≤ τ(l) < 3·10^-l for the code's τ."""
    return [Fraction(3, 2) <= tau(level) * 10**level < 3 for level in LEVELS]


def separation_exceeds_twice_the_threshold() -> list[bool]:
    """√2·t > 2·10^-l for every t ≥ (1 − 1/20)τ, and > 2.04·10^-l for t ≥ (1 − 1/28)τ (squared, exact)."""
    loose = [2 * (Fraction(19, 20) * tau(level) * 10**level) ** 2 > 4 for level in LEVELS]
    proved = [2 * (Fraction(27, 28) * tau(level) * 10**level) ** 2 > Fraction(204, 100) ** 2 for level in LEVELS]
    return loose + proved


def the_margin_of_the_statement() -> list[sp.Basic]:
    """√2·0.95·1.5 > 2 and √2·(27/28)·1.5 > 2.04."""
    half = sp.Rational(3, 2)
    return [
        sp.Gt(sp.sqrt(2) * sp.Rational(19, 20) * half, 2),
        sp.Gt(sp.sqrt(2) * sp.Rational(27, 28) * half, sp.Rational(204, 100)),
    ]
