"""The primal–dual steps inside one restart of a FIRENET."""

from __future__ import annotations

from collections.abc import Iterator

from networks.arrays import Array, zeros
from networks.nonlinearities import project_to_ball, soft_threshold
from networks.operators import LinearOperator


def primal_dual_steps(
    operator: LinearOperator, y: Array, x: Array, *, tau: Array, sigma: Array, threshold: Array, steps: int
) -> Iterator[Array]:
    """The primal iterates of `steps` Chambolle–Pock steps for λ‖x‖_{1,w} + ‖Ax − y‖ from (x, dual 0), each (..., N).

    y: (..., m). x: (..., N). tau, sigma: real scalars. threshold: τλw, real, a scalar or shape (N,).
    """
    dual = zeros(tuple(y.shape), y)
    shift = sigma * y
    for _ in range(steps):
        following = soft_threshold(x - tau * operator.adjoint(dual), threshold)
        dual = project_to_ball(dual + sigma * operator.forward(2 * following - x) - shift)
        x = following
        yield following


def primal_dual_mean(
    operator: LinearOperator, y: Array, x: Array, *, tau: Array, sigma: Array, threshold: Array, steps: int
) -> Array:
    """The mean of the iterates of `primal_dual_steps`, (..., N)."""
    total: Array = None
    for iterate in primal_dual_steps(operator, y, x, tau=tau, sigma=sigma, threshold=threshold, steps=steps):
        total = iterate if total is None else total + iterate
    return total / steps
