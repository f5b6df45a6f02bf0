"""The enclosure lemma (enclosure.md): the identities behind its three duality gaps, for a general 2 x 3 matrix."""

import sympy as sp

matrix = sp.Matrix(2, 3, sp.symbols("A11 A12 A13 A21 A22 A23", real=True))
x = sp.Matrix(sp.symbols("x1:4", real=True))
u = sp.Matrix(sp.symbols("u1:3", real=True))
y = sp.Matrix(sp.symbols("y1:3", real=True))
lam, eta, l1 = sp.symbols("lam eta l1", positive=True)
residual = y - matrix * x


def lasso_completes_the_square() -> list[sp.Expr]:
    """λl + ‖r‖² − λ⟨u,y⟩ + λ²‖u‖²/4 = ‖r − λu/2‖² + λ(l − ⟨u, Ax⟩)."""
    gap = lam * l1 + residual.dot(residual) - lam * u.dot(y) + lam**2 * u.dot(u) / 4
    shifted = residual - lam * u / 2
    return [gap - shifted.dot(shifted) - lam * (l1 - u.dot(matrix * x))]


def sqrt_lasso_splits() -> list[sp.Expr]:
    """λl + ‖r‖ − λ⟨u,y⟩ = (‖r‖ − λ⟨u,r⟩) + λ(l − ⟨u, Ax⟩), with a symbol for ‖r‖."""
    norm = sp.Symbol("norm", positive=True)
    return [lam * l1 + norm - lam * u.dot(y) - (norm - lam * u.dot(residual)) - lam * (l1 - u.dot(matrix * x))]


def basis_pursuit_measures_alignment() -> list[sp.Expr]:
    """‖r − ηu/‖u‖‖² = ‖r‖² − η² + 2(η/‖u‖)(η‖u‖ − ⟨u,r⟩)."""
    length = sp.Symbol("length", positive=True)
    shifted = residual - eta * u / length
    claimed = residual.dot(residual) - eta**2 + 2 * eta / length * (eta * length - u.dot(residual))
    unit = u.dot(u) / length**2 - 1  # 0 for length = ‖u‖
    return [shifted.dot(shifted) - claimed - eta**2 * unit]
