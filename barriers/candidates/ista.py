"""ISTA: proximal gradient steps x ← soft(x − Aᵀ(Ax − y)/L, penalty/2L) with L = ‖A‖₂²."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from barriers.candidates.penalised import LassoSolver, train_by_lasso
from barriers.candidates.reading import Vector

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet

STEPS = 2000
SETTLED = 4e-16  # relative: steps of the size of rounding errors are no progress


def train(data: TrainingSet) -> Callable[[Vector], Vector]:
    """Read A once; the network runs at most 2000 steps per LASSO (I. Daubechies, M. Defrise, C. De Mol, 2004)."""
    return train_by_lasso(data, solver)


def solver(matrix: Vector) -> LassoSolver:
    """A LASSO solver for the matrix, shape (m, N)."""
    lipschitz = float(np.linalg.norm(matrix, 2)) ** 2

    def solve(y: Vector, penalty: float, start: Vector) -> Vector:
        x = start
        for _ in range(STEPS):
            following = proximal_step(matrix, y, x, lipschitz, penalty)
            settled = close(following, x)
            x = following
            if settled:
                break
        return x

    return solve


def proximal_step(matrix: Vector, y: Vector, x: Vector, lipschitz: float, penalty: float) -> Vector:
    """One step from x; half of the gradient of ‖Ax − y‖₂² is Aᵀ(Ax − y)."""
    moved = x - matrix.T @ (matrix @ x - y) / lipschitz
    return np.sign(moved) * np.maximum(np.abs(moved) - penalty / (2 * lipschitz), 0)


def close(x: Vector, other: Vector) -> bool:
    """True if the two differ by rounding errors only."""
    return bool(np.max(np.abs(x - other)) <= SETTLED * np.max(np.abs(x)))
