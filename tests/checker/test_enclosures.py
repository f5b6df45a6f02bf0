"""The arithmetic underneath, against Fractions and mpmath: every enclosure contains what it stands for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from barriers.checker.interval import Interval
from barriers.checker.mixing import Mixing
from barriers.checker.pi_and_cosines import pi, quarter_cosines
from barriers.checker.result import Invalid
from barriers.checker.statement import decimal_below
from tests.checker.case import Case, find_householder
from tests.checker.producer import mixing_matrix, num, to_fraction

BITS = 40
small = st.fractions(-50, 50, max_denominator=10**9)


def around(x: Fraction, below: int = 0, above: int = 0) -> Interval:
    tight = Interval.ratio(x.numerator, x.denominator, BITS)
    return Interval(tight.lo - below, tight.hi + above, BITS)


def holds(interval: Interval, x: Fraction) -> bool:
    return interval.lo <= x * 2**interval.bits <= interval.hi


@given(small, small, st.integers(0, 2**45), st.integers(0, 2**45))
def test_arithmetic_encloses(x: Fraction, y: Fraction, below: int, above: int) -> None:
    p, q = around(x, below, above), around(y, above, below)
    assert holds(p + q, x + y)
    assert holds(p - q, x - y)
    assert holds(p * q, x * y)
    assert holds(-p, -x)
    assert holds(abs(p), abs(x))
    assert holds(p.squared(), x * x)
    assert holds(p.scaled(-7), -7 * x)
    assert holds(p.divided(3), x / 3)
    if q.positive():
        assert holds(p / q, x / y)


@given(small, st.integers(0, 2**20))
def test_root_encloses(x: Fraction, width: int) -> None:
    root = around(x * x, width, width).root()
    assert root.lo <= abs(x) * 2**BITS <= root.hi


@given(small, small, st.integers(0, 2**30))
def test_comparisons_are_never_wrong(x: Fraction, y: Fraction, width: int) -> None:
    p, q = around(x, width, width), around(y, width, width)
    assert not p.at_most(q) or x <= y
    assert not p.below(q) or x < y
    assert not p.positive() or x > 0


@given(st.integers(-(2**80), 2**80), st.integers(-120, 60))
def test_dyadic_numbers_are_enclosed(mantissa: int, exponent: int) -> None:
    x = mantissa * Fraction(2) ** exponent
    interval = Interval.dyadic(mantissa, exponent, BITS)
    assert holds(interval, x)
    assert interval.hi - interval.lo <= 1


def test_division_by_what_may_be_zero_is_refused() -> None:
    with pytest.raises(ArithmeticError):
        _ = around(Fraction(1)) / Interval(0, 1, BITS)


@pytest.mark.parametrize("bits", [256, 1000, 12_345])
def test_pi(bits: int) -> None:
    enclosure = pi(bits)
    with mp.workprec(bits + 50):
        assert holds(enclosure, to_fraction(mp.pi))
    assert enclosure.hi - enclosure.lo < 200 * bits


@pytest.mark.parametrize("rows", [1, 2, 3, 7, 19, 64, 333])
@pytest.mark.parametrize("bits", [256, 1500])
def test_cosines(rows: int, bits: int) -> None:
    cosines = quarter_cosines(rows, bits)
    assert len(cosines) == rows + 1
    with mp.workprec(bits + 50):
        for j, cosine in enumerate(cosines):
            assert j == rows or holds(cosine, to_fraction(mp.cos(mp.pi * j / (2 * rows))))
            assert cosine.hi - cosine.lo <= 2
    assert holds(cosines[rows], Fraction(0))


@pytest.mark.parametrize(
    ("kind", "rows"), [("identity", 5), ("hadamard", 16), ("householder", 7), ("dct", 1), ("dct", 12)]
)
def test_mixings_are_what_they_are_called(kind: str, rows: int) -> None:
    vector = find_householder(rows) if kind == "householder" else None
    entries, radius = Mixing(kind, rows, vector).entries(320)
    with mp.workprec(500):
        expected = mixing_matrix(Case(rows=rows, columns=rows + 1, mixing=kind, householder=vector))
        for row, exact in zip(entries, expected, strict=True):
            for entry, x in zip(row, exact, strict=True):
                assert abs(mpf(entry) - num(x) * mpf(2) ** 320) <= radius + mpf(2) ** -100
    assert radius <= (4 if kind == "dct" else 0)


@pytest.mark.parametrize("vector", [[1, 1, 1, 2], [1, 1, 1], [0, 2, 0, 0], [1, 1, 1, 1, 2, 2]])
def test_no_other_householder_vectors(vector: list[int]) -> None:
    with pytest.raises(Invalid):
        Mixing("householder", 4, vector)


@settings(max_examples=300)
@given(st.integers(1, 10**40), st.integers(-400, 200), st.integers(0, 30))
def test_decimals_are_rounded_down_and_stay_above(number: int, shift: int, level: int) -> None:
    bits = 500
    lo = number << (shift + bits) if shift + bits >= 0 else number >> -(shift + bits)
    error = Interval(lo, lo + 1, bits)
    if not Interval.ratio(1, 10**level, bits).below(error):
        return
    stated = Fraction(decimal_below(error, level))
    assert stated * 2**bits <= lo
    assert stated >= Fraction(1, 10**level)
    assert stated * 10001 * 2**bits >= (lo - 1) * 10000 or stated == Fraction(1, 10**level)
