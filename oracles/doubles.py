"""Conversion between exact dyadic numbers and IEEE 754 doubles."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["from_doubles", "nearest_double", "nearest_doubles"]

_MANTISSA_BITS = 53
_LEAST_EXPONENT = -1074  # the least positive double is 2**-1074
_LARGEST_EXPONENT = 1024  # every double is below 2**1024


def nearest_double(mantissa: int, exponent: int) -> float:
    """The double nearest to mantissa * 2**exponent, ties to even; infinite beyond the doubles' range, never raising."""
    length = mantissa.bit_length()
    if mantissa and length + exponent > _LARGEST_EXPONENT:
        return math.copysign(math.inf, mantissa)
    if length + exponent < _LEAST_EXPONENT - 1:
        return 0.0 if mantissa >= 0 else -0.0
    excess = length - 2 * _MANTISSA_BITS
    if excess > 0:  # the bits cut off count only by being non-zero: one sticky bit stands for them
        sticky = int(mantissa & ((1 << excess) - 1) != 0)
        mantissa, exponent = (mantissa >> excess) | sticky, exponent + excess
    try:  # int / int and float(int) are correctly rounded, subnormal results included
        return float(mantissa << exponent) if exponent >= 0 else mantissa / (1 << -exponent)
    except OverflowError:
        return math.copysign(math.inf, mantissa)


def nearest_doubles(mantissas: Sequence[int], exponent: int) -> NDArray[np.float64]:
    """Entry by entry the double nearest to mantissas[i] * 2**exponent, as `nearest_double`; a vector."""
    # An int64 is rounded to 53 bits once, by `astype`. In this range of exponents `ldexp` rounds no more: results below
    # 2**-1021 come from mantissas of at most 53 bits and are multiples of the least double.
    if _LEAST_EXPONENT <= exponent <= _LARGEST_EXPONENT - _MANTISSA_BITS:
        try:
            integers = np.array(mantissas, dtype=np.int64)
        except OverflowError:
            integers = None
        if integers is not None:
            with np.errstate(over="ignore"):
                return np.ldexp(integers.astype(np.float64), exponent)
    return np.fromiter((nearest_double(m, exponent) for m in mantissas), dtype=np.float64, count=len(mantissas))


def from_doubles(values: NDArray[np.float64]) -> tuple[list[int], int]:
    """Integer mantissas and the largest common exponent (0 if all are zero) that give the finite doubles exactly."""
    fractions, exponents = np.frexp(values.ravel())
    mantissas = np.ldexp(fractions, _MANTISSA_BITS).astype(np.int64)
    nonzero = mantissas != 0
    if not bool(np.any(nonzero)):
        return [0] * mantissas.size, 0
    lowest_bit = (mantissas & -mantissas).astype(np.float64)
    trailing = np.where(nonzero, np.frexp(lowest_bit)[1] - 1, 0)
    mantissas >>= trailing
    exponents = exponents.astype(np.int64) - _MANTISSA_BITS + trailing
    common = int(exponents[nonzero].min())
    shifts = np.where(nonzero, exponents - common, 0)
    lengths = np.frexp(np.abs(mantissas).astype(np.float64))[1]
    if int((lengths + shifts).max()) < 63:
        return (mantissas << shifts).tolist(), common
    return [m << s for m, s in zip(mantissas.tolist(), shifts.tolist(), strict=True)], common
