"""The grammar's building blocks: typed values taken out of a JSON tree, or ``Unreadable`` with the path.

Rational numbers are strings ``-?hex(/hex)?`` and arrays of dyadic numbers are integer mantissas over one power of two.
"""

from __future__ import annotations

import re
from itertools import pairwise

from .interval import Interval
from .result import Unreadable

DEEPEST_EXPONENT = 10_000_000
"""No exponent of two beyond this, so that a short text cannot stand for a long number."""

_HEX = re.compile(r"-?[1-9a-f][0-9a-f]*|0", re.ASCII).fullmatch
_RATIONAL = re.compile(r"(-?[1-9a-f][0-9a-f]*|0)(?:/([1-9a-f][0-9a-f]*))?", re.ASCII).fullmatch


class Dyadic:
    """A vector or matrix of dyadic numbers: entry i is ``mantissas[i] * 2**exponent`` (matrices row by row)."""

    __slots__ = ("exponent", "mantissas")

    def __init__(self, mantissas: list[int], exponent: int) -> None:
        self.mantissas = mantissas
        self.exponent = exponent

    def enclosures(self, bits: int) -> list[Interval]:
        """Each entry as an interval."""
        return [Interval.dyadic(mantissa, self.exponent, bits) for mantissa in self.mantissas]


class Ratio:
    """An exact rational number, numerator over positive denominator, not necessarily in lowest terms."""

    __slots__ = ("denominator", "numerator")

    def __init__(self, numerator: int, denominator: int) -> None:
        self.numerator = numerator
        self.denominator = denominator

    def enclosure(self, bits: int) -> Interval:
        """The number as an interval."""
        return Interval.ratio(self.numerator, self.denominator, bits)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "an array", str: "a string", int: "an integer", bool: "a truth value"}
    return names.get(type(value), "null")


def fields(value: object, path: str, names: tuple[str, ...]) -> list[object]:
    """The members of an object that has exactly the keys ``names``, in that order."""
    if not isinstance(value, dict):
        raise Unreadable(f"expected an object, found {_kind(value)}", path)
    for name in names:
        if name not in value:
            raise Unreadable(f"{name!r} is missing", path)
    if len(value) != len(names):
        extra = sorted(str(key) for key in value if key not in names)
        raise Unreadable(f"unknown key {extra[0][:40]!r}", path)
    return [value[name] for name in names]


def elements(value: object, path: str, length: int | None = None) -> list[object]:
    """The elements of an array, of the stated length if one is stated."""
    if not isinstance(value, list):
        raise Unreadable(f"expected an array, found {_kind(value)}", path)
    if length is not None and len(value) != length:
        raise Unreadable(f"expected {length} elements, found {len(value)}", path)
    return value


def text(value: object, path: str) -> str:
    """A string."""
    if not isinstance(value, str):
        raise Unreadable(f"expected a string, found {_kind(value)}", path)
    return value


def choice(value: object, path: str, allowed: tuple[str, ...]) -> str:
    """One of the allowed strings."""
    word = text(value, path)
    if word not in allowed:
        raise Unreadable(f"expected one of {', '.join(allowed)}", path)
    return word


def integer(value: object, path: str, least: int, most: int) -> int:
    """A JSON integer in [least, most]."""
    if type(value) is not int:
        raise Unreadable(f"expected an integer, found {_kind(value)}", path)
    if not least <= value <= most:
        raise Unreadable(f"expected an integer from {least} to {most}", path)
    return value


def indices(value: object, path: str, size: int) -> list[int]:
    """A strictly increasing array of integers in [0, size)."""
    found = [integer(entry, f"{path}[{i}]", 0, size - 1) for i, entry in enumerate(elements(value, path))]
    if any(first >= second for first, second in pairwise(found)):
        raise Unreadable("expected strictly increasing indices", path)
    return found


def rational(value: object, path: str) -> Ratio:
    """A rational number: ``"-?hex"`` or ``"-?hex/hex"``, lower case, no leading zeros, denominator > 0."""
    match = _RATIONAL(text(value, path))
    if match is None:
        raise Unreadable("expected a rational number -?hex or -?hex/hex", path)
    numerator, denominator = match.groups()
    return Ratio(int(numerator, 16), int(denominator, 16) if denominator else 1)


def dyadic(value: object, path: str, length: int, deepest: int = DEEPEST_EXPONENT) -> Dyadic:
    """An array of ``length`` dyadic numbers whose exponent is at most ``deepest`` in size."""
    exponent_value, mantissa_values = fields(value, path, ("exponent", "mantissas"))
    exponent = integer(exponent_value, f"{path}.exponent", -DEEPEST_EXPONENT, DEEPEST_EXPONENT)
    if abs(exponent) > deepest:
        raise Unreadable(f"an exponent beyond {deepest} in size has no use here", f"{path}.exponent")
    mantissas: list[int] = []
    for i, entry in enumerate(elements(mantissa_values, f"{path}.mantissas", length)):
        if not isinstance(entry, str) or _HEX(entry) is None:
            raise Unreadable("expected a hexadecimal integer as a string", f"{path}.mantissas[{i}]")
        mantissas.append(int(entry, 16))
    return Dyadic(mantissas, exponent)
