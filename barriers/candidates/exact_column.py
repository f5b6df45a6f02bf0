"""Exact arithmetic: read A(200), pick the largest of the competing columns, solve in closed form over the rationals.

It shows that rounding errors are not what makes algorithms fail: nothing here is rounded but one square root.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import TYPE_CHECKING

from barriers.candidates.orthogonal_columns import minimiser
from barriers.candidates.reading import sufficient_index

if TYPE_CHECKING:
    from oracles.dyadic import DyadicArray
    from oracles.training_set import TrainingSet

ACCURACY = 200


def train(data: TrainingSet) -> Callable[[DyadicArray], list[Fraction]]:
    """Read A(200) (a larger n where the digits asked need it) and return an exact network."""
    n = max(ACCURACY, sufficient_index(data.digits))
    matrix = data.A(n)
    m, length = data.shape
    norms = [matrix[:, j].norm_squared() for j in range(length)]
    heads = length - m + 1
    chosen = max(range(heads), key=lambda j: norms[j])
    return _ExactNetwork(data, matrix, [chosen, *range(heads, length)], norms, 4 * n)


class _ExactNetwork:
    """y ↦ the minimiser supported on the chosen head and the tail, as Fractions."""

    exact = True

    def __init__(
        self, data: TrainingSet, matrix: DyadicArray, support: list[int], norms: list[Fraction], root_bits: int
    ) -> None:
        self._problem, self._lam, self._eta = data.problem, data.lam, data.eta
        self._columns, self._support, self._norms, self._root_bits = matrix.T, support, norms, root_bits

    def __call__(self, y: DyadicArray) -> list[Fraction]:
        correlations = (self._columns @ y).to_fractions()
        values = minimiser(
            self._problem,
            [correlations[j] for j in self._support],
            [self._norms[j] for j in self._support],
            half_lam=None if self._lam is None else self._lam / 2,
            eta=self._eta,
            root=self._root,
        )
        x = [Fraction(0)] * len(self._norms)
        for j, value in zip(self._support, values, strict=True):
            x[j] = value
        return x

    def _root(self, square: Fraction) -> Fraction:
        """√square rounded down to a multiple of 2^-root_bits."""
        return Fraction(isqrt(int(square * (1 << 2 * self._root_bits))), 1 << self._root_bits)
