"""Training pairs as matrices of doubles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from oracles.training_set import TrainingSet

Matrix = NDArray[np.float64]


def training_pairs(data: TrainingSet, n: int) -> tuple[Matrix, Matrix]:
    """All R pairs (y_{k,n}, x_{k,n}), rounded to doubles (the adapter's own act); shapes (R, m) and (R, N)."""
    ys = np.array([data.y(k, n).to_numpy() for k in range(data.samples)])
    xs = np.array([data.x(k, n).to_numpy() for k in range(data.samples)])
    return ys, xs
