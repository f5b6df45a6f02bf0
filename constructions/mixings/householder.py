"""A dyadic Householder reflection I − wwᵀ/2^{k−1} with integer w, ‖w‖² = 2^k and no zero entry."""

from __future__ import annotations

from functools import cached_property
from math import isqrt

from flint import fmpz_mat

from constructions.mixings.mixing import DyadicMixing
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument


class HouseholderMixing(DyadicMixing):
    """Q = I − wwᵀ/2^{k−1}; available for every m ≥ 4 (m = 2, 3 admit only signed permutations, m = 1 only −1)."""

    name = "householder"

    def __init__(self, size: int) -> None:
        if size < 4:
            raise InvalidArgument("rows", size, "at least 4 for the mixing householder (smaller ones only permute)")
        self.size = size
        self.vector = householder_vector(size)

    @cached_property
    def dyadic(self) -> DyadicArray:
        w, m = self.vector, self.size
        norm = sum(v * v for v in w)
        entries = [(norm if i == j else 0) - 2 * w[i] * w[j] for i in range(m) for j in range(m)]
        return DyadicArray(fmpz_mat(m, m, entries), 1 - norm.bit_length(), (m, m))


def householder_vector(size: int) -> tuple[int, ...]:
    """Non-increasing positive integers w of the given length with ‖w‖² the least possible power of two
    (lexicographically largest)."""
    total = 1 << (size - 1).bit_length()
    while (vector := _squares(total, size)) is None:
        total *= 2
    return vector


def _squares(total: int, count: int) -> tuple[int, ...] | None:
    """`count` positive squares that sum to `total`, largest roots first, or None."""
    chosen: list[int] = []
    bound = isqrt(total)
    while True:
        remaining, left = total - sum(v * v for v in chosen), count - len(chosen)
        if left == 0 and remaining == 0:
            return tuple(chosen)
        largest = min(bound, isqrt(max(0, remaining - left + 1))) if left else 0
        if largest >= 1 and left * largest * largest >= remaining:
            chosen.append(largest)
            bound = largest
            continue
        while chosen and chosen[-1] == 1:
            chosen.pop()
        if not chosen:
            return None
        bound = chosen.pop() - 1
