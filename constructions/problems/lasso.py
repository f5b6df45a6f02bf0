"""P2, the LASSO: min λ‖x‖₁ + ‖Ax − y‖₂² with λ > 0."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from flint import arb

from constructions.enclosures import ball
from constructions.powers import least_power_at_least, root_up
from constructions.problems.problem import ClassShape, NearMinimiser, Problem


@dataclass(frozen=True)
class Lasso(Problem):
    """min λ‖x‖₁ + ‖Ax − y‖₂²; the residual of every minimiser is (λ/2)u."""

    lam: Fraction
    name: ClassVar[str] = "lasso"
    eta: ClassVar[Fraction | None] = None

    @property
    def weight(self) -> Fraction:
        return max(Fraction(1), self.lam)

    @property
    def interpolates(self) -> bool:
        return False

    def objective(self, l1: arb, residual: arb) -> arb:
        return ball(self.lam) * l1 + residual * residual

    def enclosure_bounds(self, near: NearMinimiser) -> tuple[arb, arb] | None:
        lam = ball(self.lam)
        gap = lam * near.l1 + near.residual_squared - lam * near.dual_value + lam * lam * near.dual_squared / 4
        gap = gap.nonnegative_part()
        return gap / lam, 2 * gap.sqrt()

    def multiplier(self, outside_squared: arb, dual_squared: arb) -> arb:
        return ball(self.lam) / 2

    def head_offset(self, shape: ClassShape) -> arb:
        return ball(self.head_offset_bound(shape))

    def head_offset_bound(self, shape: ClassShape) -> Fraction:
        return self.lam / (2 * shape.a)

    def tail_size(self, shape: ClassShape, tau: Fraction) -> Fraction:
        return least_power_at_least(Fraction(2))

    def sample_resolution(self, shape: ClassShape) -> Fraction:
        return 8 * root_up(shape.m * shape.d) * shape.a / self.lam

    def shift_bound(self, shape: ClassShape) -> Fraction | None:
        return self.lam / (16 * shape.a * root_up(shape.d))

    def drift(self, shape: ClassShape, tau: Fraction, tail_size: Fraction) -> Fraction:
        a = shape.a
        return max(tau / a, self.lam / (2 * a**3), tail_size * root_up(shape.s) / (shape.d * a**2))
