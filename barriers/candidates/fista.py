"""FISTA: ISTA with Nesterov's momentum, restarted when the momentum points uphill."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from barriers.candidates.ista import STEPS, close, proximal_step
from barriers.candidates.penalised import LassoSolver, train_by_lasso
from barriers.candidates.reading import Vector

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet


def train(data: TrainingSet) -> Callable[[Vector], Vector]:
    """Read A once; the network runs at most 2000 steps per LASSO (A. Beck, M. Teboulle, 2009; adaptive restart:
    B. O'Donoghue, E. Candès, 2015)."""
    return train_by_lasso(data, solver)


def solver(matrix: Vector) -> LassoSolver:
    """A LASSO solver for the matrix, shape (m, N)."""
    lipschitz = float(np.linalg.norm(matrix, 2)) ** 2

    def solve(y: Vector, penalty: float, start: Vector) -> Vector:
        x, ahead, t = start, start, 1.0
        for _ in range(STEPS):
            following = proximal_step(matrix, y, ahead, lipschitz, penalty)
            if close(following, x) and close(ahead, x):
                return following
            if float((ahead - following) @ (following - x)) > 0:
                t = 1.0
            longer = (1 + sqrt(1 + 4 * t * t)) / 2
            x, ahead, t = following, following + (t - 1) / longer * (following - x), longer
        return x

    return solve
