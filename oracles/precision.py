"""The working precision of ball arithmetic, set in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flint import ctx

from oracles.errors import InvalidArgument

__all__ = ["precision"]


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Within the block flint rounds to `bits` >= 2 bits; the former precision comes back however the block ends.

    flint keeps one precision for the whole process, threads included: work in parallel with processes.
    Raises InvalidArgument unless `bits` is an integer >= 2.
    """
    if isinstance(bits, bool) or not isinstance(bits, int) or bits < 2:
        raise InvalidArgument("bits", bits, "an integer of at least 2 bits")
    former = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = former
