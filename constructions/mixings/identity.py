"""No mixing: Q = I."""

from __future__ import annotations

from functools import cached_property

from flint import fmpz_mat

from constructions.mixings.mixing import DyadicMixing
from oracles.dyadic import DyadicArray


class IdentityMixing(DyadicMixing):
    """Q = I of size m ≥ 1."""

    name = "identity"

    def __init__(self, size: int) -> None:
        self.size = size

    @cached_property
    def dyadic(self) -> DyadicArray:
        entries = [int(i == j) for i in range(self.size) for j in range(self.size)]
        return DyadicArray(fmpz_mat(self.size, self.size, entries), 0, (self.size, self.size))
