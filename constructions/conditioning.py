"""Condition numbers of a class, bounded for all its elements at once (proofs_notes/conditioning.md)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from constructions.enclosures import ball, upper
from constructions.omega import Omega
from constructions.scale import Scale
from oracles.precision import precision

_BITS = 256


@dataclass(frozen=True)
class Conditioning:
    """Certified upper bounds over the whole class.

    matrix: cond(AAᵀ), exactly 1 because AAᵀ = c²I. solution_map: Cond(Ξ) over the coordinates that vary.
    feasibility: the feasibility condition number C_FP = max(‖A‖, ‖y‖)/(distance to infeasibility), defined for
    basis pursuit (None else).
    """

    matrix: Fraction
    solution_map: Fraction
    feasibility: Fraction | None

    @property
    def at_most_one(self) -> bool:
        """True if every number is ≤ 1, as the theorem demands."""
        return max(self.matrix, self.solution_map, self.feasibility or Fraction(0)) <= 1


def conditioning(omega: Omega) -> Conditioning:
    """The bounds for Omega_K, all ε and κ included."""
    scales = (omega.strong, omega.weak)
    with precision(_BITS + 8 * omega.digits):
        solution_map = max(upper(_solution_map(omega, scale)) for scale in scales)
        feasibility = (
            max(upper(_feasibility(omega, scale)) for scale in scales) if omega.problem == "basis-pursuit" else None
        )
    return Conditioning(Fraction(1), solution_map, feasibility)


def _solution_map(omega: Omega, scale: Scale) -> arb:
    """(√m/a)(1 + ‖x‖₁ + g) with the largest ‖x‖₁ of the part; times 61/60 where rounding may leave b a dense tail.

    The factor pays for inactive tail entries of rounding or κ size in lasso and basis pursuit with η > 0.
    """
    a, m = ball(omega.a), omega.m
    slack = arb(1) if omega.program.interpolates else ball(Fraction(61, 60))
    return slack * arb(m).sqrt() / a * (1 + _l1_bound(omega, scale) + _multiplier_term(omega))


def _l1_bound(omega: Omega, scale: Scale) -> arb:
    """‖x‖₁ ≤ 1.05τ + (s|v| + rounding of all tail entries and κ-shifts)/c with c ≥ a√d."""
    c = ball(omega.a) * arb(omega.d).sqrt()
    rounding = omega.m * ball(Fraction(2) ** -scale.sample_bits)
    shift = 4 * omega.samples * ball(scale.kappa_max) if omega.sample_design == "cluster" else arb(0)
    return ball(scale.tau * Fraction(21, 20)) + (omega.s * ball(scale.tail_size) + rounding + shift) / c


def _multiplier_term(omega: Omega) -> arb:
    """g: 0 where the minimiser interpolates, λ(1+s)/(2a²) for lasso, η√(1+s)/a for basis pursuit."""
    a, program = ball(omega.a), omega.program
    if program.interpolates:
        return arb(0)
    if program.lam is not None:
        return ball(program.lam) * (1 + omega.s) / (2 * a * a)
    return ball(program.eta or Fraction(0)) * arb(1 + omega.s).sqrt() / a


def _feasibility(omega: Omega, scale: Scale) -> arb:
    """max(c, ‖y‖)/c over the part: σ_min(A) = ‖A‖ = c is the distance to infeasibility, and c ≥ a√d."""
    c = ball(omega.a) * arb(omega.d).sqrt()
    norms = [ball(y.norm_squared()).sqrt() for y in set(omega.base_samples[scale.name])]
    shift = 4 * omega.samples * ball(scale.kappa_max) if omega.sample_design == "cluster" else arb(0)
    ratio = (ball(max(upper(n) for n in norms)) + shift) / c
    return arb(1) if ratio <= 1 else ratio.union(arb(1))
