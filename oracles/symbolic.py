"""Enclosures of sympy expressions in ball arithmetic.

Understood are integers, rationals, floats, pi, E, EulerGamma, Catalan, GoldenRatio; +, *, ** (roots of positive numbers
and real powers of them); exp, log, the trigonometric and hyperbolic functions and their inverses, atan2, Abs, Max, Min,
erf and gamma. sympy is imported by whoever brings an expression, never before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, reduce
from typing import Any

from flint import arb, fmpq

from oracles.errors import InvalidArgument

__all__ = ["check_real", "evaluate"]


# Functions that sympy and python-flint call by the same name.
_SAME_NAME = (
    *("exp", "log", "erf", "gamma"),
    *("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"),
    *("sinh", "cosh", "tanh", "coth", "asinh", "acosh", "atanh"),
)


def check_real(expression: Any) -> None:
    """Raises InvalidArgument where sympy itself knows that the expression is not one real number."""
    if expression.free_symbols:
        raise InvalidArgument("value", expression, "an expression without symbols")
    if not getattr(expression, "is_number", False) or expression.is_real is False or expression.is_finite is False:
        raise InvalidArgument("value", expression, "a finite real number")


def evaluate(expression: Any) -> arb:
    """A ball that contains the expression's value, at flint's present precision; not finite where none is found.

    Each step is evaluated in the real numbers: where a part is complex or undefined the ball is not finite, so that a
    finite ball is right. Raises InvalidArgument for functions which are not understood.
    """
    return _evaluate(expression, {})


def _evaluate(node: Any, known: dict[Any, arb]) -> arb:
    ball = known.get(node)
    if ball is None:
        ball = known[node] = _leaf(node) if not node.args else _inner(node, known)
    return ball


def _leaf(node: Any) -> arb:
    if node.is_Rational:
        return arb(fmpq(int(node.p), int(node.q)))
    if node.is_Float:
        sign, mantissa, exponent, _ = (int(part) for part in node._mpf_)
        return arb((-mantissa if sign else mantissa, exponent))
    constant = _constants().get(node)
    if constant is None:
        raise _not_understood(node)
    return constant()


def _inner(node: Any, known: dict[Any, arb]) -> arb:
    balls = [_evaluate(argument, known) for argument in node.args]
    if node.is_Add:
        return reduce(lambda left, right: left + right, balls)
    if node.is_Mul:
        return reduce(lambda left, right: left * right, balls)
    if node.is_Pow:
        return _power(node.base, node.exp, balls[0], balls[1])
    function = _functions().get(node.func)
    if function is None:
        raise _not_understood(node)
    return function(*balls)


def _power(base: Any, exponent: Any, base_ball: arb, exponent_ball: arb) -> arb:
    if not exponent.is_Rational:
        return (exponent_ball * base_ball.log()).exp()
    numerator, denominator = int(exponent.p), int(exponent.q)
    return _integer_power(_root(base, base_ball, denominator), numerator)


def _root(base: Any, ball: arb, degree: int) -> arb:
    if degree == 1:
        return ball
    if ball >= 0 or base.is_nonnegative is not True:
        return ball.root(degree) if degree > 2 else ball.sqrt()
    # A ball about 0 of a number that sympy proves to be at least 0: the negative part is rounding.
    upper = ball.upper()
    return arb(0).union(upper.root(degree) if degree > 2 else upper.sqrt())


def _integer_power(ball: arb, exponent: int) -> arb:
    """By squaring with products: `ball ** 2` of python-flint 0.9.0 is NaN for the ball 0 +/- 1."""
    if exponent < 0:
        return 1 / _integer_power(ball, -exponent)
    result = arb(1)
    for digit in bin(exponent)[2:]:
        result = result * result
        if digit == "1":
            result = result * ball
    return result


@cache
def _constants() -> dict[Any, Callable[[], arb]]:
    from sympy import S

    return {
        S.Pi: arb.pi,
        S.Exp1: arb.const_e,
        S.EulerGamma: arb.const_euler,
        S.Catalan: arb.const_catalan,
        S.GoldenRatio: lambda: (1 + arb(5).sqrt()) / 2,
    }


@cache
def _functions() -> dict[Any, Callable[..., arb]]:
    import sympy

    table: dict[Any, Callable[..., arb]] = {getattr(sympy, name): _method(name) for name in _SAME_NAME}
    table[sympy.Abs] = lambda ball: abs(ball)
    table[sympy.atan2] = lambda y, x: arb.nan() if y.is_zero() and x.is_zero() else arb.atan2(y, x)  # flint has 0
    table[sympy.Max] = lambda *balls: reduce(lambda left, right: left.max(right), balls)
    table[sympy.Min] = lambda *balls: reduce(lambda left, right: left.min(right), balls)
    return table


def _method(name: str) -> Callable[[arb], arb]:
    return lambda ball: getattr(ball, name)()


def _not_understood(node: Any) -> InvalidArgument:
    return InvalidArgument("value", node, "an expression of the functions listed in oracles.symbolic")
