"""The three problems in closed form when the columns that matter are orthogonal (Lemma 2), in any arithmetic.

For orthogonal columns A_j every problem separates: with g_j = ⟨A_j, y⟩ and w_j = ‖A_j‖₂² the minimiser is
x_j = soft(g_j, ρ)/w_j, where ρ = λ/2 for the LASSO, ρ = 0 where the minimiser interpolates (square-root LASSO on
Omega_K, basis pursuit with η = 0), and the root of Σ min(|g_j|, ρ)²/w_j = η² for basis pursuit with η > 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def minimiser(
    problem: str,
    correlations: Sequence[Any],
    norms_squared: Sequence[Any],
    *,
    half_lam: Any = None,
    eta: Any = None,
    root: Callable[[Any], Any],
) -> list[Any]:
    """x_j for each column, in the arithmetic of the arguments (floats, Fractions, mpf).

    problem: "basis-pursuit", "lasso" or "sqrt-lasso"; half_lam = λ/2 (LASSO); eta = η (basis pursuit); root: the square
    root of that arithmetic (used for basis pursuit with η > 0 only).
    """
    threshold = _threshold(problem, correlations, norms_squared, half_lam, eta, root)
    if threshold is None:
        return [g * 0 for g in correlations]
    return [_soft(g, threshold) / w for g, w in zip(correlations, norms_squared, strict=True)]


def _threshold(
    problem: str,
    correlations: Sequence[Any],
    weights: Sequence[Any],
    half_lam: Any,
    eta: Any,
    root: Callable[[Any], Any],
) -> Any:
    """ρ, or None where the minimiser is 0 because ‖y‖ ≤ η."""
    if problem == "lasso":
        return half_lam
    if problem == "sqrt-lasso" or not eta:
        return 0
    # Columns become active in the order of |g_j|; going through it, the first consistent active set is the right one.
    order = sorted(range(len(weights)), key=lambda j: abs(correlations[j]))
    left, active = eta * eta, sum(1 / w for w in weights)
    for j in order:
        square = correlations[j] * correlations[j]
        if square * active > left:
            return root(left / active)
        left -= square / weights[j]
        active -= 1 / weights[j]
    return None


def _soft(value: Any, threshold: Any) -> Any:
    if value > threshold:
        return value - threshold
    if value < -threshold:
        return value + threshold
    return value * 0
