"""Certified minimisers of (A, y) for dyadic data near Q·B: one tied head and a diagonal tail."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, arb_mat

from constructions.enclosure import Geometry, MinimiserCertificate, certified_radius, group_columns
from constructions.enclosures import dot, dyadic_vector, exact, norm_squared, scaled
from constructions.powers import log2_ceil
from constructions.problems import Problem
from constructions.support_system import SupportSolution, solve_on_support
from oracles.dyadic import DyadicArray
from oracles.errors import BarriersError
from oracles.precision import precision


@dataclass(frozen=True)
class CertifiedMinimiser:
    """A certificate with the radius it proves; `groups` maps each head to the first head equal to it."""

    certificate: MinimiserCertificate
    radius: Fraction
    groups: dict[int, int]


class NotCertified(BarriersError):
    """No certificate was found at any precision tried: an internal error, please report it with the class
    parameters."""


def certified_minimiser(
    problem: Problem, a: DyadicArray, y: DyadicArray, heads: int, geometry: Geometry, accuracy: int
) -> CertifiedMinimiser:
    """A near-minimiser of (A, y) with every minimiser (of the merged problem) proved within 2^-accuracy of it.

    A of shape (m, N) with columns 0 … heads−1 nearly parallel and the rest nearly orthogonal to them and to each other.
    Floating balls find the point; `certified_radius` decides in exact arithmetic. Raises NotCertified.
    """
    groups = group_columns(a, range(heads))
    first = sorted(set(groups.values()))
    representatives = [*first, *range(heads, a.shape[1])]
    bits = 2 * max(accuracy, 16) + 2 * a.shape[1].bit_length() + 96
    for _ in range(5):
        certificate = _find(problem, a, y, first, heads, bits)
        proved = certified_radius(problem, a, y, certificate, geometry, representatives)
        if proved is not None and proved <= Fraction(1, 1 << accuracy):
            return CertifiedMinimiser(certificate, proved, groups)
        bits *= 2
    raise NotCertified(f"no certified minimiser for {problem} with A of shape {a.shape} to 2^-{accuracy}")


def _find(
    problem: Problem, a: DyadicArray, y: DyadicArray, first: list[int], heads: int, bits: int
) -> MinimiserCertificate:
    m, n = a.shape
    # u is divided by λ or η and multiplied by A again: solve that much finer than the shrinking by 2^-(bits - 8) below.
    weight = min((p for p in (problem.lam, problem.eta) if p), default=Fraction(1))
    fine = bits + 4 * max(0, _log2(a), log2_ceil(1 / weight)) + 2 * max(0, _log2(y))
    small = max(0, -_log2(y)) if any(y.mantissas) else 0
    with precision(fine + 64 + 2 * small):
        table, right = scaled(a.matrix, a.exponent), scaled(y.matrix, y.exponent)
        if problem.eta is not None and y.norm_squared() <= problem.eta * problem.eta:
            return MinimiserCertificate(DyadicArray.zeros((n,)), DyadicArray.zeros((m,)), ())
        support, solution = _active_set(problem, table, right, first, heads, fine, bits - 16)
        grid = fine + 2 * max(0, _log2(a)) + small
        x = [arb(0)] * n
        for j, value in zip(support, solution.x, strict=True):
            x[j] = value
        u = [v * (1 - arb(2) ** (8 - bits)) for v in solution.u]
        return MinimiserCertificate(dyadic_vector(x, grid), dyadic_vector(u, grid), tuple(support))


def _active_set(
    problem: Problem, table: arb_mat, y: arb_mat, first: list[int], heads: int, bits: int, slack: int
) -> tuple[list[int], SupportSolution]:
    """Start from one head and the whole tail, drop entries of the wrong sign, exchange the head where another one
    wins."""
    columns = table.transpose().tolist()
    norms = {j: norm_squared(columns[j]) for j in first}
    head = max(first, key=lambda j: exact(norms[j]))
    support = [head, *range(heads, table.ncols())]
    correlation = (table.transpose() * y).entries()
    signs = {j: -1 if correlation[j] < 0 else 1 for j in [*first, *support]}
    solution = SupportSolution((), (), ())
    for _ in range(2 * len(columns) + 8):
        chosen = arb_mat([columns[j] for j in support]).transpose() if support else arb_mat(table.nrows(), 0)
        solution = solve_on_support(problem, chosen, y, tuple(signs[j] for j in support), bits, slack)
        wrong = [
            j
            for j, value, sign in zip(support, solution.x, solution.signs, strict=True)
            if not problem.interpolates and value * sign < 0
        ]
        if wrong:
            support = [j for j in support if j not in wrong]
            continue
        better = _violated(columns, solution, [j for j in [*first, *range(heads, len(columns))] if j not in support])
        if better is None:
            break
        column, signs[column] = better
        support = sorted([*(j for j in support if column >= heads or j >= heads), column])
    return support, solution


def _violated(columns: list[list[arb]], solution: SupportSolution, candidates: list[int]) -> tuple[int, int] | None:
    """The column outside the support whose |A_jᵀu| exceeds 1 the most, with the sign of A_jᵀu, if there is one."""
    worst, largest = None, arb(1)
    for j in candidates:
        value = dot(columns[j], solution.u).mid()
        if abs(value) > largest:
            worst, largest = (j, -1 if value < 0 else 1), abs(value)
    return worst


def _log2(array: DyadicArray) -> int:
    """An upper bound for log2 of the largest entry."""
    return max((abs(v).bit_length() for v in array.mantissas), default=0) + array.exponent
