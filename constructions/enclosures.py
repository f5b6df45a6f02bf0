"""Exact numbers as balls, balls as rationals: the only conversions between the two worlds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from flint import arb, arb_mat, fmpq, fmpz, fmpz_mat

from oracles.dyadic import DyadicArray


def ball(x: int | Fraction) -> arb:
    """The number as a ball at the current precision (a point where it is representable)."""
    if isinstance(x, int):
        return arb(x)
    return arb(fmpq(x.numerator, x.denominator))


def exact(x: arb) -> Fraction:
    """The midpoint of a ball, as an exact rational (a dyadic number)."""
    man, exp = x.mid().man_exp()
    m, e = int(man), int(exp)
    return Fraction(m << e) if e >= 0 else Fraction(m, 1 << -e)


def upper(x: arb) -> Fraction:
    """A rational number that is certainly >= every number of the ball."""
    return exact(x.upper())


def lower(x: arb) -> Fraction:
    """A rational number that is certainly <= every number of the ball."""
    return exact(x.lower())


def dyadic_vector(values: Sequence[arb], bits: int) -> DyadicArray:
    """Multiples of 2^-bits next to the midpoints of the balls, shape (len(values),): a candidate, not an enclosure."""
    unit = arb(2) ** bits
    mantissas = [(v.mid() * unit + arb(0.5)).mid().floor().mid().fmpz() for v in values]
    return DyadicArray(fmpz_mat(len(mantissas), 1, mantissas), -bits, (len(mantissas),))


def ball_matrix(a: DyadicArray) -> arb_mat:
    """A dyadic matrix (or vector, as a column) as exact balls, whatever the current precision."""
    return scaled(a.matrix, a.exponent)


def scaled(matrix: fmpz_mat, exponent: int) -> arb_mat:
    """matrix·2^exponent as balls."""
    factor = arb(fmpz(1)) * arb(2) ** exponent
    return arb_mat(matrix) * factor


def dot(x: Iterable[arb], y: Iterable[arb]) -> arb:
    """Σ x_i y_i."""
    total = arb(0)
    for a, b in zip(x, y, strict=True):
        total += a * b
    return total


def norm_squared(x: Iterable[arb]) -> arb:
    """Σ x_i², written as products because arb(0, 1)**2 is nan."""
    total = arb(0)
    for a in x:
        total += a * a
    return total


def nearest_integer(value: arb, bits: int = 0) -> int:
    """An integer within 1/2 + 2^-20 of value·2^bits; the ball must be narrower than 2^-(bits + 24)."""
    shifted = value * arb(2) ** bits
    if not shifted.rad() < arb(2) ** -22:
        raise ArithmeticError(f"the ball {value} is too wide to be rounded at {bits} bits")
    rounded = (shifted.mid() + arb(0.5)).floor().unique_fmpz()
    if rounded is None:
        raise ArithmeticError(f"the precision is too low to round {value} at {bits} bits")
    return int(rounded)
