"""Tail patterns: which tail entries of b are non-zero, with which signs, at each sample."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, cycle, islice

from oracles.errors import InvalidArgument

DEFAULT_TAIL_ENTRIES = 5


def default_entries(m: int) -> int:
    """min(5, m − 1) non-zero tail entries."""
    return min(DEFAULT_TAIL_ENTRIES, m - 1)


def pattern(positions: Sequence[int], m: int) -> str:
    """The pattern over "+-0" of length m − 1 with alternating signs, + first, at the given positions (from 0)."""
    signs = dict(zip(positions, cycle("+-"), strict=False))
    return "".join(signs.get(i, "0") for i in range(m - 1))


def tail_patterns(tails: object, m: int, design: str, samples: int) -> tuple[str, ...]:
    """One pattern (single, cluster) or R patterns with the same number of non-zeros (common).

    `tails`: None (default: the first min(5, m−1) entries; common: pairwise different supports in lexicographic order,
    repeated only when they are exhausted), a number of non-zeros, one pattern, or a sequence of R patterns.
    Raises InvalidArgument.
    """
    if tails is None or (isinstance(tails, int) and not isinstance(tails, bool)):
        s = default_entries(m) if tails is None else tails
        if not 0 <= s <= m - 1:
            raise InvalidArgument("tails", tails, f"a number of non-zero tail entries from 0 to m - 1 = {m - 1}")
        if design != "common":
            return (pattern(range(s), m),)
        distinct = [pattern(c, m) for c in islice(combinations(range(m - 1), s), samples)]
        return tuple(islice(cycle(distinct), samples))
    chosen = (tails,) if isinstance(tails, str) else tuple(tails) if isinstance(tails, Sequence) else ()
    wanted = samples if design == "common" else 1
    if len(chosen) == 1 and wanted > 1:
        chosen = chosen * wanted
    valid = len(chosen) == wanted and all(
        isinstance(t, str) and len(t) == m - 1 and set(t) <= set("+-0") for t in chosen
    )
    if not valid or len({t.count("0") for t in chosen}) != 1:
        raise InvalidArgument(
            "tails", tails, f"{wanted} pattern(s) of {m - 1} characters from '+-0' with equally many non-zeros"
        )
    return tuple(chosen)
