"""The parameters of a FIRENET: given, or derived from the null space property so that its error bound holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, exp, inf, sqrt

from networks.arrays import Number
from networks.null_space import RobustNullSpace
from networks.sharpness import sharpness
from networks.sparsity import SparsityInLevels
from oracles.errors import InvalidArgument

BEST_CONTRACTION = exp(-1)
"""υ = 1/e: the contraction that needs the fewest layers for a given accuracy."""


@dataclass(frozen=True)
class FirenetParameters:
    """Weights and sizes of a FIRENET with `outer` restarts of `inner` primal–dual steps.

    inner: p >= 1. outer: n >= 1. contraction: 0 < υ < 1. delta: δ >= 0. tau, sigma: steps > 0. lam: λ > 0.
    bound: b_2 = ε_0, an upper bound of ‖y‖ over all inputs, > 0: a constant of the network. weights: w > 0, one number
    or one per column. gain: α_k = 2 gain/(p ε_k) with ε_k = υ (δ + ε_{k−1}); 1/σ by default, which the error bound
    needs. With rational parameters the network is exact on rational inputs. Raises InvalidArgument for values out of
    range.
    """

    inner: int
    outer: int
    contraction: Number
    delta: Number
    tau: Number
    sigma: Number
    lam: Number
    bound: Number
    weights: Number | tuple[Number, ...] = 1
    gain: Number | None = None

    def __post_init__(self) -> None:
        for name in ("inner", "outer"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise InvalidArgument(name, value, "an integer >= 1")
        if not 0 < self.contraction < 1:
            raise InvalidArgument("contraction", self.contraction, "0 < υ < 1")
        if not 0 <= self.delta < inf:
            raise InvalidArgument("delta", self.delta, "a finite δ >= 0")
        for name in ("tau", "sigma", "lam", "bound"):
            if not 0 < getattr(self, name) < inf:
                raise InvalidArgument(name, getattr(self, name), "a finite number > 0")
        if self.gain is not None and not 0 < self.gain < inf:
            raise InvalidArgument("gain", self.gain, "a finite number > 0")
        if isinstance(self.weights, Sequence):
            object.__setattr__(self, "weights", tuple(self.weights))
        if any(not 0 < w < inf for w in self.weight_values):
            raise InvalidArgument("weights", self.weights, "finite weights > 0")

    @property
    def weight_values(self) -> tuple[Number, ...]:
        """The weights as a tuple: one for all columns, or one per column."""
        return self.weights if isinstance(self.weights, tuple) else (self.weights,)

    @property
    def accuracies(self) -> tuple[Number, ...]:
        """ε_1 … ε_n: the bounds of F(ψ_k) − F(x)."""
        values: list[Number] = []
        previous = self.bound
        for _ in range(self.outer):
            previous = self.contraction * (self.delta + previous)  # pyright: ignore[reportOperatorIssue]
            values.append(previous)
        return tuple(values)

    @property
    def scales(self) -> tuple[Number, ...]:
        """α_1 … α_n."""
        gain = 1 / self.sigma if self.gain is None else self.gain
        return tuple(2 * gain / (self.inner * accuracy) for accuracy in self.accuracies)  # pyright: ignore[reportOperatorIssue]

    @property
    def affine_layers(self) -> int:
        """3 n p + 1."""
        return 3 * self.outer * self.inner + 1

    def check_steps(self, operator_norm: Number) -> None:
        """Raises InvalidArgument unless τσ‖A‖² <= 1 (exactly on rationals, to 1e-12 in floats)."""
        product = self.tau * self.sigma * operator_norm * operator_norm  # pyright: ignore[reportOperatorIssue]
        slack = 0 if isinstance(product, Fraction | int) else 1e-12
        if not product <= 1 + slack:
            raise InvalidArgument(
                "tau*sigma", self.tau * self.sigma, f"steps with τσ‖A‖² <= 1 for ‖A‖ = {float(operator_norm):.6g}"
            )  # pyright: ignore[reportOperatorIssue]


@dataclass(frozen=True)
class Guarantee:
    """‖ψ_n − x‖₂ <= C2 (δ/(1 − υ) + υⁿ b_2) for all y with ‖y‖ <= b_2 and every x with (2C1/(C2√ξ)) σ_{s,M}(x)_{1,w} +
    2 ‖A_l x − y‖ <= δ.

    A_l is the matrix inside the network, within `matrix_tolerance` of one that has the property with (ρ, γ). `bound` is
    b_2, the constant of the network. A shorter y has no better bound: the weights α_k were made for b_2.
    """

    c1: float
    c2: float
    contraction: float
    delta: float
    bound: float
    matrix_tolerance: float

    def error_after(self, restarts: int) -> float:
        """The bound after n = `restarts` >= 0 restarts."""
        return self.c2 * (self.delta / (1 - self.contraction) + self.contraction**restarts * self.bound)


def derive(
    null_space: RobustNullSpace,
    levels: SparsityInLevels,
    operator_norm: Number,
    *,
    outer: int,
    delta: float,
    bound: float,
    contraction: float = BEST_CONTRACTION,
    tau: float | None = None,
    sigma: float | None = None,
) -> tuple[FirenetParameters, Guarantee]:
    """Parameters with the error bound, from (ρ, γ), (s, M, w) and ‖A‖ (an upper bound is allowed).

    λ = C1/(C2 √ξ); τ = σ = 1/‖A‖ unless given; p = ⌈2 C2/(υ √(τσ))⌉, which is ⌈2 C2 ‖A‖/υ⌉ for the default steps.
    Raises InvalidArgument for ρ >= 1, illegal steps and values out of range.
    """
    if not 0 < operator_norm < inf:
        raise InvalidArgument("operator_norm", operator_norm, "a finite ‖A‖ > 0")
    if not 0 < contraction < 1:
        raise InvalidArgument("contraction", contraction, "0 < υ < 1")
    constants = sharpness(null_space, levels)
    tau = 1 / float(operator_norm) if tau is None else tau
    sigma = 1 / float(operator_norm) if sigma is None else sigma
    for name, step in (("tau", tau), ("sigma", sigma)):
        if not 0 < step < inf:
            raise InvalidArgument(name, step, "a finite number > 0")
    parameters = FirenetParameters(
        inner=ceil(2 * constants.c2 / (contraction * sqrt(tau * sigma))),
        outer=outer,
        contraction=contraction,
        delta=delta,
        tau=tau,
        sigma=sigma,
        lam=constants.lam,
        bound=bound,
        weights=levels.entry_weights,
    )
    parameters.check_steps(operator_norm)
    tolerance = null_space.matrix_tolerance(levels)
    return parameters, Guarantee(constants.c1, constants.c2, contraction, delta, bound, tolerance)
