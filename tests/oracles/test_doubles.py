"""Doubles are the nearest ones: against Fraction's and mpmath's own rounding."""

import math
from fractions import Fraction

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oracles.doubles import from_doubles, nearest_double, nearest_doubles

quick = settings(deadline=None, max_examples=150)
mantissas = st.integers(-(2**70), 2**70) | st.integers(-(2**300), 2**300) | st.integers(-3, 3)
exponents = st.integers(-1500, 1200)


def by_fraction(mantissa: int, exponent: int) -> float:
    """CPython's own correctly rounded quotient of integers."""
    try:
        return float(Fraction(mantissa) * Fraction(2) ** exponent)
    except OverflowError:
        return math.copysign(math.inf, mantissa)


@quick
@given(mantissas, exponents)
@example(1, -1075)  # half the least double: a tie, to even, that is to 0
@example(3, -1076)
@example(3, -1075)
@example(2**53 + 1, 0)
@example(2**54 - 1, 970)  # the tie beyond the largest double
@example(2**53 - 1, 971)  # the largest double
@example((1 << 200) + (1 << 147) + 1, -30)  # just above a tie
@example(-(1 << 200) - (1 << 147) - 1, -30)
@example(-(1 << 200) - (1 << 147), -30)
def test_nearest_double(mantissa: int, exponent: int) -> None:
    assert nearest_double(mantissa, exponent) == by_fraction(mantissa, exponent)


@quick
@given(st.lists(st.integers(-(2**64), 2**64) | st.integers(-(2**53), 2**53), max_size=6), exponents)
@example([-(2**63)], 971)
@example([2**53 - 1, 1], 971)
@example([1], 972)
@example([2**52 + 1], -1075)
@example([2**57 + 33], -1080)  # rounded twice, first to 53 bits, it would come out wrong
def test_nearest_doubles(values: list[int], exponent: int) -> None:
    assert nearest_doubles(values, exponent).tolist() == [by_fraction(value, exponent) for value in values]


def test_huge_exponents_cost_nothing() -> None:
    assert nearest_double(5, 10**12) == math.inf
    assert nearest_double(-5, 10**12) == -math.inf
    assert nearest_double(5, -(10**12)) == 0.0


@quick
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=8))
@example([5e-324, 1.7976931348623157e308])
@example([0.0, -0.0])
@example([float(2**53 - 1) * 2**11, 1.0])  # just too long for 64 bits
def test_from_doubles_is_exact(values: list[float]) -> None:
    found, exponent = from_doubles(np.array(values, dtype=np.float64))
    assert [m * Fraction(2) ** exponent for m in found] == [Fraction(v) for v in values]
    if any(found):
        assert any(m % 2 for m in found), "the exponent is the largest possible"
    else:
        assert exponent == 0
