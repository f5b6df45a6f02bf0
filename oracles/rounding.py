"""Rounding computable reals to dyadic numbers, with proof."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb

from oracles.conversion import as_integer, nearest_multiple
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument
from oracles.reals import Rational, Real, is_within

__all__ = ["GUARD_BITS", "approximation", "bits_for", "nearest", "nearest_to_midpoint", "round_array"]

GUARD_BITS = 21  # enclosures of radius 2^-bits-21 make the rounding error at most 2^-bits (1/2 + 2^-21)


def nearest(number: Real, bits: int) -> int:
    """An integer m, proved to satisfy |m 2^-bits - number| <= 2^-bits (1/2 + 2^-20); `bits` is any integer.

    Raises InvalidArgument where the real breaks its promise of a narrow enclosure.
    """
    if isinstance(number, Rational):
        return nearest_multiple(number.value, bits)
    ball = number.enclosure(bits + GUARD_BITS)
    if not is_within(ball, bits + GUARD_BITS):  # a Real of somebody else's making
        raise InvalidArgument("number", number, f"a real whose enclosure({bits + GUARD_BITS}) is that narrow")
    return nearest_to_midpoint(ball, bits)


def nearest_to_midpoint(ball: arb, bits: int) -> int:
    """The ball's midpoint times 2^bits, rounded to an integer (halves upwards)."""
    mantissa, exponent = ball.mid().man_exp()
    shift = int(exponent) + bits
    if shift >= 0:
        return int(mantissa) << shift
    if mantissa.bit_length() < -shift:  # below 1/2
        return 0
    return (int(mantissa) + (1 << (-shift - 1))) >> -shift


def round_array(reals: Sequence[Real], shape: tuple[int, ...], bits: int) -> DyadicArray:
    """The reals, row-major, each rounded as by `nearest` to a multiple of 2^-bits.

    A real that occurs several times (the same object) is enclosed once. Raises InvalidArgument where the number of
    reals does not fit the shape.
    """
    found: dict[int, int] = {}
    mantissas: list[int] = []
    for number in reals:
        mantissa = found.get(id(number))
        if mantissa is None:
            mantissa = found[id(number)] = nearest(number, bits)
        mantissas.append(mantissa)
    return DyadicArray(mantissas, -bits, shape)


def bits_for(size: int, n: int) -> int:
    """n + ceil(log2(size) / 2) + 1: rounding `size` numbers to so many bits moves them by at most 2^-n in norm.

    The Euclidean (Frobenius) error is at most sqrt(size) 2^-bits (1/2 + 2^-20) <= 2^-n (1/4 + 2^-21).
    Raises InvalidArgument unless n is an integer >= 0.
    """
    accuracy = as_integer(n)
    if accuracy is None or accuracy < 0:
        raise InvalidArgument("n", n, "an integer n >= 0")
    return accuracy + (max(size - 1, 0).bit_length() + 1) // 2 + 1


def approximation(reals: Sequence[Real], shape: tuple[int, ...], n: int) -> DyadicArray:
    """Dyadic numbers of this shape within 2^-n of the reals, proved, in the Euclidean (Frobenius) norm.

    Uses n + ceil(log2(size) / 2) + 1 bits: see `bits_for`.
    """
    return round_array(reals, shape, bits_for(len(reals), n))
