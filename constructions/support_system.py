"""Solve the optimality system of a problem on a given support, at a given precision (floats may find: nothing is
proved)."""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb, arb_mat

from constructions.enclosures import norm_squared
from constructions.problems import Problem


@dataclass(frozen=True)
class SupportSolution:
    """x on the support (in its order), the dual vector u of shape (m,), and the signs that were imposed."""

    x: tuple[arb, ...]
    u: tuple[arb, ...]
    signs: tuple[int, ...]


def solve_on_support(
    problem: Problem, columns: arb_mat, y: arb_mat, signs: tuple[int, ...], bits: int, slack: int
) -> SupportSolution:
    """The point and the dual vector with A_Sᵀu = signs and residual ρu, for `columns` = A_S of shape (m, |S|).

    Normal equations: with G = A_SᵀA_S, x = G⁻¹(A_Sᵀy − ρ·signs) and u = A_S G⁻¹ signs + (y − A_S G⁻¹A_Sᵀ y)/ρ
    (Lemma 2 in the coordinates of A). Where the minimiser interpolates (ρ = 0) the signs are those of x itself.
    Runs at the current precision; `bits` is the accuracy asked of the solution. Basis pursuit stays inside ‖Ax − y‖
    ≤ η by the factor 1 − 2^-slack, which leaves room for rounding the solution where slack is well below `bits`.
    """
    if not signs:  # x = 0: the residual is y itself
        rho = problem.multiplier(norm_squared(y.entries()), arb(0)).mid()
        return SupportSolution((), tuple((v / rho).mid() for v in y.entries()), ())
    transposed = columns.transpose()
    correlation = transposed * y
    if problem.interpolates:
        least = _solve_gram(columns, transposed, correlation, bits)
        signs = tuple(-1 if least[i, 0] < 0 else 1 for i in range(least.nrows()))
        weights = _solve_gram(columns, transposed, arb_mat([[s] for s in signs]), bits)
        return SupportSolution(_column(least), _column(columns * weights), signs)
    both = arb_mat([[correlation[i, 0], signs[i]] for i in range(len(signs))])
    solved = _solve_gram(columns, transposed, both, bits)
    least = arb_mat([[solved[i, 0]] for i in range(len(signs))])
    weights = arb_mat([[solved[i, 1]] for i in range(len(signs))])
    outside, inside = _column((y - columns * least).mid()), _column((columns * weights).mid())
    rho = problem.multiplier(norm_squared(outside), norm_squared(inside)).mid()
    rho = (rho * (1 - arb(2) ** -slack)).mid() if problem.eta is not None else rho  # stay inside ‖Ax − y‖ ≤ η
    x = tuple((least[i, 0] - rho * weights[i, 0]).mid() for i in range(len(signs)))
    u = tuple(p + q / rho if rho > 0 else p for p, q in zip(inside, outside, strict=True))
    return SupportSolution(x, u, signs)


def _solve_gram(columns: arb_mat, transposed: arb_mat, right: arb_mat, bits: int) -> arb_mat:
    """(A_SᵀA_S)⁻¹·right by Jacobi steps where the columns are nearly orthogonal (as in Omega_K), else directly."""
    size, width = right.nrows(), right.ncols()
    scales = [1 / norm_squared(row) for row in transposed.tolist()]
    if not all(s.is_finite() for s in scales):
        return (transposed * columns).solve(right).mid()
    solution, residual, previous = arb_mat(size, width), right, arb(0)
    target = arb(2) ** (-2 * bits) * norm_squared(right.entries())
    for _ in range(bits + 8):
        step = arb_mat([[(scales[i] * residual[i, j]).mid() for j in range(width)] for i in range(size)])
        solution = (solution + step).mid()
        residual = (right - transposed * (columns * solution)).mid()
        error = norm_squared(residual.entries())
        if error <= target:
            return solution
        if previous > 0 and not 4 * error < previous:
            break
        previous = error
    return (transposed * columns).solve(right).mid()


def _column(vector: arb_mat) -> tuple[arb, ...]:
    return tuple(v.mid() for v in vector.entries())
