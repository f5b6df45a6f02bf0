"""Small problems with a known or independently computed minimiser, as training sets that answer exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import cvxpy as cp
import numpy as np

from barriers.candidates import built_in
from oracles.dyadic import DyadicArray
from oracles.training_set import TrainingSet

SETTINGS: tuple[tuple[str, dict[str, Fraction]], ...] = (
    ("lasso", {"lam": Fraction(1, 8)}),
    ("sqrt-lasso", {"lam": Fraction(1, 8)}),
    ("sqrt-lasso", {"lam": Fraction(5, 2)}),
    ("basis-pursuit", {"eta": Fraction(0)}),
    ("basis-pursuit", {"eta": Fraction(1, 4)}),
)


def algorithm(name: str) -> Callable[[Any], Any]:
    """The built-in training algorithm of that name."""
    entry = built_in(name)
    assert entry is not None
    return entry.load()


@dataclass(frozen=True)
class ExactAnswers:
    """The same exact A, y_k and x_k at every n."""

    a: DyadicArray
    ys: tuple[DyadicArray, ...]
    xs: tuple[DyadicArray, ...]

    def matrix(self, n: int, /) -> DyadicArray:
        """A."""
        return self.a

    def sample(self, k: int, n: int, /) -> DyadicArray:
        """y_k."""
        return self.ys[k]

    def label(self, k: int, n: int, /) -> DyadicArray:
        """x_k."""
        return self.xs[k]


def training_set(a: Any, ys: Any, problem: str, omega: object = None, xs: Any = None, **parameters: Any) -> TrainingSet:
    """A training set for the matrix and the samples (rows of ys) given as arrays of doubles."""
    ys = np.atleast_2d(ys)
    labels = np.zeros((len(ys), a.shape[1])) if xs is None else np.atleast_2d(xs)
    exact_ys, exact_xs = (tuple(DyadicArray.from_floats(row) for row in rows) for rows in (ys, labels))
    answers = ExactAnswers(DyadicArray.from_floats(a), exact_ys, exact_xs)
    return TrainingSet(answers, problem=problem, shape=a.shape, samples=len(ys), omega=omega, **parameters)


def tight_frame(rng: np.random.Generator, m: int, length: int, scale: float = 4.0) -> np.ndarray:
    """A random matrix of shape (m, length) with A Aᵀ = scale²·I."""
    return scale * np.linalg.qr(rng.standard_normal((length, m)))[0].T


def reference_minimiser(a: np.ndarray, y: np.ndarray, problem: str, lam: Any = None, eta: Any = None) -> np.ndarray:
    """An independent solution by CVXPY's default solver at tight tolerances (not one of the candidates' code paths)."""
    x = cp.Variable(a.shape[1])
    residual, length = a @ x - y, cp.norm1(x)
    bounds: list[Any] = []
    if problem == "basis-pursuit":
        goal, bounds = length, [residual == 0 if eta == 0 else cp.norm2(residual) <= float(eta)]
    else:
        fit = cp.sum_squares(residual) if problem == "lasso" else cp.norm2(residual)
        goal = float(lam) * length + fit
    cp.Problem(cp.Minimize(goal), bounds).solve(
        solver=cp.CLARABEL, tol_gap_abs=1e-9, tol_gap_rel=1e-9, tol_feas=1e-9, max_iter=500
    )
    assert x.value is not None
    return np.asarray(x.value)


def objective(a: np.ndarray, y: np.ndarray, x: np.ndarray, problem: str, lam: Any = None) -> float:
    """λ‖x‖₁ + ‖Ax − y‖ (squared for the LASSO); ‖x‖₁ for basis pursuit."""
    residual = float(np.linalg.norm(a @ x - y))
    if problem == "basis-pursuit":
        return float(np.abs(x).sum())
    return float(lam) * float(np.abs(x).sum()) + (residual**2 if problem == "lasso" else residual)
