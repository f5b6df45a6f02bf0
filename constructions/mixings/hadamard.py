"""The Sylvester–Hadamard mixing 2^-s·H, for m = 4^s rows."""

from __future__ import annotations

from functools import cached_property

from flint import fmpz_mat

from constructions.mixings.mixing import DyadicMixing
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument


class HadamardMixing(DyadicMixing):
    """Q_kj = 2^-s·(−1)^{popcount(k & j)}, orthonormal because m = 4^s."""

    name = "hadamard"

    def __init__(self, size: int) -> None:
        s = (size.bit_length() - 1) // 2
        if size != 4**s:
            raise InvalidArgument("rows", size, "a power of 4 (1, 4, 16, 64, …) for the mixing hadamard")
        self.size, self._scale = size, s

    @cached_property
    def dyadic(self) -> DyadicArray:
        m = self.size
        entries = [-1 if (k & j).bit_count() % 2 else 1 for k in range(m) for j in range(m)]
        return DyadicArray(fmpz_mat(m, m, entries), -self._scale, (m, m))
