"""Read a network's output exactly: N real numbers of any type, or a clear sentence saying what was wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational

import numpy as np
from mpmath import mpf

from oracles.dyadic import DyadicArray
from oracles.errors import BarriersError

_MAX_DEPTH = 8


class InvalidNetwork(BarriersError):
    """What was returned is not a network: its message names what was wrong."""


def exact_output(output: object, length: int, max_bits: int = 10_000_000) -> tuple[Fraction, ...]:
    """The N = `length` numbers of an output (floats, Fractions, mpf, DyadicArray, nested in any array-like), exactly.

    Raises InvalidNetwork for a wrong length or type, complex numbers, NaN or ±inf, or numbers of more than
    `max_bits` bits.
    """
    if isinstance(output, np.ndarray) and output.size != length:  # before anything of it is copied
        raise InvalidNetwork(f"the output has {output.size} numbers instead of N = {length}")
    values: list[Fraction] = []
    for item in _flatten(output, 0):
        if len(values) == length:
            raise InvalidNetwork(f"the output has more than N = {length} numbers")
        values.append(_exact_number(item, max_bits))
    if len(values) != length:
        raise InvalidNetwork(f"the output has {len(values)} numbers instead of N = {length}")
    return tuple(values)


def _flatten(value: object, depth: int) -> Iterator[object]:
    if isinstance(value, (str, bytes, dict, set)) or value is None or depth > _MAX_DEPTH:
        raise InvalidNetwork(f"the output contains {_kind(value)} where a number was expected")
    if isinstance(value, (float, int, Rational, mpf, Decimal, np.generic)):
        yield value
        return
    if isinstance(value, DyadicArray):
        fractions = value.to_fractions()
        if isinstance(fractions, Fraction):
            yield fractions
            return
        value = fractions
    if isinstance(value, np.ndarray):
        yield from value.ravel() if value.dtype != object else value.ravel().tolist()
        return
    if callable(detach := getattr(value, "detach", None)):  # a tensor that carries gradients
        value = detach()
    if callable(to_list := getattr(value, "tolist", None)):
        value = to_list()
        if isinstance(value, (float, int)):
            yield value
            return
    try:
        items = iter(value)  # type: ignore[call-overload]
    except TypeError:
        raise InvalidNetwork(f"the output contains {_kind(value)} where a number was expected") from None
    for item in items:
        yield from _flatten(item, depth + 1)


def _exact_number(value: object, max_bits: int) -> Fraction:
    if isinstance(value, (bool, np.bool_, complex, np.complexfloating)):
        raise InvalidNetwork(f"the output contains {_kind(value)} where a real number was expected")
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise InvalidNetwork(f"the output contains {value}")
        _refuse_huge(4 * (len(value.as_tuple().digits) + abs(value.adjusted())), max_bits)
        return Fraction(value)
    if isinstance(value, (float, np.floating)):
        if not np.isfinite(value):
            raise InvalidNetwork(f"the output contains {value}")
        return Fraction(*value.as_integer_ratio())
    if isinstance(value, mpf):
        sign, man, exp, _ = value._mpf_  # type: ignore[attr-defined]
        if not man and exp:
            raise InvalidNetwork(f"the output contains {value}")
        number = -int(man) if sign else int(man)
        _refuse_huge(int(man).bit_length() + abs(exp), max_bits)
        return Fraction(number << exp) if exp >= 0 else Fraction(number, 1 << -exp)
    if type(value) is Fraction:
        _refuse_huge(value.numerator.bit_length() + value.denominator.bit_length(), max_bits)
        return value
    if isinstance(value, (Integral, Rational)):
        number = Fraction(int(value.numerator), int(value.denominator))
        _refuse_huge(number.numerator.bit_length() + number.denominator.bit_length(), max_bits)
        return number
    raise InvalidNetwork(f"the output contains {_kind(value)} where a real number was expected")


def _refuse_huge(bits: int, max_bits: int) -> None:
    if bits > max_bits:
        raise InvalidNetwork(f"the output contains a number of more than {max_bits} bits")


def _kind(value: object) -> str:
    return "None" if value is None else f"a {type(value).__name__}"
