"""How accurately the built-in float algorithms read: enough for the digits asked, and then doubles are the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet

Vector = npt.NDArray[np.float64]
GUARD_BITS = 64


def sufficient_index(digits: int) -> int:
    """An n with 2^-n ≤ 2^-64 · 10^-digits: accurate to the digits asked and to double precision beyond."""
    return GUARD_BITS + (digits * 3322 + 999) // 1000


def matrix_in_doubles(data: TrainingSet) -> Vector:
    """A_n at the sufficient index, rounded to doubles, shape (m, N)."""
    return data.A(sufficient_index(data.digits)).to_numpy()


def samples_in_doubles(data: TrainingSet) -> Vector:
    """All y_{k,n} at the sufficient index, rounded to doubles, shape (R, m)."""
    n = sufficient_index(data.digits)
    return np.array([data.y(k, n).to_numpy() for k in range(data.samples)])


def nearest(rows: Vector, y: Vector) -> int:
    """The index of the row of `rows`, shape (R, m), closest to y, shape (m,); the first of equally close ones."""
    scale = float(np.max(np.abs(rows), initial=0.0)) or 1.0  # squares of tiny numbers would underflow
    difference = (rows - y) / scale
    return int(np.argmin(np.sum(difference * difference, axis=1)))
