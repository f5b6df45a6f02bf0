"""table1.md: what the published 0.2598 is, and what the true distances are."""

import sympy as sp

R = sp.Rational


def the_artefact_is_a_wrong_coordinate() -> list[sp.Expr]:
    """√(0.3²/2 + 2(0.15/√2)²) = 0.3·√3/2."""
    return [sp.sqrt(R(3, 10) ** 2 / 2 + 2 * (R(15, 100) / sp.sqrt(2)) ** 2) - R(3, 10) * sp.sqrt(3) / 2]


def the_printed_digits() -> list[sp.Basic]:
    """0.3·√3/2 rounds to 0.259808, the table prints 0.2598 at K = 1."""
    value = R(3, 10) * sp.sqrt(3) / 2
    return [sp.Lt(sp.Abs(value - R(259808, 10**6)), R(1, 2 * 10**6))]


def midpoint_and_separation() -> list[sp.Expr]:
    """With t = 3·10^-K/√2 two branches are 3·10^-K apart and the midpoint is 1.5·10^-K from both."""
    level = sp.Symbol("level", integer=True, positive=True)
    t = 3 * R(1, 10) ** level / sp.sqrt(2)
    first, second = sp.Matrix([t, 0]), sp.Matrix([0, t])
    middle = (first + second) / 2
    return [
        sp.sqrt((first - second).dot(first - second)) - 3 * R(1, 10) ** level,
        sp.sqrt((first - middle).dot(first - middle)) - R(3, 2) * R(1, 10) ** level,
    ]
