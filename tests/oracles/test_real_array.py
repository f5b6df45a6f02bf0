"""Arrays of reals: entry by entry, and all at once."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy as sp
from flint import arb, arb_mat, fmpq_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from oracles import DyadicArray, InvalidArgument, Rational, RealArray, real
from oracles.reals import are_within


def dct(size: int) -> RealArray:
    """The orthonormal DCT-II, all entries at once."""
    return RealArray.computed((size, size), lambda bits: arb_mat.dct(size))


def dct_entry(size: int, k: int, j: int) -> sp.Expr:
    return sp.sqrt(sp.Rational(1 if k == 0 else 2, size)) * sp.cos(sp.pi * (2 * j + 1) * k / (2 * size))


def test_the_fast_path_agrees_with_the_slow_one() -> None:
    size = 5
    slow = RealArray.of([[dct_entry(size, k, j) for j in range(size)] for k in range(size)])
    fast = dct(size)
    for n in (0, 3, 100, 3000):
        assert abs((slow.round(n) - fast.round(n)).norm_squared()) <= Fraction(1, 4**n)
    assert fast.enclosure(200).overlaps(slow.enclosure(200))
    assert np.allclose(slow.to_numpy(), fast.to_numpy(), rtol=1e-15, atol=1e-300)


@pytest.mark.parametrize("n", [0, 1, 2, 10, 64, 500, 100_000])
def test_rounding_is_honest(n: int) -> None:
    size = 3 if n > 1000 else 8
    matrix = dct(size)
    rounded = matrix.round(n)
    fine = matrix.enclosure(n + 60)
    error = arb(0)
    for r in range(size):
        for c in range(size):
            middle, exponent = fine[r, c].mid().man_exp()
            difference = int(middle) * Fraction(2) ** int(exponent) - rounded[r, c].to_fractions()
            scaled = difference * 2**n
            error += arb(float(abs(scaled)) + 1e-9) * arb(float(abs(scaled)) + 1e-9)
    assert error < 1, "the squared Frobenius error in units of 4^-n"


def test_enclosures_are_narrow_and_the_callers_own() -> None:
    matrix = dct(4)
    found = matrix.enclosure(300)
    assert are_within(found.entries(), 300)
    found[0, 0] = 99
    assert matrix.enclosure(300)[0, 0] < 1
    assert are_within(matrix.enclosure(10).entries(), 10)


def test_coarse_enclosures_are_not_dragged_along() -> None:
    matrix = dct(4)
    matrix.enclosure(50_000)
    assert matrix.enclosure(20)[1, 1].bits() < 1000


def test_the_function_is_asked_again_until_it_is_narrow() -> None:
    huge = arb((1, 200))
    matrix = RealArray.computed((1, 1), lambda bits: arb_mat([[(arb.pi() + huge) - huge]]))
    assert are_within(matrix.enclosure(100).entries(), 100)
    assert matrix.to_numpy() == np.array([[np.pi]])


def test_misfits_and_wide_balls_are_refused() -> None:
    with pytest.raises(InvalidArgument):
        RealArray.computed((2, 2), lambda bits: arb_mat.dct(3)).enclosure(5)
    with pytest.raises(InvalidArgument):
        RealArray.computed((1, 1), lambda bits: arb_mat([[arb(0, 1)]])).enclosure(5)
    with pytest.raises(InvalidArgument):
        RealArray((2,), [Rational(Fraction(1))])
    with pytest.raises(InvalidArgument):
        RealArray((1, 1, 1), [Rational(Fraction(1))])
    for wrong in ([[1, 2], [3]], [[1, 2], [3], [4, 5, 6]], [[[1]]], [1, 1j], [[1], 2]):
        with pytest.raises(InvalidArgument):
            RealArray.of(wrong)


@pytest.mark.parametrize(
    "values",
    [
        [[1, 2], [3, 4]],
        ((1, 2), (3, 4)),
        np.array([[1, 2], [3, 4]]),
        sp.Matrix([[1, 2], [3, 4]]),
        mpmath.matrix([[1, 2], [3, 4]]),
        fmpq_mat([[1, 2], [3, 4]]),
        DyadicArray([1, 2, 3, 4], 0, (2, 2)),
        [range(1, 3), np.array([3.0, 4.0])],
    ],
    ids=lambda values: type(values).__name__,
)
def test_matrices_of_every_library(values: object) -> None:
    made = RealArray.of(values)
    assert made.shape == (2, 2)
    assert made.round(10).to_fractions() == ((1, 2), (3, 4))
    assert made.to_numpy().tolist() == [[1.0, 2.0], [3.0, 4.0]]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(-(2**90), 2**90), min_size=3, max_size=3), st.integers(-100, 20), st.integers(0, 80))
def test_dyadic_arrays_stay_exact(mantissas: list[int], exponent: int, n: int) -> None:
    array = DyadicArray(mantissas, exponent, (3,))
    made = RealArray.of(array)
    assert made.exact == array
    assert all(ball.is_exact() for ball in made.enclosure(n).entries())
    assert (made.round(n) - array).norm_squared() <= Fraction(1, 4**n)
    assert np.array_equal(made.to_numpy(), array.to_numpy())
    assert [real(entry).enclosure(5) for entry in array] == made.enclosure(5).entries()


def test_balls_as_wide_as_allowed_are_rounded_rightly() -> None:
    value = Fraction(1, 3)

    def loose(working: int) -> arb_mat:
        bits = working - 32  # what is asked of the array: 32 bits less than asked of the function
        middle = round(value * 2 ** (bits + 10)) + 1022
        return arb_mat([[arb((middle, -bits - 10), (1, -bits))]])

    matrix = RealArray.computed((1, 1), loose)
    for bits in range(12):
        error = abs(matrix.nearest(bits)[0, 0].to_fractions() - value) * 2**bits
        assert error <= Fraction(1, 2) + Fraction(1, 2**20)


def test_shapes_and_entries() -> None:
    vector, number = RealArray.of([sp.sqrt(2), 1]), RealArray.of(sp.pi)
    assert (vector.shape, vector.ndim, vector.size, len(vector)) == ((2,), 1, 2, 2)
    assert (number.shape, number.ndim, number.size) == ((), 0, 1)
    assert number.round(3).shape == ()
    assert float(number.to_numpy()) == np.pi
    assert (vector.enclosure(9).nrows(), vector.enclosure(9).ncols()) == (2, 1)
    assert vector[-1] == Rational(Fraction(1))
    matrix = dct(3)
    assert matrix[1, -1].enclosure(100).overlaps(real(dct_entry(3, 1, 2)).enclosure(100))
    assert dct(3).exact is None
    assert RealArray.of([[1, 2, 3], [4, 5, 6]])[1, 0] == Rational(Fraction(4))
    for index in [3, (0, 3), (0, 0, 0)]:
        with pytest.raises(IndexError):
            matrix[index]
    with pytest.raises(TypeError):
        len(number)


def test_doubles_of_small_numbers() -> None:
    values = RealArray.of([sp.exp(-400), sp.exp(-600) * sp.pi, 0, sp.exp(700), Fraction(1, 3), Fraction(1, 3 << 300)])
    with mpmath.workdps(40):
        expected = [mpmath.exp(-400), mpmath.exp(-600) * mpmath.pi, 0, mpmath.exp(700), mpmath.mpf(1) / 3]
        expected.append(mpmath.ldexp(mpmath.mpf(1) / 3, -300))
        assert values.to_numpy().tolist() == [float(v) for v in expected]
    assert np.asarray(values).dtype == np.float64
    with pytest.raises(ValueError, match="copy"):
        np.array(values, copy=False)


def test_a_repeated_number_is_one_real() -> None:
    root = sp.sqrt(2)
    made = RealArray.of([root] * 1000)
    assert made[0] is made[999]


def test_empty_arrays() -> None:
    assert RealArray.of([]).round(3) == DyadicArray.zeros((0,))
