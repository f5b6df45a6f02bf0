"""The orthonormal DCT-II mixing of the talk's numerical example: irrational, by certified enclosures."""

from __future__ import annotations

from typing import TypeVar

from flint import arb, arb_mat, fmpq, fmpz_mat

from constructions.enclosures import nearest_integer
from constructions.mixings.mixing import BlockMatrix, Mixing
from oracles.dyadic import DyadicArray
from oracles.precision import precision

T = TypeVar("T")
_KEPT = 4  # enclosures kept per mixing: a game asks for the same few precisions again and again


class DctMixing(Mixing):
    """Q_kj = √((1 or 2)/m)·cos(π(2j+1)k/(2m)), row k, column j, both from 0; 1 in row 0, else 2 (y = Qb)."""

    name = "dct"

    def __init__(self, size: int) -> None:
        self.size = size

        self._enclosures: dict[int, arb_mat] = {}

    def enclosure(self, bits: int) -> arb_mat:
        if bits not in self._enclosures:
            with precision(bits + 16):
                constant = (arb(1) / self.size).sqrt()
                made = arb_mat(self._filled(self._cosines(), constant))
            if len(self._enclosures) >= _KEPT:
                self._enclosures.clear()
            self._enclosures[bits] = made
        return self._enclosures[bits]

    def matrix_times_columns(self, block: BlockMatrix, bits: int) -> DyadicArray:
        m, d = self.size, len(block.heads)
        size = max(v.bit_length() for v in (*block.heads, block.tail)) + max(0, block.exponent)
        with precision(bits + max(size + block.exponent, 0) + 32):
            table, constant = self._cosines(), (arb(1) / m).sqrt()
            unit = arb(2) ** (block.exponent + bits)
            tails = [nearest_integer(v * block.tail * unit) for v in table]
            tail_constant = nearest_integer(constant * block.tail * unit)
            first = [constant, *(table[k % (4 * m)] for k in range(1, m))]
            heads = {a: [nearest_integer(v * a * unit) for v in first] for a in set(block.heads)}
        rows = self._filled(tails, tail_constant)
        entries = [v for k, row in enumerate(rows) for v in ([heads[a][k] for a in block.heads] + row[1:])]
        return DyadicArray(fmpz_mat(m, d + m - 1, entries), -bits, (m, d + m - 1))

    def _cosines(self) -> list[arb]:
        """√(2/m)·cos(πr/(2m)) for r = 0 … 4m − 1, from m + 1 evaluations."""
        m = self.size
        scale = (arb(2) / m).sqrt()
        quarter = [scale * arb.cos_pi_fmpq(fmpq(r, 2 * m)) for r in range(m + 1)]
        half = quarter + [-quarter[2 * m - r] for r in range(m + 1, 2 * m + 1)]
        return half + [half[4 * m - r] for r in range(2 * m + 1, 4 * m)]

    def _filled(self, table: list[T], constant: T) -> list[list[T]]:
        m = self.size
        period = 4 * m
        return [[constant] * m, *([table[(2 * j + 1) * k % period] for j in range(m)] for k in range(1, m))]
