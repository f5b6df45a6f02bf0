"""The mixings Q: orthogonal m x m matrices, as integers over a power of two with one radius for all entries."""

from __future__ import annotations

from .interval import Interval
from .pi_and_cosines import quarter_cosines
from .result import Invalid


class Mixing:
    """An orthogonal matrix: ``entries(bits)`` encloses it at any precision."""

    def __init__(self, kind: str, rows: int, vector: list[int] | None) -> None:
        self.kind = kind
        self.rows = rows
        self.vector = vector or []
        self._known: dict[int, tuple[list[list[int]], int]] = {}
        if (vector is not None) != (kind == "householder"):
            raise Invalid("a vector is stated exactly for the mixing householder", "$.class.householder")
        if kind == "hadamard" and not (rows & (rows - 1) == 0 and rows.bit_length() % 2 == 1):
            raise Invalid(f"the mixing hadamard needs rows = 1, 4, 16, 64, ..., not {rows}", "$.class.mixing")
        if kind == "householder":
            self._check_vector()

    def _check_vector(self) -> None:
        square = sum(entry * entry for entry in self.vector)
        if self.rows < 4:
            raise Invalid("the mixing householder needs rows >= 4", "$.class.mixing")
        if len(self.vector) != self.rows or 0 in self.vector:
            raise Invalid("expected one non-zero integer per row", "$.class.householder")
        if square & (square - 1):
            raise Invalid("the squares do not sum to a power of two", "$.class.householder")

    @property
    def exact(self) -> bool:
        """Whether the entries are dyadic, so that ``entries`` has radius 0."""
        return self.kind != "dct"

    def entries(self, bits: int) -> tuple[list[list[int]], int]:
        """Rows of integers v and a radius r with |Q_kj * 2**bits - v_kj| <= r; bits >= 256."""
        if bits not in self._known:
            build = {"identity": self._identity, "hadamard": self._hadamard, "householder": self._householder}
            self._known[bits] = self._dct(bits) if self.kind == "dct" else (build[self.kind](bits), 0)
        return self._known[bits]

    def _identity(self, bits: int) -> list[list[int]]:
        return [[(k == j) << bits for j in range(self.rows)] for k in range(self.rows)]

    def _hadamard(self, bits: int) -> list[list[int]]:
        one = 1 << (bits - (self.rows.bit_length() - 1) // 2)
        return [[-one if (k & j).bit_count() % 2 else one for j in range(self.rows)] for k in range(self.rows)]

    def _householder(self, bits: int) -> list[list[int]]:
        w = self.vector
        shift = bits + 2 - sum(entry * entry for entry in w).bit_length()
        return [[((k == j) << bits) - (w[k] * w[j] << shift) for j in range(self.rows)] for k in range(self.rows)]

    def _dct(self, bits: int) -> tuple[list[list[int]], int]:
        """Q_kj = sqrt((1 if k == 0 else 2) / m) cos(pi (2j+1) k / 2m): 2m distinct numbers up to sign."""
        m = self.rows
        first = Interval.ratio(1, m, bits).root()
        factor = Interval.ratio(2, m, bits).root()
        values = [factor * cosine for cosine in quarter_cosines(m, bits)]
        radius = max(value.hi - value.lo for value in [first, *values])
        lows = [value.lo for value in values]

        def signed(turn: int) -> int:  # cos(pi turn / 2m), of period 4m, even, odd about turn = m
            turn %= 4 * m
            turn = min(turn, 4 * m - turn)
            return lows[turn] if turn <= m else -lows[2 * m - turn]

        table = [signed(turn) for turn in range(4 * m)]
        rows = [[table[(2 * j + 1) * k % (4 * m)] for j in range(m)] for k in range(1, m)]
        return [[first.lo] * m, *rows], radius
