"""Real numbers enclosed between two integers over one power of two, every operation rounded outward.

``Interval(lo, hi, bits)`` holds some real number x with ``lo <= x * 2**bits <= hi``. Nothing here is ever concluded
from a test that fails: ``at_most`` and ``below`` are True only if the relation holds for all pairs of numbers enclosed.
"""

from __future__ import annotations

from math import isqrt


def shift_down(number: int, places: int) -> int:
    """floor(number * 2**-places), for places of either sign."""
    return number >> places if places >= 0 else number << -places


def shift_up(number: int, places: int) -> int:
    """ceil(number * 2**-places), for places of either sign."""
    return -(-number >> places) if places >= 0 else number << -places


def root_up(number: int) -> int:
    """The least integer whose square is at least ``number`` (0 for a number <= 0)."""
    return isqrt(number - 1) + 1 if number > 0 else 0


class Interval:
    """A real number known to lie in [lo, hi] * 2**-bits. Operands of one operation have the same ``bits``."""

    __slots__ = ("bits", "hi", "lo")

    def __init__(self, lo: int, hi: int, bits: int) -> None:
        if lo > hi:
            raise ArithmeticError("an interval needs lo <= hi")
        self.lo = lo
        self.hi = hi
        self.bits = bits

    @classmethod
    def integer(cls, number: int, bits: int) -> Interval:
        """The integer itself, exactly."""
        return cls(number << bits, number << bits, bits)

    @classmethod
    def ratio(cls, numerator: int, denominator: int, bits: int) -> Interval:
        """numerator / denominator, denominator > 0."""
        lo, rest = divmod(numerator << bits, denominator)
        return cls(lo, lo + (rest != 0), bits)

    @classmethod
    def dyadic(cls, mantissa: int, exponent: int, bits: int) -> Interval:
        """mantissa * 2**exponent."""
        return cls(shift_down(mantissa, -exponent - bits), shift_up(mantissa, -exponent - bits), bits)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.lo + other.lo, self.hi + other.hi, self.bits)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.lo - other.hi, self.hi - other.lo, self.bits)

    def __neg__(self) -> Interval:
        return Interval(-self.hi, -self.lo, self.bits)

    def __mul__(self, other: Interval) -> Interval:
        if self.lo >= 0 and other.lo >= 0:
            return Interval(self.lo * other.lo >> self.bits, -(-self.hi * other.hi >> self.bits), self.bits)
        corners = (self.lo * other.lo, self.lo * other.hi, self.hi * other.lo, self.hi * other.hi)
        return Interval(min(corners) >> self.bits, -(-max(corners) >> self.bits), self.bits)

    def __truediv__(self, other: Interval) -> Interval:
        if other.lo <= 0:
            raise ArithmeticError("division needs a divisor proved positive")
        lo = (self.lo << self.bits) // (other.hi if self.lo >= 0 else other.lo)
        hi = -((-self.hi << self.bits) // (other.lo if self.hi >= 0 else other.hi))
        return Interval(lo, hi, self.bits)

    def __abs__(self) -> Interval:
        if self.lo >= 0:
            return self
        return -self if self.hi <= 0 else Interval(0, max(-self.lo, self.hi), self.bits)

    def scaled(self, factor: int) -> Interval:
        """The number times an integer."""
        ends = (self.lo * factor, self.hi * factor)
        return Interval(min(ends), max(ends), self.bits)

    def divided(self, divisor: int) -> Interval:
        """The number over an integer divisor >= 1."""
        return Interval(self.lo // divisor, -(-self.hi // divisor), self.bits)

    def squared(self) -> Interval:
        """The square of the number, never below 0."""
        size = abs(self)
        return Interval(size.lo * size.lo >> self.bits, -(-size.hi * size.hi >> self.bits), self.bits)

    def root(self) -> Interval:
        """The square root of a number known to be >= 0 (whatever part of the interval lies below 0 is cut off)."""
        return Interval(isqrt(max(self.lo, 0) << self.bits), root_up(self.hi << self.bits), self.bits)

    def halved_root(self) -> Interval:
        """The square root of a number >= 0 at half the bits: nothing is lost before the root is taken."""
        return Interval(isqrt(max(self.lo, 0)), root_up(self.hi), self.bits // 2)

    def nonnegative(self) -> Interval:
        """The same number, known for another reason to be >= 0."""
        return Interval(max(self.lo, 0), max(self.hi, 0), self.bits)

    def at_most(self, other: Interval) -> bool:
        """True only if the number is proved <= the other."""
        return self.hi <= other.lo

    def below(self, other: Interval) -> bool:
        """True only if the number is proved < the other."""
        return self.hi < other.lo

    def positive(self) -> bool:
        """True only if the number is proved > 0."""
        return self.lo > 0


def total(terms: list[Interval], bits: int) -> Interval:
    """The sum of the terms (0 when there are none)."""
    return Interval(sum(term.lo for term in terms), sum(term.hi for term in terms), bits)


def norm(terms: list[Interval], bits: int) -> Interval:
    """The Euclidean norm of the terms, without rounding their squares first (sqrt would halve the accuracy)."""
    sizes = [abs(term) for term in terms]
    return Interval(
        isqrt(sum(size.lo * size.lo for size in sizes)), root_up(sum(size.hi * size.hi for size in sizes)), bits
    )
