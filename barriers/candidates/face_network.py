"""A network that answers a fixed point of the tie's face: weights on the competing columns, Lemma 2 for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, arb_mat

from constructions.enclosures import ball, exact
from constructions.omega import Omega
from constructions.solution_set import SolutionSet, Undecided, tied_columns_solution
from oracles.dyadic import DyadicArray
from oracles.precision import precision

_TRIES = 6


@dataclass(frozen=True)
class FaceNetwork:
    """φ(y) = Σ_i weights_i·t(⟨Qe₁, y⟩) e_i + tail, with t and the tail of the tie (a_i = a for all i).

    `weights` ≥ 0, shape (d,), sum 1. It is a function of y and of public constants only, evaluated exactly up to the
    rounding of square roots and of the mixing, which is far below 10^-K.
    """

    omega: Omega
    weights: tuple[Fraction, ...]
    exact: bool = True

    def __call__(self, y: DyadicArray) -> tuple[Fraction, ...]:
        """The N numbers of φ(y), y of shape (m,)."""
        bits = 128 + 4 * self.omega.digits * 4 + 2 * max(0, -y.exponent)
        for _ in range(_TRIES):
            with precision(bits + 64):
                try:
                    return self._place(self._solve(y, bits))
                except Undecided:
                    bits *= 2
        zero = Fraction(0)  # y lies exactly on a threshold: 0 is as good there as anything
        return (zero,) * self.omega.N

    def _solve(self, y: DyadicArray, bits: int) -> SolutionSet:
        omega = self.omega
        a = ball(omega.a)
        q = omega.Q.enclosure(bits)
        b = (q.transpose() * arb_mat(y.to_flint())).entries()
        c = a * arb(omega.d).sqrt()
        return tied_columns_solution(omega.program, [a] * omega.d, range(omega.d), c, b)

    def _place(self, solution: SolutionSet) -> tuple[Fraction, ...]:
        total = solution.sign * exact(solution.total)
        return (*(w * total for w in self.weights), *(exact(v) for v in solution.tail))


def barycentre_network(omega: Omega) -> FaceNetwork:
    """Equal weights 1/d."""
    return FaceNetwork(omega, (Fraction(1, omega.d),) * omega.d)


def branch_network(omega: Omega, branch: int) -> FaceNetwork:
    """All weight on column `branch` ∈ {1 … d}."""
    return FaceNetwork(omega, tuple(Fraction(int(i == branch)) for i in range(1, omega.d + 1)))


def unmixed_heads(omega: Omega, a_n: DyadicArray, bits: int) -> Sequence[arb]:
    """h_i = (Qe₁)ᵀA_n e_i for i = 1 … d, within 2^-bits: the competing entries as far as A_n shows them."""
    row = unmixing_row(omega, bits + int(omega.a).bit_length() + omega.N.bit_length() + 8)
    with precision(bits + int(omega.a).bit_length() + 64):
        columns = arb_mat(a_n.to_flint())
        heads = row * columns
        return [heads[0, i] for i in range(omega.d)]


def unmixing_row(omega: Omega, bits: int) -> arb_mat:
    """(Qe₁)ᵀ, shape (1, m)."""
    q = omega.Q.enclosure(bits)
    return arb_mat([[q[i, 0] for i in range(omega.m)]])
