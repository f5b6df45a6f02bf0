"""Computable reals: numbers known by arbitrarily small enclosures."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

from flint import arb

from oracles.conversion import exact_fraction, nearest_multiple
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument
from oracles.precision import precision

__all__ = ["Computed", "Rational", "Real", "Symbolic", "are_within", "is_within", "real", "refine"]

Enclosure = TypeVar("Enclosure")

_GUARD_BITS = 32
_EXTRA_BITS_TRIED = 1 << 18  # beyond 16 times the bits asked for: enough for exp(10**5), little enough to end soon


@runtime_checkable
class Real(Protocol):
    """A real number that can be enclosed as narrowly as one likes."""

    def enclosure(self, bits: int, /) -> arb:
        """A ball of radius at most 2^-bits that contains the number; `bits` is any integer."""
        ...


def is_within(ball: arb, bits: int) -> bool:
    """Whether the ball is finite and its radius at most 2^-bits (an exact comparison)."""
    return ball.is_finite() and ball.rad() <= arb((1, -bits))


def are_within(balls: Iterable[arb], bits: int) -> bool:
    """`is_within` for every ball."""
    bound = arb((1, -bits))
    return all(ball.is_finite() and ball.rad() <= bound for ball in balls)


def refine(
    function: Callable[[int], Enclosure], bits: int, accepts: Callable[[Enclosure, int], bool], what: object
) -> Enclosure:
    """The first of function(b), for growing working precision b, that `accepts(_, bits)`.

    `function` runs with flint's precision set to b. Raises InvalidArgument, showing `what`, where none is accepted up
    to 16 * bits + 2^18 bits: what cannot be enclosed by then is as a rule undefined or not real.
    """
    working = max(bits, 0) + _GUARD_BITS
    limit = 16 * max(bits, 0) + _EXTRA_BITS_TRIED
    while working <= limit:
        with precision(working):
            enclosure = function(working)
        if accepts(enclosure, bits):
            return enclosure
        working *= 2
    raise InvalidArgument("value", what, f"a real number whose enclosure to {bits} bits is found with {limit} bits")


@dataclass(frozen=True, slots=True)
class Rational:
    """A rational number."""

    value: Fraction

    def enclosure(self, bits: int) -> arb:
        """The number itself where it is dyadic, else the ball about its nearest multiple of 2^-bits-1."""
        denominator = self.value.denominator
        if denominator & (denominator - 1) == 0:
            return arb((self.value.numerator, 1 - denominator.bit_length()))
        return arb((nearest_multiple(self.value, bits + 1), -bits - 1), (1, -bits - 2))


class _Refined(ABC):
    """Shared by the reals that are computed: the finest enclosure found so far is kept."""

    __slots__ = ("_ball", "_bits")

    def __init__(self) -> None:
        self._ball: arb | None = None
        self._bits = 0

    @abstractmethod
    def _evaluate(self, working: int) -> arb:
        """A ball that contains the number, computed with `working` bits."""

    def enclosure(self, bits: int) -> arb:
        """A ball of radius at most 2^-bits that contains the number. Raises InvalidArgument as `refine` does."""
        if self._ball is None or bits > self._bits:
            self._ball, self._bits = refine(self._evaluate, bits, is_within, self), bits
        return self._ball


class Computed(_Refined):
    """The real enclosed by `function(bits)`, a ball that contains the number for every bits.

    The function runs with flint's precision set to `bits`, and again with more until its ball is narrow enough: a plain
    formula such as `lambda bits: arb.pi().sqrt()` will do. That the ball contains the number is the function's duty.
    """

    __slots__ = ("_function", "name")

    def __init__(self, function: Callable[[int], arb], name: str = "computed") -> None:
        super().__init__()
        self._function = function
        self.name = name

    def _evaluate(self, working: int) -> arb:
        return self._function(working)

    def __repr__(self) -> str:
        return f"<Computed: {self.name}>"


class Symbolic(_Refined):
    """The value of a real sympy expression without free symbols: see `oracles.symbolic` for what may occur in it.

    Raises InvalidArgument for symbols, for what is not real or not finite, and for functions not listed there.
    """

    __slots__ = ("expression",)

    def __init__(self, expression: Any) -> None:
        from oracles.symbolic import check_real

        super().__init__()
        check_real(expression)
        self.expression = expression
        self.enclosure(0)  # what cannot be evaluated at all is refused here, not at some later read

    def _evaluate(self, working: int) -> arb:
        from oracles.symbolic import evaluate

        return evaluate(self.expression)

    def __eq__(self, other: object) -> bool:
        return self.expression == other.expression if isinstance(other, Symbolic) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.expression)

    def __repr__(self) -> str:
        return f"<Symbolic: {self.expression}>"


def real(value: object) -> Real:
    """The computable real that `value` denotes, exactly.

    Accepted are integers, Fractions, Decimals, finite floats (at their exact value), rationals and exact balls of
    flint, mpf numbers of mpmath, single dyadic numbers, sympy expressions, and every object with `enclosure`.
    Raises InvalidArgument for anything else: bool, complex numbers, infinities, NaN, symbols, balls, mpmath constants.
    """
    if isinstance(value, Rational | _Refined):
        return cast(Real, value)
    if isinstance(value, DyadicArray) and not value.shape:
        return Rational(value.to_fractions())
    if isinstance(value, Decimal) and value.is_finite():
        return Rational(Fraction(value))
    if isinstance(value, arb) and value.is_finite() and value.is_exact():
        mantissa, exponent = value.man_exp()
        return Rational(_scaled(int(mantissa), int(exponent)))
    if _is_sympy(value):
        expression = cast(Any, value)
        if expression.is_Rational:
            return Rational(Fraction(int(expression.p), int(expression.q)))
        if not expression.is_Float:
            return Symbolic(expression)
    triple = _mpf_parts(value)
    if triple is not None:
        return Rational(_scaled(*triple))
    if isinstance(value, Real):
        return value
    try:
        return Rational(exact_fraction(value))
    except InvalidArgument:
        raise InvalidArgument("value", value, "a real number given exactly") from None


def _is_sympy(value: object) -> bool:
    # Whoever holds a sympy object has imported sympy: no need to import it for anybody else.
    sympy = sys.modules.get("sympy")
    return sympy is not None and isinstance(value, sympy.Basic)


def _mpf_parts(value: object) -> tuple[int, int] | None:
    """Mantissa and exponent of a finite mpf (or a sympy Float); None for everything else.

    A constant of mpmath, such as mpmath.pi, is left out: it would be rounded to the working precision of the moment.
    """
    if isinstance(value, arb) or type(value).__name__ == "constant":
        return None
    parts = getattr(value, "_mpf_", None)
    if not isinstance(parts, tuple) or len(parts) != 4:
        return None
    sign, mantissa, exponent, _ = (int(part) for part in cast("tuple[Any, ...]", parts))
    if mantissa == 0 and exponent != 0:  # mpmath's code for infinities and NaN
        return None
    return (-mantissa if sign else mantissa), exponent


def _scaled(mantissa: int, exponent: int) -> Fraction:
    return Fraction(mantissa << exponent) if exponent >= 0 else Fraction(mantissa, 1 << -exponent)
