"""The three problems through a LASSO solver in doubles: each is a LASSO for the right penalty.

The square-root LASSO at residual r is the LASSO with penalty 2λ‖r‖; basis pursuit is the LASSO whose residual has norm
η; with η = 0 the penalty goes to 0. The penalty falls from the largest one with a non-zero answer by at most a factor
of ten per round, each round started from the last (continuation: otherwise small penalties need very many steps).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from barriers.candidates.reading import Vector, matrix_in_doubles

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet

LassoSolver = Callable[[Vector, float, Vector], Vector]
"""(y, penalty, start) ↦ a minimiser of penalty·‖x‖₁ + ‖Ax − y‖₂², for the matrix the solver was made for."""

ROUNDS = 80
STEP = 0.1
NEGLIGIBLE = 1e-13  # relative to the largest penalty: below what doubles resolve in the residual


def train_by_lasso(data: TrainingSet, make_solver: Callable[[Vector], LassoSolver]) -> Callable[[Vector], Vector]:
    """Read A once and return the network that solves data.problem by LASSOs of falling penalty."""
    matrix = matrix_in_doubles(data)
    problem, solver = data.problem, make_solver(matrix)
    lam, eta = float(data.lam or 0), float(data.eta or 0)

    def network(y: Vector) -> Vector:
        size = float(np.max(np.abs(y)))
        if size == 0:
            return np.zeros(matrix.shape[1])
        scaled = y / size

        def wanted(penalty: float, x: Vector) -> float:
            """The penalty that the solution x for `penalty` suggests; a fixed point solves the problem."""
            if problem == "lasso":
                return lam / size
            residual = float(np.linalg.norm(matrix @ x - scaled))
            if problem == "sqrt-lasso":
                return 2 * lam * residual
            return penalty * (eta / size) / residual if residual > 0 else penalty

        return _continuation(matrix, solver, scaled, wanted) * size

    return network


def largest_penalty(matrix: Vector, y: Vector) -> float:
    """The LASSO's answer is 0 from this penalty on."""
    return 2 * float(np.max(np.abs(matrix.T @ y)))


def _continuation(matrix: Vector, solver: LassoSolver, y: Vector, wanted: Callable[[float, Vector], float]) -> Vector:
    x, largest = np.zeros(matrix.shape[1]), largest_penalty(matrix, y)
    penalty = largest
    for _ in range(ROUNDS):
        target = wanted(penalty, x)
        if abs(target - penalty) <= NEGLIGIBLE * penalty or (target > largest and not np.any(x)):
            break
        penalty = max(target, STEP * penalty)
        if penalty < NEGLIGIBLE * largest:
            break
        x = solver(y, penalty, x)
    return x
