"""Prove, for a class at hand, that ε hardly moves the minimiser: the two inequalities of the ε-range
(proofs_notes/omega.md)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from constructions.enclosures import ball, upper
from constructions.scale import Scale
from oracles.errors import BarriersError
from oracles.precision import precision

_PIECES = 32
_BITS = 192


class DriftNotProved(BarriersError):
    """The ε-range of a class could not be proved: an internal error, please report the class parameters."""


@dataclass(frozen=True)
class Drift:
    """Certified bounds over all ε ∈ [0, ε_•]: |t(ε) − τ| ≤ head and ‖tail(ε) − tail(0)‖₂ ≤ tail, for b = (β, v)
    exactly."""

    head: Fraction
    tail: Fraction


def prove_drift(scale: Scale) -> Drift:
    """Bound t' and tail' by ball arithmetic on pieces of [0, ε_•] (mean value form) and integrate.

    Raises DriftNotProved unless both bounds are at most τ/40.
    """
    with precision(_BITS):
        step = scale.epsilon_max / _PIECES
        head = tail = arb(0)
        for piece in range(_PIECES):
            middle, half = step * piece + step / 2, step / 2
            epsilon = arb(ball(middle), ball(half).upper())
            slope_head, slope_tail = _slopes(scale, epsilon)
            head += abs(slope_head) * ball(step)
            tail += abs(slope_tail) * ball(step)
        drift = Drift(upper(head), upper(tail))
    if not max(drift.head, drift.tail) <= scale.tau / 40:
        raise DriftNotProved(f"on {scale}: |t(ε) − τ| ≤ {float(drift.head)}, tail ≤ {float(drift.tail)}, not τ/40")
    return drift


def _slopes(scale: Scale, epsilon: arb) -> tuple[arb, arb]:
    """t'(ε) and a bound of ‖tail'(ε)‖₂ over the ball."""
    shape, problem = scale.shape, scale.problem
    a, v = ball(shape.a), ball(scale.tail_size)
    alpha = a + epsilon
    c_squared = (shape.d - 1) * a * a + alpha * alpha
    c = c_squared.sqrt()
    root_s = arb(shape.s).sqrt()
    beta = ball(shape.a * scale.tau)
    if problem.interpolates:
        return -beta / (alpha * alpha), root_s * v * alpha / (c_squared * c)
    if problem.lam is not None:
        half = ball(problem.lam) / 2
        head = (half - beta * a - epsilon * (beta + half / a)) / (alpha * alpha * alpha)
        entry = -v * alpha / (c_squared * c) + 2 * half * alpha / (c_squared * c_squared)
        return head, root_s * abs(entry)
    return _basis_pursuit_slopes(scale, alpha, c_squared, c)


def _basis_pursuit_slopes(scale: Scale, alpha: arb, c_squared: arb, c: arb) -> tuple[arb, arb]:
    """With g(α) = ρ/α = η(1 + s/(1 + (d−1)(a/α)²))^{-1/2}: t = (β − g)/α and tail = v/c − g·α/c²."""
    a, v = ball(scale.shape.a), ball(scale.tail_size)
    whole = a + arb(ball(scale.epsilon_max / 2), ball(scale.epsilon_max / 2).upper())
    g, g_slope = _residual_head(scale, alpha)
    # β − g(α) = aτ + (g(a) − g(α)), bounded by the slope over the whole range: the plain difference would cancel.
    shift = abs(_residual_head(scale, whole)[1]) * ball(scale.epsilon_max)
    beta_minus_g = ball(scale.shape.a * scale.tau) + arb(0, shift.upper())
    head = -g_slope / alpha - beta_minus_g / (alpha * alpha)
    entry = -v * alpha / (c_squared * c) - g_slope * alpha / c_squared - g / c_squared
    entry += 2 * g * alpha * alpha / (c_squared * c_squared)
    return head, arb(scale.shape.s).sqrt() * abs(entry)


def _residual_head(scale: Scale, alpha: arb) -> tuple[arb, arb]:
    """g(α) and g'(α) over the ball."""
    shape = scale.shape
    a, eta = ball(shape.a), ball(scale.problem.eta or Fraction(0))
    ratio = 1 + (shape.d - 1) * (a / alpha) * (a / alpha)
    inside = 1 + shape.s / ratio
    inside_slope = shape.s * 2 * (shape.d - 1) * a * a / (alpha * alpha * alpha) / (ratio * ratio)
    g = eta / inside.sqrt()
    return g, -g * inside_slope / (2 * inside)
