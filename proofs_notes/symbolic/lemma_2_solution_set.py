"""Lemma 2 (solution_set.md): stationarity and dual certificates of the stated minimisers, for symbolic sizes.

Two tied columns and one shorter one, an active tail entry of each sign and an inactive one: d = 3, m = 4.
"""

import sympy as sp

a, c, rho, lam, t, share, p1, p2, v3 = sp.symbols("a c rho lam t share p1 p2 v3", positive=True)
shorter = sp.Symbol("shorter", positive=True)


def _instance(multiplier: sp.Expr) -> tuple[sp.Matrix, sp.Matrix, sp.Matrix, sp.Matrix]:
    """B, b, a minimiser (head shared between the tied columns), and the residual r(ρ) of Lemma 2b.

    The data are written through the minimiser: β = at + ρ/a, v = (cp₁ + ρ/c, −cp₂ − ρ/c, v₃) with |v₃| ≤ ρ/c.
    """
    matrix = sp.Matrix([[a, a, shorter, 0, 0, 0], [0, 0, 0, c, 0, 0], [0, 0, 0, 0, c, 0], [0, 0, 0, 0, 0, c]])
    b = sp.Matrix([a * t + multiplier / a, c * p1 + multiplier / c, -c * p2 - multiplier / c, v3])
    x = sp.Matrix([share * t, (1 - share) * t, 0, p1, -p2, 0])
    residual = sp.Matrix([multiplier / a, multiplier / c, -multiplier / c, v3])
    return matrix, b, x, residual


def the_residual_is_the_clipped_vector() -> list[sp.Expr]:
    """b − Bx = r(ρ)."""
    matrix, b, x, residual = _instance(rho)
    return list(b - matrix * x - residual)


def the_dual_vector_is_a_subgradient() -> list[sp.Expr]:
    """Bᵀ(r/ρ) is 1 on the tied heads, ±1 on the active tail, a_i/a_* on a shorter one, cv₃/ρ on the inactive tail."""
    matrix, _, _, residual = _instance(rho)
    return list(matrix.T * residual / rho - sp.Matrix([1, 1, shorter / a, 1, -1, c * v3 / rho]))


def lasso_is_stationary() -> list[sp.Expr]:
    """2Bᵀ(Bx − b) + λ sign(x) = 0 on the support, ρ = λ/2."""
    matrix, b, x, _ = _instance(lam / 2)
    gradient = 2 * matrix.T * (matrix * x - b)
    return [gradient[j] + lam * sign for j, sign in ((0, 1), (1, 1), (3, 1), (4, -1))]


def sqrt_lasso_is_stationary_off_interpolation() -> list[sp.Expr]:
    """With ‖r‖ = ρ/λ: Bᵀ(Bx − b)/‖r‖ + λ sign(x) = 0 on the support."""
    matrix, b, x, _ = _instance(rho)
    gradient = matrix.T * (matrix * x - b) / (rho / lam)
    return [gradient[j] + lam * sign for j, sign in ((0, 1), (1, 1), (3, 1), (4, -1))]


def basis_pursuit_has_no_duality_gap() -> list[sp.Expr]:
    """‖x‖₁ = ⟨u, b⟩ − η‖u‖ with u = r/ρ and η = ‖r‖."""
    _, b, x, residual = _instance(rho)
    u = residual / rho
    l1 = x[0] + x[1] + x[3] - x[4]
    return [l1 - (u.dot(b) - residual.dot(residual) / rho)]


def the_excluded_case_is_a_segment() -> list[sp.Expr]:
    """With λ‖u‖ = 1 the objective λf(b − su) + s‖u‖ does not depend on s (m = 2, both entries positive)."""
    w0, w1, s, b0, b1 = sp.symbols("w0 w1 s b0 b1", positive=True)
    norm = sp.sqrt(w0**2 + w1**2)
    objective = (w0 * (b0 - s * w0) + w1 * (b1 - s * w1)) / norm + s * norm
    return [sp.diff(objective, s)]


def the_excluded_case_is_really_different() -> list[sp.Expr]:
    """N = 2, m = 1, a = λ = β = 1: λ(x₁ + x₂) + |ax₁ + ax₂ − β| is 1 for x ≥ 0, x₁ + x₂ ≤ 1, and 1 + 2p at 1 + p."""
    p = sp.Symbol("p", nonnegative=True)

    def objective(x: sp.Expr) -> sp.Expr:
        return lam * x + sp.Abs(a * x - a)  # β = a

    below, above = objective(1 / (1 + p)), objective(1 + p)  # every x₁ + x₂ in (0, 1], and every one from 1 on
    at = {a: 1, lam: 1}
    return [below.subs(at) - 1, above.subs(at) - (1 + 2 * p), objective(sp.Integer(0)).subs(at) - 1]
