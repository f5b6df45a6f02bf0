"""Exact rationals as short decimal strings, rounded in a stated direction."""

from __future__ import annotations

from fractions import Fraction

_LOG10_2 = Fraction(30103, 100000)


def decimal_below(x: Fraction, digits: int = 7) -> str:
    """A decimal string "d.ddde±x" that is ≤ x, for x ≥ 0, within one unit of its last digit."""
    return _decimal(x, digits, up=False)


def decimal_above(x: Fraction, digits: int = 7) -> str:
    """A decimal string "d.ddde±x" that is ≥ x, for x ≥ 0, within one unit of its last digit."""
    return _decimal(x, digits, up=True)


def _decimal(x: Fraction, digits: int, up: bool) -> str:
    if x == 0:
        return "0"
    exponent = int((x.numerator.bit_length() - x.denominator.bit_length()) * _LOG10_2)
    while x >= Fraction(10) ** (exponent + 1):
        exponent += 1
    while x < Fraction(10) ** exponent:
        exponent -= 1
    shifted = x / Fraction(10) ** (exponent - digits + 1)
    mantissa = -(-shifted.numerator // shifted.denominator) if up else shifted.numerator // shifted.denominator
    if mantissa == 10**digits:
        mantissa, exponent = mantissa // 10, exponent + 1
    text = str(mantissa)
    return f"{text[0]}.{text[1:]}e{exponent:+03d}"
