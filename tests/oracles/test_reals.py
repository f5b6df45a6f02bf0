"""Computable reals against mpmath's and sympy's own evaluation."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy as sp
from flint import arb, fmpq, fmpz
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oracles import Computed, DyadicArray, InvalidArgument, Rational, Real, Symbolic, real
from oracles.reals import is_within

quick = settings(deadline=None, max_examples=60)


def exact(ball: arb) -> tuple[Fraction, Fraction]:
    """Midpoint and radius."""
    parts = []
    for part in (ball.mid(), ball.rad()):
        mantissa, exponent = part.man_exp()
        parts.append(int(mantissa) * Fraction(2) ** int(exponent))
    return parts[0], parts[1]


def assert_encloses(number: Real, bits: int, low: Fraction, high: Fraction) -> None:
    """The ball is narrow, and consistent with a value between low and high."""
    middle, radius = exact(number.enclosure(bits))
    assert radius <= Fraction(2) ** -bits
    assert middle - radius <= high
    assert low <= middle + radius


def by_mpmath(expression: Any, bits: int) -> tuple[Fraction, Fraction]:
    """An interval about mpmath's value at many more bits than it is compared at: a second evaluation of its own."""
    with mpmath.workprec(bits + 200):
        value = mpmath.mpf(sp.lambdify([], expression, "mpmath")())
        sign, mantissa, exponent, _ = (int(part) for part in value._mpf_)
    middle = (-1) ** sign * mantissa * Fraction(2) ** exponent
    slack = Fraction(2) ** (-bits - 40) * max(1, abs(middle))
    return middle - slack, middle + slack


# --- rationals ---


@quick
@given(st.fractions(), st.integers(-10, 300))
@example(Fraction(10**400 + 1, 3), 0)
@example(Fraction(1, 3 * 2**500), 10)
def test_rational_enclosures(value: Fraction, bits: int) -> None:
    middle, radius = exact(Rational(value).enclosure(bits))
    assert abs(middle - value) <= radius <= Fraction(2) ** -bits


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, Fraction(3)),
        (-(10**30), Fraction(-(10**30))),
        (0.1, Fraction(0.1)),
        (np.float64(0.1), Fraction(0.1)),
        (np.float32(0.1), Fraction(float(np.float32(0.1)))),
        (np.int16(-7), Fraction(-7)),
        (Fraction(22, 7), Fraction(22, 7)),
        (Decimal("0.1"), Fraction(1, 10)),
        (fmpq(-2, 3), Fraction(-2, 3)),
        (fmpz(5), Fraction(5)),
        (arb(0.75), Fraction(3, 4)),
        (arb((-3, 100)), Fraction(-3 * 2**100)),
        (mpmath.mpf("-0.375"), Fraction(-3, 8)),
        (mpmath.mpf(0), Fraction(0)),
        (DyadicArray([5], -3, ()), Fraction(5, 8)),
        (sp.Integer(4), Fraction(4)),
        (sp.Rational(-5, 9), Fraction(-5, 9)),
        (sp.Float(0.1), Fraction(0.1)),
        (sp.sqrt(16), Fraction(4)),
    ],
)
def test_exact_numbers(value: object, expected: Fraction) -> None:
    number = real(value)
    assert isinstance(number, Rational)
    assert number.value == expected


def test_an_mpf_of_many_digits_is_taken_exactly() -> None:
    with mpmath.workdps(100):
        third = mpmath.mpf(1) / 3
    number = real(third)
    assert isinstance(number, Rational)
    assert 0 < abs(number.value - Fraction(1, 3)) < Fraction(1, 10**99)


class Golden:
    """Somebody else's computable real."""

    def enclosure(self, bits: int) -> arb:
        return Computed(lambda _: (1 + arb(5).sqrt()) / 2).enclosure(bits)


def test_other_reals_pass() -> None:
    golden = Golden()
    assert real(golden) is golden
    two = Rational(Fraction(2))
    assert real(two) is two
    assert isinstance(two, Real)


@pytest.mark.parametrize(
    "value",
    [
        *(True, np.True_, None, "1", 1j, 1 + 0j, np.complex128(1), [1], object()),
        *(float("nan"), float("inf"), np.float64("-inf"), Decimal("NaN"), Decimal("Infinity")),
        *(mpmath.inf, mpmath.nan, mpmath.pi, mpmath.mpc(1, 1), arb(1, 1), arb("inf"), arb("nan")),
        *(
            sp.I,
            sp.sqrt(-2),
            sp.log(-2),
            sp.oo,
            sp.zoo,
            sp.nan,
            sp.acos(2),
            sp.Symbol("x"),
            sp.Symbol("x") * 0 + sp.Symbol("y"),
        ),
        *(sp.Float("inf"), sp.Float("nan"), sp.true, sp.zeta(3), sp.Integral(sp.Symbol("x"), (sp.Symbol("x"), 0, 1))),
        *(DyadicArray.zeros((1,)), np.zeros(1), sp.Matrix([1])),
    ],
    ids=lambda value: type(value).__name__ if type(value) is object else repr(value),
)
def test_refused(value: object) -> None:
    with pytest.raises(InvalidArgument):
        real(value)


# --- symbolic ---

