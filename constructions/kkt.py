"""The optimality conditions of each problem as separately named checks, in exact rational arithmetic.

They are the textbook conditions, independent of the enclosure lemma: residual y − Ax = ρu with a dual vector u.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from constructions.problems import Problem

Vector = Sequence[Fraction]
Matrix = Sequence[Vector]


@dataclass(frozen=True)
class Conditions:
    """By how much each condition is violated at (x, u, ρ); all 0 (and λ‖u‖ < 1 or ≤ 1 as stated) proves x ∈ Ξ(A, y).

    primal: basis pursuit, max(0, ‖Ax − y‖² − η²); 0 for the unconstrained problems. dual: max(0, ‖Aᵀu‖_∞ − 1), and for
    sqrt-lasso also max(0, λ²‖u‖² − 1). complementarity: max_j | |x_j| − x_j (Aᵀu)_j |, and for basis pursuit the
    violation of ρ²‖u‖² = η² (η > 0). stationarity: ‖y − Ax − ρu‖_∞, and for lasso |ρ − λ/2|.
    """

    primal: Fraction
    dual: Fraction
    complementarity: Fraction
    stationarity: Fraction

    @property
    def hold(self) -> bool:
        """True if every violation is exactly 0."""
        return self.primal == self.dual == self.complementarity == self.stationarity == 0


def residual(a: Matrix, y: Vector, x: Vector) -> tuple[Fraction, ...]:
    """y − Ax, shape (m,)."""
    return tuple(b - _dot(row, x) for row, b in zip(a, y, strict=True))


def primal_feasibility(problem: Problem, a: Matrix, y: Vector, x: Vector) -> Fraction:
    """How far ‖Ax − y‖² exceeds η² (basis pursuit); 0 for the lassos."""
    if problem.eta is None:
        return Fraction(0)
    return max(Fraction(0), _squared(residual(a, y, x)) - problem.eta**2)


def dual_feasibility(problem: Problem, a: Matrix, u: Vector) -> Fraction:
    """How far ‖Aᵀu‖_∞ exceeds 1; for sqrt-lasso also how far λ²‖u‖² exceeds 1."""
    excess = max(abs(v) for v in _transposed(a, u)) - 1
    if problem.name == "sqrt-lasso" and problem.lam is not None:
        excess = max(excess, problem.lam**2 * _squared(u) - 1)
    return max(Fraction(0), excess)


def complementarity(problem: Problem, a: Matrix, x: Vector, u: Vector, rho: Fraction) -> Fraction:
    """max_j | |x_j| − x_j(Aᵀu)_j |; basis pursuit also |ρ²‖u‖² − η²|; sqrt-lasso also ρ·|λ²‖u‖² − 1|."""
    worst = max(abs(abs(v) - v * w) for v, w in zip(x, _transposed(a, u), strict=True))
    if problem.eta:
        return max(worst, abs(rho**2 * _squared(u) - problem.eta**2))
    if problem.name == "sqrt-lasso" and problem.lam is not None and rho:
        return max(worst, abs(rho * (problem.lam**2 * _squared(u) - 1)))
    return worst


def stationarity(problem: Problem, a: Matrix, y: Vector, x: Vector, u: Vector, rho: Fraction) -> Fraction:
    """‖y − Ax − ρu‖_∞, and for lasso |ρ − λ/2|."""
    worst = max(abs(r - rho * v) for r, v in zip(residual(a, y, x), u, strict=True))
    if problem.name == "lasso" and problem.lam is not None:
        return max(worst, abs(rho - problem.lam / 2))
    return worst


def conditions(problem: Problem, a: Matrix, y: Vector, x: Vector, u: Vector, rho: Fraction) -> Conditions:
    """All four at once: A of shape (m, N), y and u (m,), x (N,), ρ ≥ 0."""
    return Conditions(
        primal_feasibility(problem, a, y, x),
        dual_feasibility(problem, a, u),
        complementarity(problem, a, x, u, rho),
        stationarity(problem, a, y, x, u, rho),
    )


def _dot(p: Vector, q: Vector) -> Fraction:
    return sum((s * t for s, t in zip(p, q, strict=True)), Fraction(0))


def _squared(p: Vector) -> Fraction:
    return _dot(p, p)


def _transposed(a: Matrix, u: Vector) -> tuple[Fraction, ...]:
    return tuple(_dot([row[j] for row in a], u) for j in range(len(a[0])))
