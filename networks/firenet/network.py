"""FIRENET: fast iterative restarted network, the unrolled and restarted primal–dual iteration of CAH."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from networks.arrays import Array, as_array, is_exact, namespace, promote, real_constant, squared_norm, zeros
from networks.firenet.iteration import primal_dual_mean, primal_dual_steps
from networks.firenet.parameters import FirenetParameters
from networks.operators import LinearOperator, as_operator, sample_space
from oracles.errors import InvalidArgument

_CHUNK_ENTRIES, _LEAST_ROWS = 32_768, 64
"""Large NumPy batches are worked off in parts of about this many entries of (x, u), so that they stay in the cache."""


@dataclass(frozen=True, eq=False)
class Firenet:
    """The network y ↦ ψ_n(y): K^m → K^N, K = ℝ or ℂ, for λ‖x‖_{1,w} + ‖Ax − y‖.

    operator: a matrix of shape (m, N) (NumPy, PyTorch, or a NumPy object array of Fractions) or a `LinearOperator`.
    illegal_steps: accept τσ‖A‖² > 1, for which no error bound holds (needed to reproduce the published table).

    ψ_0 = 0; ψ_k = α_k⁻¹ · mean of p primal–dual steps for (α_k y) from (α_k ψ_{k−1}, dual 0). It is differentiable in y
    and in the matrix under PyTorch. Raises InvalidArgument for weights of the wrong length and, unless allowed, for
    illegal steps. Source: CAH §4; proofs_notes/firenet.md.
    """

    operator: Any
    parameters: FirenetParameters
    illegal_steps: bool = False

    def __post_init__(self) -> None:
        a: LinearOperator = as_operator(self.operator)
        object.__setattr__(self, "operator", a)
        if len(self.parameters.weight_values) not in (1, a.shape[1]):
            raise InvalidArgument(
                "weights", self.parameters.weights, f"one weight or one for each of {a.shape[1]} columns"
            )
        if not self.illegal_steps:
            self.parameters.check_steps(a.norm)

    @property
    def shape(self) -> tuple[int, int]:
        """(m, N)."""
        return self.operator.shape

    def __call__(self, y: Any, start: Any = None) -> Array:
        """ψ_n(y), shape (..., N), for y of shape (..., m). See `restarts`."""
        return self.restarts(y, start)[-1]

    def restarts(self, y: Any, start: Any = None) -> tuple[Array, ...]:
        """ψ_1(y) … ψ_n(y), each of shape (..., N), for a batch y of shape (..., m).

        start: ψ_0 of shape (..., N), 0 by default (the error bound then needs F(ψ_0) − F(x) <= b_2).
        Raises InvalidArgument for y of the wrong length, with NaN or infinities, or, from ψ_0 = 0, with ‖y‖ > b_2.
        """
        y = self._input(y, bounded=start is None)
        psi = self._start(y, start)
        rows = max(_LEAST_ROWS, _CHUNK_ENTRIES // sum(self.shape))
        if not isinstance(y, np.ndarray) or y.size <= rows * self.shape[0]:
            return self._restarts(y, psi)
        flat_y, flat_psi = y.reshape(-1, self.shape[0]), psi.reshape(-1, self.shape[1])
        parts = [self._restarts(flat_y[i : i + rows], flat_psi[i : i + rows]) for i in range(0, len(flat_y), rows)]
        return tuple(np.concatenate(stage).reshape(psi.shape) for stage in zip(*parts, strict=True))

    def _restarts(self, y: Array, psi: Array) -> tuple[Array, ...]:
        parameters = self.parameters
        tau, sigma = real_constant(parameters.tau, y), real_constant(parameters.sigma, y)
        threshold = self.threshold(y)
        results: list[Array] = []
        for scale in parameters.scales:
            alpha = real_constant(scale, y)
            mean = primal_dual_mean(
                self.operator,
                alpha * y,
                alpha * psi,
                tau=tau,
                sigma=sigma,
                threshold=threshold,
                steps=parameters.inner,
            )
            psi = mean / alpha
            results.append(psi)
        return tuple(results)

    def running_means(self, y: Any, start: Any = None) -> Iterator[Array]:
        """The output had the network stopped after 1, 2, …, n·p inner steps, each of shape (..., N): every p-th is a
        ψ_k.

        Between two restarts it is the mean of the steps so far, scaled back. Arguments and errors as for `restarts`.
        """
        y = self._input(y, bounded=start is None)
        psi = self._start(y, start)
        for scale in self.parameters.scales:
            alpha = real_constant(scale, y)
            total: Any = 0
            for count, iterate in enumerate(self.inner_steps(alpha * y, alpha * psi, self.parameters.inner), start=1):
                total = total + iterate
                yield total / count / alpha
            psi = total / self.parameters.inner / alpha

    def inner_steps(self, y: Array, x: Array, steps: int) -> Iterator[Array]:
        """The iterates of `steps` primal–dual steps with this network's τ, σ, λ and weights from (x, dual 0),
        unscaled."""
        p = self.parameters
        tau, sigma = real_constant(p.tau, y), real_constant(p.sigma, y)
        return primal_dual_steps(self.operator, y, x, tau=tau, sigma=sigma, threshold=self.threshold(y), steps=steps)

    def threshold(self, like: Array) -> Array:
        """τ λ w as a real array: a scalar, or shape (N,)."""
        p = self.parameters
        values = tuple(p.tau * p.lam * w for w in p.weight_values)  # pyright: ignore[reportOperatorIssue]
        return real_constant(values[0] if len(values) == 1 else values, like)

    def objective(self, x: Any, y: Any) -> Array:
        """F(x) = λ‖x‖_{1,w} + ‖Ax − y‖ for x of shape (..., N), y of shape (..., m): shape (...)."""
        x, y = as_array(x, "x"), as_array(y, "y")
        xp = namespace(x, y)
        p = self.parameters
        weights = real_constant(p.weights, x)
        misfit = xp.sqrt(squared_norm(self.operator.forward(x) - y))[..., 0]
        return float(p.lam) * xp.sum(weights * xp.abs(x), axis=-1) + misfit

    def _input(self, y: Any, *, bounded: bool) -> Array:
        y = promote(as_array(y, "y"), sample_space(self.operator))
        if y.ndim == 0 or y.shape[-1] != self.shape[0]:
            raise InvalidArgument("y", y, f"vectors of length {self.shape[0]}")
        square = squared_norm(y)
        if is_exact(y):
            inside = bool((square <= self.parameters.bound**2).all())
        else:
            xp = namespace(y)
            limit = float(self.parameters.bound) ** 2 * (1 + 1e-12)
            if not bool(xp.all(xp.isfinite(square))):
                raise InvalidArgument("y", y, "vectors of finite numbers")
            inside = bool(xp.all(square <= limit))
        if bounded and not inside:
            raise InvalidArgument("y", y, f"‖y‖ <= b_2 = {float(self.parameters.bound):.6g}")
        return y

    def _start(self, y: Array, start: Any) -> Array:
        shape = (*y.shape[:-1], self.shape[1])
        if start is None:
            return zeros(shape, y)
        psi = as_array(start, "start")
        if tuple(psi.shape) != shape:
            raise InvalidArgument("start", start, f"an array of shape {shape}")
        return promote(psi, y)
