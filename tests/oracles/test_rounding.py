"""Rounding errors against exact values."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oracles import Computed, InvalidArgument, Rational, approximation, nearest, real, round_array
from oracles.rounding import bits_for, nearest_to_midpoint

quick = settings(deadline=None, max_examples=100)
HALF = Fraction(1, 2) + Fraction(1, 2**20)


class Loose:
    """A number known by balls as wide as the promise allows, with a midpoint off by nearly all of the radius."""

    def __init__(self, value: Fraction) -> None:
        self.value = value

    def enclosure(self, bits: int) -> arb:
        middle = nearest(Rational(self.value), bits + 10)
        return arb((middle + 1022, -bits - 10), (1, -bits))


@quick
@given(st.fractions() | st.integers(-40, 40).map(lambda i: Fraction(i, 8)), st.integers(-5, 90))
@example(Fraction(1, 2), 0)
@example(Fraction(10**60, 7), 0)
@example(Fraction(0), 3)
def test_nearest(value: Fraction, bits: int) -> None:
    scaled = value * Fraction(2) ** bits
    assert nearest(Rational(value), bits) == round(scaled)
    for number in (Loose(value), Computed(lambda b: Rational(value).enclosure(b))):
        assert abs(nearest(number, bits) - scaled) <= HALF


@quick
@given(st.integers(-(2**40), 2**40), st.integers(-60, 30), st.integers(-20, 50))
def test_midpoints_go_to_the_nearest_integer(mantissa: int, exponent: int, bits: int) -> None:
    value = mantissa * Fraction(2) ** (exponent + bits)
    assert abs(nearest_to_midpoint(arb((mantissa, exponent)), bits) - value) <= Fraction(1, 2)


def test_a_root_of_two() -> None:
    for bits in (0, 1, 10, 1000, 100_000):
        m = nearest(real(sp.sqrt(2)), bits)
        # |m - 2^bits sqrt 2| <= 1/2 + 2^-20, decided by squares of integers
        low, high = 2**20 * m - 2**19 - 1, 2**20 * m + 2**19 + 1
        assert low**2 <= 2 * 4 ** (bits + 20) <= high**2


class Wide:
    """A real that breaks its promise."""

    def enclosure(self, bits: int) -> arb:
        return arb(0, 1)


def test_wide_enclosures_are_refused() -> None:
    with pytest.raises(InvalidArgument):
        nearest(Wide(), 5)


@quick
@given(st.integers(0, 10**7), st.integers(0, 100))
@example(0, 0)
@example(1, 0)
@example(2, 0)
@example(4, 0)
@example(5, 0)
@example(16, 0)
@example(17, 0)
def test_bits_suffice_for_the_norm(size: int, n: int) -> None:
    bits = bits_for(size, n)
    worst_squared = size * (Fraction(2) ** -bits * HALF) ** 2
    assert worst_squared <= (Fraction(2) ** -n * (Fraction(1, 4) + Fraction(1, 2**21))) ** 2
    # and no more than needed: one bit less than 4^(bits - n - 1) >= size fails
    assert size <= 1 or 4 ** (bits - n - 2) < size


@quick
@given(st.lists(st.fractions(), min_size=6, max_size=6), st.integers(0, 200))
def test_approximation_is_within_two_to_the_minus_n(values: list[Fraction], n: int) -> None:
    made = approximation([Loose(v) for v in values[:3]] + [Rational(v) for v in values[3:]], (2, 3), n)
    error_squared = sum(
        (a - b) ** 2 for a, b in zip([v for row in made.to_fractions() for v in row], values, strict=True)
    )
    assert made.shape == (2, 3)
    assert error_squared <= Fraction(1, 4**n)


@pytest.mark.parametrize("n", [-1, 1.0, True, None])
def test_refused_accuracies(n: object) -> None:
    with pytest.raises(InvalidArgument):
        approximation([Rational(Fraction(1))], (1,), n)  # type: ignore[arg-type]


def test_misfits_are_refused() -> None:
    with pytest.raises(InvalidArgument):
        round_array([Rational(Fraction(1))], (2,), 3)


def test_the_same_real_is_enclosed_once() -> None:
    calls: list[int] = []

    class Watched:
        def enclosure(self, bits: int) -> arb:
            calls.append(bits)
            return arb(1)

    watched = Watched()
    assert round_array([watched] * 50, (50,), 4).mantissas == (16,) * 50
    assert len(calls) == 1


def test_many_reals() -> None:
    count = 20_000
    made = approximation([Computed(lambda _, k=k: arb(k).sqrt()) for k in range(count)], (count,), 60)
    assert np.allclose(made.to_numpy(), np.sqrt(np.arange(count)), rtol=1e-15, atol=0)
