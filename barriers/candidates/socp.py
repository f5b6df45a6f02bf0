"""A second-order-cone solve with CVXPY and Clarabel at call time: the strongest general solver of the list."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import cvxpy as cp
import numpy as np

from barriers.candidates.penalised import largest_penalty
from barriers.candidates.reading import Vector, matrix_in_doubles

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet


def train(data: TrainingSet) -> Callable[[Vector], Vector]:
    """Read A once; the network solves the problem for y scaled to size 1, and answers 0 where the solver gives up."""
    matrix = matrix_in_doubles(data)
    problem, lam, eta = data.problem, float(data.lam or 0), float(data.eta or 0)

    def network(y: Vector) -> Vector:
        size = float(np.max(np.abs(y)))
        if size == 0 or (problem == "lasso" and lam / size >= largest_penalty(matrix, y / size)):
            return np.zeros(matrix.shape[1])
        x = cp.Variable(matrix.shape[1])
        cone = formulate(problem, matrix, x, y / size, lam / size if problem == "lasso" else lam, eta / size)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an inaccurate solution is still the solver's answer
            try:
                cone.solve(solver=cp.CLARABEL)
            except cp.SolverError:
                return np.zeros(matrix.shape[1])
        value = x.value
        return np.zeros(matrix.shape[1]) if value is None or not np.all(np.isfinite(value)) else value * size

    return network


def formulate(problem: str, matrix: Vector, x: cp.Variable, y: Vector, lam: float, eta: float) -> cp.Problem:
    """The problem called `problem` as CVXPY states it."""
    length, residual = cp.norm1(x), matrix @ x - y
    if problem == "lasso":
        return cp.Problem(cp.Minimize(lam * length + cp.sum_squares(residual)))
    if problem == "sqrt-lasso":
        return cp.Problem(cp.Minimize(lam * length + cp.norm2(residual)))
    bound = residual == 0 if eta == 0 else cp.norm2(residual) <= eta
    return cp.Problem(cp.Minimize(length), [bound])
