"""The network of the tie in doubles, from the public class alone: its tail is right on every branch."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from barriers.candidates.orthogonal_columns import minimiser
from barriers.candidates.reading import Vector

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet


def tie_solver(data: TrainingSet) -> Callable[[Vector], tuple[float, Vector]]:
    """y ↦ (t, tail): the total of the competing entries and the m − 1 others, for the matrix with all heads equal to a.

    With b = Qᵀy = (β, v) the competing columns act as one column of norm a, the others have norm c = a√d (Lemma 2).
    """
    m, length = data.shape
    heads = length - m + 1
    a = float(data.omega.a)
    c = a * sqrt(heads)
    mixing = np.asarray(data.omega.Q.to_numpy())
    norms = [a * a] + [c * c] * (m - 1)
    half_lam = None if data.lam is None else float(data.lam) / 2
    eta = None if data.eta is None else float(data.eta)
    problem = data.problem

    def solve(y: Vector) -> tuple[float, Vector]:
        b = mixing.T @ y
        correlations = [a * float(b[0]), *(c * float(v) for v in b[1:])]
        total, *tail = minimiser(problem, correlations, norms, half_lam=half_lam, eta=eta, root=sqrt)
        return total, np.array(tail, dtype=np.float64)

    return solve
