"""The constants of the strong and of the weak part of Omega_K (proofs_notes/omega.md)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from constructions.powers import (
    greatest_power_at_most,
    least_power_at_least,
    log2_ceil,
    root_up,
)
from constructions.problems import ClassShape, Problem

DOUBLE_BITS = 52


def tau(level: int) -> Fraction:
    """The power of two in [1.5·10^-level, 3·10^-level): the size of the competing answers."""
    return least_power_at_least(Fraction(3, 2) / Fraction(10) ** level)


def magnitude(problem: Problem, m: int) -> Fraction:
    """a: the least power of two ≥ 8m·max(1, λ, η), the entry that the competing columns share."""
    return least_power_at_least(8 * m * problem.weight)


@dataclass(frozen=True)
class Scale:
    """One part of Omega_K: level K (strong) or K−1 (weak) and the constants that follow from it.

    Fields: `name` ("strong" or "weak"), `level` (digits that fail at this scale), the problem, the sizes of the class
    and R, the number of samples. All derived constants are rational numbers.
    """

    name: str
    level: int
    problem: Problem
    shape: ClassShape
    samples: int

    @property
    def tau(self) -> Fraction:
        """τ, the minimiser's head at the tie."""
        return tau(self.level)

    @property
    def tail_size(self) -> Fraction:
        """|v_i| where the tail of b is not 0."""
        return self.problem.tail_size(self.shape, self.tau)

    @cached_property
    def epsilon_max(self) -> Fraction:
        """ε_•, a power of two: on (0, ε_•] the minimiser moves by less than τ/20 in all (re-proved by
        `drift.prove_drift`)."""
        drift = self.problem.drift(self.shape, self.tau, self.tail_size)
        return greatest_power_at_most(min(self.shape.a / 64, self.tau / (40 * drift)))

    @cached_property
    def kappa_max(self) -> Fraction:
        """κ_0, a power of two: the largest shift between neighbouring samples of a cluster."""
        bound = self.shape.a * self.tau / 400
        other = self.problem.shift_bound(self.shape)
        return greatest_power_at_most((bound if other is None else min(bound, other)) / self.samples)

    @cached_property
    def sample_bits(self) -> int:
        """q: sample entries are multiples of 2^-q; they fit into doubles whenever that is fine enough."""
        shape, tail = self.shape, self.tail_size
        head = shape.a * self.tau + self.problem.head_offset_bound(shape)
        e = -((-log2_ceil(head * head + shape.s * tail * tail)) // 2)
        fits = DOUBLE_BITS - e
        finest = max(64 * root_up(shape.m) / (shape.a * self.tau), self.problem.sample_resolution(shape))
        needed = log2_ceil(finest)
        return fits if fits >= needed else needed + 10

    @property
    def fits_doubles(self) -> bool:
        """True if every sample entry has at most 53 bits (the exponent may still lie outside the range of doubles)."""
        shape, tail = self.shape, self.tail_size
        head = shape.a * self.tau + self.problem.head_offset_bound(shape)
        e = -((-log2_ceil(head * head + shape.s * tail * tail)) // 2)
        return self.sample_bits + e <= DOUBLE_BITS
