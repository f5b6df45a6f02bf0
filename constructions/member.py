"""Elements (A, S) of Omega_K, and the tie that is their limit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import isqrt

from flint import arb

from constructions.enclosures import ball
from constructions.omega import Omega
from constructions.scale import Scale
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument


@dataclass(frozen=True)
class Member:
    """(A, S) with A = Q·B(a, c): branch i ∈ {1 … d} has a_i = a + ε, the tie (branch 0, ε = 0) has all heads equal.

    `part` is "strong" or "weak"; κ shifts the samples of a cluster. The weak tie is a limit of Omega_K, not an element:
    see `is_element`.
    """

    omega: Omega
    part: str
    branch: int
    epsilon: Fraction = Fraction(0)
    kappa: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        scale = self.scale
        if not 0 <= self.branch <= self.omega.d:
            raise InvalidArgument("branch", self.branch, f"0 (the tie) or 1 … d = {self.omega.d}")
        if not (0 < self.epsilon <= scale.epsilon_max if self.branch else self.epsilon == 0):
            allowed = f"0 < ε <= {scale.epsilon_max} on a branch, 0 at the tie,"
            raise InvalidArgument("epsilon", self.epsilon, allowed)
        largest = scale.kappa_max if self.omega.sample_design == "cluster" else Fraction(0)
        if not 0 <= self.kappa <= largest:
            raise InvalidArgument("kappa", self.kappa, f"0 <= κ <= {largest}")

    @property
    def scale(self) -> Scale:
        """The strong or weak part's constants."""
        return self.omega.scale(self.part)

    @property
    def is_element(self) -> bool:
        """True for branches and for the strong tie; the weak tie does not belong to Omega_K."""
        return self.branch > 0 or self.part == "strong"

    @property
    def heads(self) -> tuple[Fraction, ...]:
        """a_1 … a_d."""
        a = self.omega.a
        return tuple(a + self.epsilon if i == self.branch else a for i in range(1, self.omega.d + 1))

    @property
    def tail_squared(self) -> Fraction:
        """c² = ‖(a_1 … a_d)‖₂², so that AAᵀ = c²I."""
        a = self.omega.a
        return (self.omega.d - 1) * a * a + (a + self.epsilon) ** 2

    @property
    def tail(self) -> arb:
        """c, a ball at the current precision (a point if c is rational and the precision suffices)."""
        square = self.tail_squared
        p, q = isqrt(square.numerator), isqrt(square.denominator)
        if p * p == square.numerator and q * q == square.denominator:
            return ball(Fraction(p, q))
        return ball(square).sqrt()

    @cached_property
    def samples(self) -> tuple[DyadicArray, ...]:
        """S = (y_1 … y_R), vectors of shape (m,)."""
        return self.omega.member_samples(self.scale, self.kappa)


def rational_epsilon(omega: Omega, bound: Fraction) -> Fraction:
    """An ε ∈ (bound/2, bound] for which c = ‖(a + ε, a, …, a)‖₂ is rational (proofs_notes/omega.md).

    With s just below √d − 1 rational, x = ((d−1)/s − s)/2 and ε = a(x − 1): then c = a((d−1)/s + s)/2 exactly.
    """
    d, a = omega.d, omega.a
    ratio = bound / a
    bits = max(16, ratio.denominator.bit_length() - ratio.numerator.bit_length()) + 2 * d.bit_length() + 24
    root = Fraction(isqrt(d << (2 * bits)), 1 << bits) - 1
    slope = ((d - 1) / root**2 + 1) / 2
    s = root - Fraction(3, 4) * ratio / slope
    s = Fraction(int(s * (1 << bits)), 1 << bits)
    epsilon = a * (((d - 1) / s - s) / 2 - 1)
    if not bound / 2 < epsilon <= bound:
        raise ArithmeticError(f"no rational c found for ε near {bound}")
    return epsilon
