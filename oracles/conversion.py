"""Exact conversion between dyadic numbers and the number types of other libraries."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, SupportsIndex, cast

import numpy as np
from flint import fmpq, fmpq_mat, fmpz, fmpz_mat

from oracles.errors import InvalidArgument

if TYPE_CHECKING:
    from sympy import Matrix, Rational

__all__ = ["as_integer", "exact_fraction", "nearest_multiple", "to_flint", "to_fractions", "to_mpmath", "to_sympy"]


def as_integer(value: object) -> int | None:
    """An int from an int, a numpy integer or an integer of flint; None for everything else, bool included."""
    if isinstance(value, int):
        return None if isinstance(value, bool) else value
    if isinstance(value, np.integer | fmpz):
        return int(value)
    return None


def exact_fraction(value: object) -> Fraction:
    """The exact value of an integer, a Fraction, a finite float or a rational of flint.

    Raises InvalidArgument for everything else, infinities and NaN included.
    """
    if isinstance(value, Fraction):
        return value
    number = as_integer(value)
    if number is not None:
        return Fraction(number)
    if isinstance(value, np.floating) and value.dtype.itemsize <= 8:
        value = float(value)
    if isinstance(value, float) and math.isfinite(value):
        return Fraction(value)
    if isinstance(value, fmpq):
        return Fraction(int(value.p), int(value.q))
    raise InvalidArgument("values", value, "integers, Fractions, finite floats or rationals")


def nearest_multiple(value: Fraction, bits: int) -> int:
    """round(value * 2**bits), ties to even, without reducing a fraction on the way."""
    numerator, denominator = value.numerator, value.denominator
    if bits >= 0:
        numerator <<= bits
    else:
        denominator <<= -bits
    quotient, rest = divmod(numerator, denominator)
    twice = 2 * rest
    return quotient + int(twice > denominator or (twice == denominator and quotient & 1 == 1))


def integer_matrix(rows: int, columns: int, integers: Sequence[Any]) -> fmpz_mat:
    """The matrix of these integers, row by row; numpy integers are converted. Raises TypeError for other types."""
    if not {int, fmpz}.issuperset(map(type, integers)):  # flint itself would also read strings
        integers = [operator.index(cast(SupportsIndex, value)) for value in integers]
    return fmpz_mat(rows, columns, integers)


def to_fractions(matrix: fmpz_mat, exponent: int) -> list[Fraction]:
    """matrix * 2**exponent, row-major."""
    mantissas = map(int, matrix.entries())
    if exponent >= 0:
        return [Fraction(m << exponent) for m in mantissas]
    denominator = 1 << -exponent
    return [Fraction(m, denominator) for m in mantissas]


def to_flint(matrix: fmpz_mat, exponent: int) -> fmpq_mat:
    """matrix * 2**exponent over the rationals of flint."""
    power = fmpz(1) << abs(exponent)
    scaled = fmpq_mat(matrix) * (fmpq(power) if exponent >= 0 else fmpq(1, power))
    return cast(fmpq_mat, scaled)


def to_mpmath(matrix: fmpz_mat, exponent: int) -> Any:
    """matrix * 2**exponent as a matrix of mpmath, exact whatever its working precision."""
    from mpmath import mp
    from mpmath.libmp import from_man_exp

    made = mp.matrix(matrix.nrows(), matrix.ncols())
    for place, mantissa in enumerate(matrix.entries()):
        # Made from mantissa and exponent: arithmetic or mpf(...) would round to the working precision.
        made[divmod(place, matrix.ncols())] = mp.make_mpf(from_man_exp(int(mantissa), exponent))
    return made


def to_sympy(matrix: fmpz_mat, exponent: int) -> Matrix:
    """matrix * 2**exponent as a matrix of sympy's Rationals."""
    from sympy import Matrix, Rational

    numbers: list[Rational] = []
    for value in to_fractions(matrix, exponent):
        numbers.append(cast("Rational", Rational(value.numerator, value.denominator)))
    return Matrix(matrix.nrows(), matrix.ncols(), numbers)
