"""The instance of the published table: two competing columns, DCT-II mixing, y = Q e_1, λ = w = 1
(proofs_notes/table1.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from flint import arb, arb_mat

from barriers.table1.published import HEADS
from constructions.enclosures import ball, upper
from constructions.mixings.dct import DctMixing
from constructions.problems import SqrtLasso
from constructions.solution_set import SolutionSet, tied_columns_solution
from oracles.errors import InvalidArgument
from oracles.precision import precision

BITS = 320
"""Working precision of the certified figures: entries below 10^6, distances above 10^-7, so 64 bits would do."""


@dataclass(frozen=True)
class Branch:
    """A = Q·B with one of the two head entries raised: heads α = √2·10^K/3, entry `raised` is α + 2^{-n-1}, tails c =
    ‖heads‖.

    digits: K >= 1. accuracy: n >= 0. columns: N >= 3. raised: 0 or 1. The right-hand side is y = Q e_1, and λ = 1.
    """

    digits: int
    accuracy: int
    columns: int
    raised: int

    def __post_init__(self) -> None:
        _integer_at_least("digits", self.digits, 1)
        _integer_at_least("accuracy", self.accuracy, 0)
        _integer_at_least("columns", self.columns, HEADS + 1)
        if self.raised not in range(HEADS):
            raise InvalidArgument("raised", self.raised, f"a head from 0 to {HEADS - 1}")

    @property
    def rows(self) -> int:
        """m = N − 1."""
        return self.columns - HEADS + 1

    def heads(self) -> list[arb]:
        """a_1, a_2 as balls at the current precision."""
        alpha = arb(2).sqrt() * 10**self.digits / 3
        return [alpha + (arb(2) ** (-self.accuracy - 1) if i == self.raised else 0) for i in range(HEADS)]

    def tail(self) -> arb:
        """c = ‖(a_1, a_2)‖ as a ball at the current precision; it is the same for both branches."""
        return _norm(self.heads())

    @cached_property
    def enclosure(self) -> arb_mat:
        """A as balls, shape (m, N)."""
        with precision(BITS):
            q, heads, c, m = DctMixing(self.rows).enclosure(BITS), self.heads(), self.tail(), self.rows
            entries = [[*(q[k, 0] * a for a in heads), *(q[k, j] * c for j in range(1, m))] for k in range(m)]
            return arb_mat(entries)

    @cached_property
    def sample_enclosure(self) -> tuple[arb, ...]:
        """y = Q e_1 as balls, shape (m,)."""
        with precision(BITS):
            q = DctMixing(self.rows).enclosure(BITS)
            return tuple(q[k, 0] for k in range(self.rows))

    @cached_property
    def matrix(self) -> np.ndarray:
        """A rounded to doubles, shape (m, N)."""
        return np.asarray([[float(v.mid()) for v in row] for row in self.enclosure.tolist()])

    @cached_property
    def sample(self) -> np.ndarray:
        """y rounded to doubles, shape (m,)."""
        return np.asarray([float(v.mid()) for v in self.sample_enclosure])

    @cached_property
    def solutions(self) -> SolutionSet:
        """Ξ(A, y) for exactly this A and y, by Lemma 2."""
        with precision(BITS):
            b = [arb(1), *(arb(0) for _ in range(self.rows - 1))]
            return tied_columns_solution(SqrtLasso(Fraction(1)), self.heads(), (self.raised,), self.tail(), b)

    def distance(self, point: Sequence[float] | np.ndarray) -> tuple[Fraction, Fraction]:
        """Certified (lower, upper) bounds of the distance of an output, shape (N,), to Ξ(A, y)."""
        with precision(BITS):
            return self.solutions.distance(_exact(point))

    def objective_gap(self, point: Sequence[float] | np.ndarray) -> Fraction:
        """A certified upper bound of F(z) − min F, F(z) = ‖z‖₁ + ‖Az − y‖, for an output z of shape (N,).

        min F >= 1/a_*: the dual vector u = Q(1/a_*, 0 … 0) has |Aᵀu|_∞ = 1, ‖u‖ <= 1 and ⟨u, y⟩ = 1/a_*. As Q is
        orthogonal, ‖Az − y‖ = ‖Bz − e_1‖.
        """
        with precision(BITS):
            z = [ball(v) for v in _exact(point)]
            heads, c = self.heads(), self.tail()
            residual = [
                sum((a * v for a, v in zip(heads, z[:HEADS], strict=True)), arb(-1)),
                *(c * v for v in z[HEADS:]),
            ]
            dual = 1 / heads[self.raised]
            if not dual < 1:
                raise ArithmeticError("the dual bound needs a_* > 1")
            return upper(sum((abs(v) for v in z), arb(0)) + _norm(residual) - dual)

    def matrix_error(self, approximation: np.ndarray) -> Fraction:
        """A certified upper bound of ‖A_n − A‖_F for a matrix of doubles, shape (m, N)."""
        with precision(BITS):
            rows = [[ball(Fraction(float(v))) for v in row] for row in approximation]
            return upper(_norm((arb_mat(rows) - self.enclosure).entries()))

    def sample_error(self, approximation: np.ndarray) -> Fraction:
        """A certified upper bound of ‖y_n − y‖ for a vector of doubles, shape (m,)."""
        with precision(BITS):
            pairs = zip(approximation, self.sample_enclosure, strict=True)
            return upper(_norm([ball(Fraction(float(v))) - exact for v, exact in pairs]))


def _exact(point: Sequence[float] | np.ndarray) -> list[Fraction]:
    return [Fraction(float(v)) for v in point]


def _norm(values: Sequence[arb]) -> arb:
    return sum((v * v for v in values), arb(0)).nonnegative_part().sqrt()


def _integer_at_least(name: str, value: object, least: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise InvalidArgument(name, value, f"an integer >= {least}")
