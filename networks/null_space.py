"""The weighted robust null space property in levels (rNSPL): its constants, how they degrade, and provable families."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, sqrt

import numpy as np
from flint import fmpq, fmpq_mat

from networks.arrays import Array, Number
from networks.sparsity import SparsityInLevels
from oracles.errors import InvalidArgument


@dataclass(frozen=True)
class RobustNullSpace:
    """‖x_Δ‖₂ <= ρ ‖x_{Δᶜ}‖_{1,w}/√ξ + γ ‖Ax‖₂ for all x and all (s, M)-supports Δ, with 0 < ρ < 1 and γ > 0.

    Raises InvalidArgument for constants outside these ranges.
    """

    rho: Number
    gamma: Number

    def __post_init__(self) -> None:
        if not 0 < self.rho < 1:
            raise InvalidArgument("rho", self.rho, "0 < ρ < 1")
        if not 0 < self.gamma < float("inf"):
            raise InvalidArgument("gamma", self.gamma, "a finite γ > 0")

    def weakened(self) -> RobustNullSpace:
        """((1 + ρ)/2, 2γ): what every A_l within `matrix_tolerance` of A satisfies."""
        return RobustNullSpace((1 + self.rho) / 2, 2 * self.gamma)

    def matrix_tolerance(self, levels: SparsityInLevels) -> float:
        """(1 − ρ)/(γ (2√ξ/w_min + 1 + ρ)): how far A_l may be from A in operator norm."""
        rho, gamma = float(self.rho), float(self.gamma)
        return (1 - rho) / (gamma * (2 * sqrt(levels.xi) / float(min(levels.weights)) + 1 + rho))


def isometry(rho: Number = Fraction(1, 1000)) -> RobustNullSpace:
    """Constants for any A with A*A = I (m >= N), real or complex: ‖x_Δ‖ <= ‖x‖ = ‖Ax‖, so γ = 1 and every ρ in (0,
    1)."""
    return RobustNullSpace(rho, Fraction(1))


def from_coherence(coherence: Number, levels: SparsityInLevels) -> RobustNullSpace:
    """Constants for any A (real or complex, any N) with unit columns and |⟨a_i, a_j⟩| <= coherence for i ≠ j.

    ρ = √(ξ s) μ / (w_min (1 − (s − 1) μ)), γ = 1/√(1 − (s − 1) μ), both rounded up (proofs_notes/firenet.md, Lemma 4).
    Raises InvalidArgument if ρ >= 1.
    """
    mu, s = Fraction(coherence), levels.total
    gap = 1 - (s - 1) * mu
    if not (0 <= mu and gap > 0):
        raise InvalidArgument("coherence", coherence, f"0 <= μ < 1/(s − 1) with s = {s}")
    smallest = Fraction(min(levels.weights))
    rho = root_up(Fraction(levels.xi) * s) * mu / (smallest * gap)
    if rho >= 1:
        raise InvalidArgument("coherence", coherence, f"a coherence small enough for ρ < 1 (here ρ = {float(rho):.4g})")
    return RobustNullSpace(max(rho, Fraction(1, 1000)), root_up(1 / gap))


def exact_coherence(matrix: Array) -> Fraction:
    """max |⟨a_i, a_j⟩| over i ≠ j of a real matrix, floats taken at their exact values.

    Raises InvalidArgument unless all columns have exactly unit length.
    """
    columns = rational_matrix(matrix)
    gram = columns.transpose() * columns
    n = gram.ncols()
    if any(gram[i, i] != 1 for i in range(n)):
        raise InvalidArgument("A", matrix, "a real matrix with columns of length exactly 1")
    largest = max((abs(gram[i, j]) for i in range(n) for j in range(i)), default=fmpq(0))
    return Fraction(int(largest.p), int(largest.q))


def is_isometry(matrix: Array) -> bool:
    """True if AᵀA = I exactly, for a real matrix of rationals or floats."""
    columns = rational_matrix(matrix)
    n = columns.ncols()
    identity = fmpq_mat(n, n)
    for i in range(n):
        identity[i, i] = 1
    return columns.transpose() * columns == identity


def rational_matrix(matrix: Array) -> fmpq_mat:
    """A real matrix (floats at their exact values, integers, Fractions) as an exact rational matrix."""
    array = np.asarray(matrix)
    if array.ndim != 2 or np.iscomplexobj(array):
        raise InvalidArgument("A", matrix, "a real matrix")
    values = [Fraction(float(v)) if isinstance(v, float) else Fraction(v) for v in array.ravel().tolist()]
    return fmpq_mat(array.shape[0], array.shape[1], [fmpq(v.numerator, v.denominator) for v in values])


def root_up(x: Fraction, bits: int = 40) -> Fraction:
    """A rational r with √x <= r <= √x + 2^-bits, for x >= 0."""
    scaled = -((-x.numerator << (2 * bits)) // x.denominator)
    root = isqrt(scaled)
    return Fraction(root if root * root == scaled else root + 1, 1 << bits)
