"""What an algorithm read and which coins it saw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Read", "Transcript"]


@dataclass(frozen=True, slots=True)
class Read:
    """One read: A(n), or y(k, n), or x(k, n). `k` is None for A."""

    kind: Literal["A", "y", "x"]
    n: int
    k: int | None = None


class Tally:
    """Running counts over a growing list of reads, so that asking for them costs no pass over the list."""

    __slots__ = ("_bare", "_covered", "_pairs", "accuracy")

    def __init__(self) -> None:
        self._pairs: set[tuple[int, int]] = set()  # (n, k) read by y or x
        self._covered: set[int] = set()  # the n among them
        self._bare: set[int] = set()  # n read by A and not covered
        self.accuracy: int | None = None

    def add(self, read: Read) -> None:
        if read.k is None:
            if read.n not in self._covered:
                self._bare.add(read.n)
        else:
            self._pairs.add((read.n, read.k))
            self._covered.add(read.n)
            self._bare.discard(read.n)
        self.accuracy = read.n if self.accuracy is None else max(self.accuracy, read.n)

    @property
    def data(self) -> int:
        return len(self._pairs) + len(self._bare)

    def pairs(self) -> tuple[tuple[int, int | None], ...]:
        found: list[tuple[int, int | None]] = [*self._pairs, *((n, None) for n in self._bare)]
        return tuple(sorted(found, key=lambda pair: (pair[0], -1 if pair[1] is None else pair[1])))


class Transcript:
    """An ordered record of reads, and of coins; immutable, compared by value.

    Reads stay in the order in which they happened, repeats included. The costs count distinct data.
    """

    __slots__ = ("_accuracy", "_coins", "_data", "_length", "_reads", "_tossed")

    def __init__(self, reads: Iterable[Read] = (), coins: Iterable[int] = ()) -> None:
        self._reads: Sequence[Read] = tuple(reads)
        self._coins: Sequence[int] = tuple(coins)
        self._length = len(self._reads)
        self._tossed = len(self._coins)
        tally = self._tally()
        self._data = tally.data
        self._accuracy = tally.accuracy

    @classmethod
    def snapshot(cls, reads: list[Read], coins: Sequence[int], tally: Tally) -> Transcript:
        """The state of two lists that only ever grow, in constant time: what comes later does not show.

        `tally` must be the running count over `reads`.
        """
        made = cls.__new__(cls)
        made._reads, made._length = reads, len(reads)
        made._coins, made._tossed = coins, len(coins)
        made._data, made._accuracy = tally.data, tally.accuracy
        return made

    def _tally(self) -> Tally:
        tally = Tally()
        for read in self.reads:
            tally.add(read)
        return tally

    @property
    def reads(self) -> tuple[Read, ...]:
        """Every read, in order."""
        return tuple(self._reads[: self._length])

    @property
    def coins(self) -> tuple[int, ...]:
        """Every coin, in order."""
        return tuple(self._coins[: self._tossed])

    @property
    def data_used(self) -> int:
        """The number of distinct data: A, y, x at one (k, n) are one; A(n) is one where no (k, n) was read."""
        return self._data

    @property
    def accuracy_used(self) -> int | None:
        """The largest n read; None where nothing was."""
        return self._accuracy

    def pairs(self) -> tuple[tuple[int, int | None], ...]:
        """The distinct data as sorted (n, k), with k None for a bare A(n); `data_used` of them."""
        return self._tally().pairs()

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Transcript):
            return NotImplemented
        return self.reads == other.reads and self.coins == other.coins

    def __hash__(self) -> int:
        return hash((self.reads, self.coins))

    def __repr__(self) -> str:
        return f"<Transcript: {self._length} reads of {self._data} data, {self._tossed} coins>"
