"""P1, basis pursuit: min ‖x‖₁ subject to ‖Ax − y‖₂ ≤ η with η ≥ 0."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from flint import arb

from constructions.enclosures import ball
from constructions.powers import least_power_at_least, root_up
from constructions.problems.problem import ClassShape, NearMinimiser, Problem


@dataclass(frozen=True)
class BasisPursuit(Problem):
    """min ‖x‖₁ subject to ‖Ax − y‖₂ ≤ η; η = 0 asks for A x = y."""

    eta: Fraction
    name: ClassVar[str] = "basis-pursuit"
    lam: ClassVar[Fraction | None] = None

    @property
    def weight(self) -> Fraction:
        return max(Fraction(1), self.eta)

    @property
    def interpolates(self) -> bool:
        return self.eta == 0

    def objective(self, l1: arb, residual: arb) -> arb:
        return l1

    def enclosure_bounds(self, near: NearMinimiser) -> tuple[arb, arb] | None:
        if self.eta == 0:
            gap = (near.l1 + near.feasibility_cost - near.dual_value).nonnegative_part()
            return gap, near.residual_squared.nonnegative_part().sqrt()
        eta, dual = ball(self.eta), near.dual_squared.nonnegative_part().sqrt()
        if not (dual > 0 and near.residual_squared <= eta * eta):
            return None
        gap = (near.l1 - near.dual_value + eta * dual).nonnegative_part()
        return gap, 2 * (2 * eta * gap / dual).sqrt()

    def multiplier(self, outside_squared: arb, dual_squared: arb) -> arb:
        eta = ball(self.eta)
        return ((eta * eta - outside_squared).nonnegative_part() / dual_squared).sqrt() if self.eta else arb(0)

    def head_offset(self, shape: ClassShape) -> arb:
        return ball(self.eta) / (1 + arb(shape.s) / shape.d).sqrt()

    def head_offset_bound(self, shape: ClassShape) -> Fraction:
        return self.eta

    def tail_size(self, shape: ClassShape, tau: Fraction) -> Fraction:
        return least_power_at_least(2 * max(Fraction(1), self.eta)) if self.eta else shape.a * tau

    def sample_resolution(self, shape: ClassShape) -> Fraction:
        return Fraction(8 * root_up(shape.m * (shape.d + shape.s))) / self.eta if self.eta else Fraction(0)

    def shift_bound(self, shape: ClassShape) -> Fraction | None:
        return self.eta / (16 * root_up(shape.d + shape.s)) if self.eta else None

    def drift(self, shape: ClassShape, tau: Fraction, tail_size: Fraction) -> Fraction:
        a, root = shape.a, root_up(shape.s)
        if self.eta == 0:
            return max(tau / a, tail_size * root / (shape.d * a**2))
        return max(tau / a + self.eta * root / a**2, (tail_size + self.eta) * root / a**2)
