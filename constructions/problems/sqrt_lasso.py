"""P3, the square-root LASSO: min λ‖x‖₁ + ‖Ax − y‖₂ with λ > 0."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from flint import arb

from constructions.enclosures import ball
from constructions.powers import root_up
from constructions.problems.problem import ClassShape, NearMinimiser, Problem


@dataclass(frozen=True)
class SqrtLasso(Problem):
    """min λ‖x‖₁ + ‖Ax − y‖₂; where λ‖u‖ < 1 every minimiser interpolates."""

    lam: Fraction
    name: ClassVar[str] = "sqrt-lasso"
    eta: ClassVar[Fraction | None] = None

    @property
    def weight(self) -> Fraction:
        return max(Fraction(1), self.lam)

    @property
    def interpolates(self) -> bool:
        return True

    def objective(self, l1: arb, residual: arb) -> arb:
        return ball(self.lam) * l1 + residual

    def enclosure_bounds(self, near: NearMinimiser) -> tuple[arb, arb] | None:
        lam = ball(self.lam)
        slack = 1 - lam * near.dual_squared.nonnegative_part().sqrt()
        if not slack > 0:
            return None
        residual = near.residual_squared.nonnegative_part().sqrt()
        gap = (lam * near.l1 + residual - lam * near.dual_value).nonnegative_part()
        return gap / lam, 2 * gap / slack

    def multiplier(self, outside_squared: arb, dual_squared: arb) -> arb:
        return arb(0)

    def head_offset(self, shape: ClassShape) -> arb:
        return arb(0)

    def head_offset_bound(self, shape: ClassShape) -> Fraction:
        return Fraction(0)

    def tail_size(self, shape: ClassShape, tau: Fraction) -> Fraction:
        return shape.a * tau

    def sample_resolution(self, shape: ClassShape) -> Fraction:
        return Fraction(0)

    def shift_bound(self, shape: ClassShape) -> Fraction | None:
        return None

    def drift(self, shape: ClassShape, tau: Fraction, tail_size: Fraction) -> Fraction:
        return max(tau / shape.a, tail_size * root_up(shape.s) / (shape.d * shape.a**2))