EXPRESSIONS = [
    sp.sqrt(2),
    sp.pi,
    sp.E,
    sp.EulerGamma,
    sp.Catalan,
    sp.GoldenRatio * sp.pi,
    sp.cos(sp.pi / 7),
    sp.sqrt(2 + sp.sqrt(3 + sp.sqrt(5))),
    sp.root(7, 5) ** 3 - 1 / sp.sqrt(3),
    sp.Rational(3, 7) ** sp.sqrt(2),
    (sp.pi - sp.E) ** 5 / (sp.sqrt(2) + sp.pi) ** 7,
    sp.exp(30) - sp.exp(sp.Rational(1, 30)),
    sp.exp(sp.pi * sp.sqrt(163)) - 262537412640768744,
    sp.log(sp.log(20)) * sp.sin(3) - sp.tan(1) + sp.cot(1) * sp.sec(1) - sp.csc(2),
    sp.asin(sp.Rational(1, 3)) + sp.acos(sp.Rational(1, 3)) * sp.atan(5) + sp.atan2(1, -sp.sqrt(7)),
    sp.sinh(1) + sp.cosh(2) * sp.tanh(3) - sp.coth(2) + sp.asinh(3) - sp.acosh(4) + sp.atanh(sp.Rational(1, 5)),
    sp.Abs(sp.cos(2)) + sp.Max(sp.pi, sp.sqrt(10)) - sp.Min(sp.E, sp.sqrt(7), sp.sqrt(8)),
    sp.erf(sp.Rational(1, 2)) + sp.gamma(sp.Rational(1, 3)),
    sp.sin(10**20) + sp.Float("0.1", 30) * sp.sqrt(3),
]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
def test_symbolic_against_mpmath(expression: Any) -> None:
    number = real(expression)
    assert isinstance(number, Symbolic)
    for bits in (400, 0, 60):  # coarser than before, too: a finer ball is kept and must do
        assert_encloses(number, bits, *by_mpmath(expression, 400))


square_roots = st.builds(sp.sqrt, st.integers(2, 30))
constants = (
    square_roots | st.just(sp.pi) | st.just(sp.E) | st.builds(sp.Rational, st.integers(-9, 9), st.integers(1, 9))
)
combined = st.recursive(
    constants,
    lambda inner: st.one_of(
        st.builds(lambda a, b: a + b, inner, inner),
        st.builds(lambda a, b: a * b, inner, inner),
        st.builds(lambda a: sp.sqrt(1 + a**2), inner),
        st.builds(sp.cos, inner),
        st.builds(lambda a: sp.exp(-(a**2)), inner),
        st.builds(lambda a: sp.log(2 + a**2), inner),
    ),
    max_leaves=5,
)


@settings(deadline=None, max_examples=40)
@given(combined)
def test_random_expressions_against_mpmath(expression: Any) -> None:
    assert_encloses(real(expression), 150, *by_mpmath(expression, 150))


def test_symbolic_at_100000_bits() -> None:
    root = exact(real(sp.sqrt(2)).enclosure(100_000))
    assert root[1] <= Fraction(1, 2**100_000)
    assert (root[0] - root[1]) ** 2 < 2 < (root[0] + root[1]) ** 2


def test_a_root_of_what_may_be_zero() -> None:
    # Each part is enclosed by a ball about 0, at every precision; the square is provably not negative.
    inner = sp.Add(sp.Mul(sp.sqrt(2), sp.sqrt(3), evaluate=False), -sp.sqrt(6), evaluate=False)
    vanishing = sp.sqrt(sp.Pow(sp.Abs(inner, evaluate=False), 1, evaluate=False), evaluate=False)
    middle, radius = exact(real(vanishing).enclosure(50))
    assert abs(middle) <= radius <= Fraction(1, 2**50)


def test_an_undefined_quotient_ends() -> None:
    zero = sp.Add(sp.Mul(sp.sqrt(2), sp.sqrt(3), evaluate=False), -sp.sqrt(6), evaluate=False)
    with pytest.raises(InvalidArgument):
        real(sp.Pow(zero, -1, evaluate=False))


def test_the_angle_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidArgument):
        real(sp.atan2(0, 0, evaluate=False))


def test_symbolic_equality() -> None:
    assert Symbolic(sp.sqrt(2)) == Symbolic(sp.sqrt(2)) != Symbolic(sp.sqrt(3))
    assert hash(Symbolic(sp.pi)) == hash(Symbolic(sp.pi))
    assert Symbolic(sp.pi) != 3


# --- computed ---


def test_computed_asks_again_until_the_ball_is_narrow() -> None:
    asked: list[int] = []

    def slow(bits: int) -> arb:
        asked.append(bits)
        return arb.pi() * arb((1, 100)) - arb.pi() * arb((1, 100)) + arb.pi()

    number = Computed(slow)
    low, high = by_mpmath(sp.pi, 64)
    assert_encloses(number, 64, low, high)
    assert asked[0] < asked[-1]
    calls = len(asked)
    assert_encloses(number, 10, low, high)
    assert len(asked) == calls, "a finer ball that is known is enough"


def test_a_ball_that_stays_wide_is_given_up() -> None:
    for useless in (arb(0, 1), arb("nan"), arb("inf")):
        with pytest.raises(InvalidArgument):
            Computed(lambda _, ball=useless: ball).enclosure(10)


def test_the_width_test_is_exact() -> None:
    assert is_within(arb(0, (1, -50)), 50)
    assert not is_within(arb(0, (1, -50)), 51)
    assert is_within(arb(7), 10**6)
    assert not is_within(arb("inf"), -5)
    assert not is_within(arb("nan"), -5)
