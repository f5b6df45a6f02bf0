"""Theorem 13 (conditioning.md): derivatives of the minimiser in every entry of A and y, on a branch with m = 2."""

import sympy as sp

alpha, c, lam, eta, beta, v = sp.symbols("alpha c lam eta beta v", positive=True)
h = sp.Symbol("h", real=True)
E = sp.Matrix(2, 2, sp.symbols("E11 E12 E21 E22", real=True))
e = sp.Matrix(sp.symbols("e1 e2", real=True))
support = sp.diag(alpha, c)
signs = sp.Matrix([1, 1])
data = sp.Matrix([beta, v])


def interpolating_minimiser() -> list[sp.Expr]:
    """Scaled problems: d/dh (A + hE)⁻¹(y + he) = A⁻¹(e − Ex) at h = 0."""
    moved = (support + h * E).inv() * (data + h * e)
    x = support.inv() * data
    return list(sp.diff(moved, h).subs(h, 0) - support.inv() * (e - E * x))


def lasso_minimiser() -> list[sp.Expr]:
    """x = A⁻¹(y − r), r = (λ/2)A⁻ᵀ sign: dx = A⁻¹(e − Ex − dr) with dr = −(λ/2)A⁻ᵀEᵀA⁻ᵀ sign."""
    perturbed = support + h * E
    residual = lam / 2 * perturbed.T.inv() * signs
    moved = perturbed.inv() * (data + h * e - residual)
    x, slope = moved.subs(h, 0), sp.diff(residual, h).subs(h, 0)
    dual = support.T.inv() * signs
    return list(sp.diff(moved, h).subs(h, 0) - support.inv() * (e - E * x - slope)) + list(
        slope + lam / 2 * support.T.inv() * E.T * dual
    )


def basis_pursuit_residual() -> list[sp.Expr]:
    """r = ηu/‖u‖, u = A⁻ᵀ sign: dr = η(I − ûûᵀ)du/‖u‖, so ‖dr‖ ≤ η‖du‖/‖u‖, and du = −A⁻ᵀEᵀu."""
    u = (support + h * E).T.inv() * signs
    norm = sp.sqrt(u.dot(u))
    slope = sp.diff(eta * u / norm, h).subs(h, 0)
    u0, du = u.subs(h, 0), sp.diff(u, h).subs(h, 0)
    length = sp.sqrt(u0.dot(u0))
    projection = sp.eye(2) - u0 * u0.T / length**2
    return list(slope - eta * projection * du / length) + list(du + support.T.inv() * E.T * u0)


def numbers_of_the_theorem() -> list[sp.Basic]:
    """The numerical bounds for K ≥ 3: lasso ≤ 1/6, basis pursuit ≤ 1/5, scaled ≤ 1/7 at m = 1."""
    r = sp.Rational
    head = r(29, 28) / 64
    theta = r(61, 60)
    lasso = theta / 8 * (1 + head + r(101, 100) * 2 / (8 * sp.sqrt(2)) + r(1, 128))
    pursuit = theta / 8 * (1 + head + r(104, 100) * 4 / (8 * sp.sqrt(2)) + r(1, 8))
    return [
        sp.Lt(head, r(163, 10000)),
        sp.Lt(lasso, r(1, 6)),
        sp.Lt(pursuit, r(1, 5)),
        sp.Lt(r(10165, 10000) / 8, r(1, 7)),
        sp.Lt(sp.sqrt(1 + r(4 * 100, 7921 * 2)), theta),
        sp.Gt((r(1000, 1011) * 64) ** 2, 4000),
        sp.Lt(r(16, 1000) + r(1, 8) + r(1, 4), 1),
    ]
