"""A mixing Q: the orthogonal matrix that hides which columns compete (Lemma 1, proofs_notes/mixing.md)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb_mat, fmpz_mat

from oracles.dyadic import DyadicArray
from oracles.real_array import RealArray


class Mixing(ABC):
    """An orthogonal matrix Q of shape (m, m), exact or by certified enclosures of any precision."""

    name: str
    size: int

    @abstractmethod
    def enclosure(self, bits: int) -> arb_mat:
        """Balls of radius ≤ 2^-bits that contain the entries of Q."""

    @abstractmethod
    def matrix_times_columns(self, block: BlockMatrix, bits: int) -> DyadicArray:
        """Q·B of shape (m, N): exact for a dyadic Q, else every entry within 2^-bits of it (equal columns stay
        equal)."""

    @property
    def exact(self) -> DyadicArray | None:
        """Q itself where its entries are dyadic, else None."""
        return None

    @property
    def array(self) -> RealArray:
        """Q as an array of computable reals, for algorithms: `.round(n)`, `.to_numpy()`, `.enclosure(bits)`."""
        return RealArray.computed((self.size, self.size), self.enclosure)


@dataclass(frozen=True)
class BlockMatrix:
    """B(a, c) with dyadic entries: heads a_i = heads[i]·2^exponent in row 0, c = tail·2^exponent on the diagonal of
    the tail."""

    heads: tuple[int, ...]
    tail: int
    exponent: int


class DyadicMixing(Mixing):
    """A mixing whose entries are dyadic numbers: it keeps the block form exactly."""

    dyadic: DyadicArray

    @property
    def exact(self) -> DyadicArray:
        return self.dyadic

    def enclosure(self, bits: int) -> arb_mat:
        return arb_mat(self.dyadic.to_flint())

    def matrix_times_columns(self, block: BlockMatrix, bits: int) -> DyadicArray:
        rows: list[list[int]] = [list(map(int, row)) for row in self.dyadic.matrix.tolist()]
        entries = [v for row in rows for v in _row_times_block(row, block)]
        shape = (self.size, self.size - 1 + len(block.heads))
        return DyadicArray(fmpz_mat(*shape, entries), self.dyadic.exponent + block.exponent, shape)


def _row_times_block(row: Sequence[int], block: BlockMatrix) -> list[int]:
    first = row[0]
    return [first * head for head in block.heads] + [v * block.tail for v in row[1:]]
