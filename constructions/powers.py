"""Powers of two around a positive rational number: every constant of Omega_K is one."""

from fractions import Fraction
from math import isqrt


def log2_floor(x: Fraction) -> int:
    """The largest integer e with 2^e <= x, for x > 0, exactly."""
    e = x.numerator.bit_length() - x.denominator.bit_length()
    return e if x >= power_of_two(e) else e - 1


def log2_ceil(x: Fraction) -> int:
    """The least integer e with 2^e >= x, for x > 0, exactly."""
    e = log2_floor(x)
    return e if x == power_of_two(e) else e + 1


def power_of_two(e: int) -> Fraction:
    """2^e as a rational, for any integer e."""
    return Fraction(1 << e) if e >= 0 else Fraction(1, 1 << -e)


def least_power_at_least(x: Fraction) -> Fraction:
    """The least power of two that is >= x, for x > 0."""
    return power_of_two(log2_ceil(x))


def greatest_power_at_most(x: Fraction) -> Fraction:
    """The greatest power of two that is <= x, for x > 0."""
    return power_of_two(log2_floor(x))


def root_up(n: int) -> int:
    """ceil(sqrt(n)) for an integer n >= 0: a rational stand-in for the square roots of theory's bounds."""
    r = isqrt(n)
    return r if r * r == n else r + 1
