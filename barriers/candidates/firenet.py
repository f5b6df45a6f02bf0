"""A FIRENET for the matrix that was read: λ‖x‖₁ + ‖Ax − y‖₂ by restarted primal–dual steps, with legal step sizes."""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from typing import TYPE_CHECKING

import numpy as np

from barriers.candidates.reading import Vector, matrix_in_doubles
from networks.firenet import Firenet, FirenetParameters

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet

INNER, OUTER = 50, 30
RELATIVE_ACCURACY = 1e-14


def train(data: TrainingSet) -> Callable[[Vector], Vector]:
    """Read A once; the network scales y to length 1, so that one bound b_2 = 1 serves every sample.

    FIRENETs solve the square-root LASSO; for basis pursuit with η = 0 the minimisers are the same with λ = 1 on the
    classes of the theorem, and for the other problems the answer is only near.
    """
    matrix = matrix_in_doubles(data)
    step = 1 / float(np.linalg.norm(matrix, 2))
    lam = float(data.lam) if data.problem == "sqrt-lasso" and data.lam is not None else 1.0
    network = Firenet(
        matrix,
        FirenetParameters(
            inner=INNER,
            outer=OUTER,
            contraction=exp(-1),
            delta=RELATIVE_ACCURACY,
            tau=step,
            sigma=step,
            lam=lam,
            bound=1.0,
        ),
    )

    def scaled_network(y: Vector) -> Vector:
        size = float(np.linalg.norm(y))
        if size == 0:
            return np.zeros(matrix.shape[1])
        return network(y / size) * size  # the square-root LASSO is homogeneous in (x, y)

    return scaled_network
