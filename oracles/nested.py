"""Array-likes taken apart: from nested sequences to a shape and one flat list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from oracles.errors import InvalidArgument

__all__ = ["flatten", "fold"]


def _as_sequence(value: object) -> Sequence[object] | None:
    """The entries of one level, or None where `value` is a single number."""
    if isinstance(value, list | tuple | range):
        return cast("Sequence[object]", value)
    if isinstance(value, str | bytes):
        return None
    # A zero-dimensional numpy array has `tolist`, too, and gives one number.
    tolist = getattr(value, "tolist", None)
    if callable(tolist):
        listed = tolist()
        return cast("Sequence[object]", listed) if isinstance(listed, list) else None
    try:  # the sized check turns away iterators, which could be read only once
        len(cast(Any, value))
        return list(cast("Iterable[object]", value))
    except TypeError:
        return None


def flatten(argument: str, values: object) -> tuple[tuple[int, ...], list[object]]:
    """Shape (at most two axes) and row-major entries of nested sequences, arrays or matrices.

    Taken apart are lists, tuples, sized iterables and anything with `tolist` (numpy, sympy, mpmath, flint).
    Raises InvalidArgument, naming `argument`, for ragged rows and for more than two axes.
    """
    outer = _as_sequence(values)
    if outer is None:
        return (), [values]
    rows = [_as_sequence(row) for row in outer]
    if all(row is None for row in rows):
        return (len(outer),), list(outer)
    entries: list[object] = []
    columns = len(rows[0]) if rows[0] is not None else -1
    for row in rows:
        if row is None or len(row) != columns:
            raise InvalidArgument(argument, values, "rows that all have the same length")
        entries.extend(row)
    if any(_as_sequence(entry) is not None for entry in entries[:1]):
        raise InvalidArgument(argument, values, "a number, a vector or a matrix")
    return (len(outer), columns), entries


def fold(shape: tuple[int, ...], entries: Sequence[Any]) -> Any:
    """The inverse of `flatten`: nested tuples of the given shape (a single entry for shape ())."""
    if not shape:
        return entries[0]
    if len(shape) == 1:
        return tuple(entries)
    rows, columns = shape
    return tuple(tuple(entries[row * columns : (row + 1) * columns]) for row in range(rows))
