"""Coordinate descent with scikit-learn's Lasso."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import Lasso

from barriers.candidates.penalised import LassoSolver, train_by_lasso
from barriers.candidates.reading import Vector

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet


def train(data: TrainingSet) -> Callable[[Vector], Vector]:
    """Read A once; the network fits sklearn.linear_model.Lasso to (A, y) at call time."""
    return train_by_lasso(data, solver)


def solver(matrix: Vector) -> LassoSolver:
    """A LASSO solver for the matrix, shape (m, N): scikit-learn's objective is ours divided by 2m."""
    rows = matrix.shape[0]

    def solve(y: Vector, penalty: float, start: Vector) -> Vector:
        model = Lasso(alpha=penalty / (2 * rows), fit_intercept=False, tol=1e-14, max_iter=2000, warm_start=True)
        model.coef_ = np.array(start)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a tolerance below rounding errors is asked for, and not always met
            model.fit(matrix, y)
        return np.asarray(model.coef_, dtype=np.float64)

    return solve
