"""The exact-column idea in mpmath at 200 digits: what "just use more precision" amounts to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import mpmath

from barriers.candidates.orthogonal_columns import minimiser

if TYPE_CHECKING:
    from oracles.dyadic import DyadicArray
    from oracles.training_set import TrainingSet

DIGITS = 200
ACCURACY = 700  # 2^-700 < 10^-210


def train(data: TrainingSet) -> Callable[[DyadicArray], list[Any]]:
    """Read A(700), compare the competing columns to 200 digits, and return a network that computes with 200 digits."""
    with mpmath.workdps(DIGITS):
        matrix = data.A(ACCURACY).to_mpmath()
        m, length = data.shape
        columns = [[+matrix[i, j] for i in range(m)] for j in range(length)]  # the plus rounds to 200 digits
        norms = [mpmath.fdot(column, column) for column in columns]
        heads = length - m + 1
        chosen = max(range(heads), key=lambda j: norms[j])
    return _Network(data, columns, norms, [chosen, *range(heads, length)])


class _Network:
    """y ↦ the minimiser supported on the chosen head and the tail, in mpf of 200 digits."""

    exact = True

    def __init__(self, data: TrainingSet, columns: list[list[Any]], norms: list[Any], support: list[int]) -> None:
        self._problem, self._columns, self._norms, self._support = data.problem, columns, norms, support
        self._lam, self._eta = data.lam, data.eta

    def __call__(self, y: DyadicArray) -> list[Any]:
        with mpmath.workdps(DIGITS):
            entries = list(y.to_mpmath())
            lam, eta = (None if v is None else mpmath.mpf(v.numerator) / v.denominator for v in (self._lam, self._eta))
            values = minimiser(
                self._problem,
                [mpmath.fdot(self._columns[j], entries) for j in self._support],
                [self._norms[j] for j in self._support],
                half_lam=None if lam is None else lam / 2,
                eta=eta,
                root=mpmath.sqrt,
            )
            x = [mpmath.mpf(0)] * len(self._norms)
            for j, value in zip(self._support, values, strict=True):
                x[j] = value
            return x
