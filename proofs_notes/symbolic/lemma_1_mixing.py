"""Lemma 1 (mixing.md): orthogonality of the four mixings, and what it preserves."""

import sympy as sp


def _vanishing(matrix: sp.Matrix) -> list[sp.Expr]:
    return list(matrix)


def householder_is_orthogonal() -> list[sp.Expr]:
    """(I − 2wwᵀ/‖w‖²)² = I and the matrix is symmetric, for symbolic w."""
    w = sp.Matrix(sp.symbols("w1:5", real=True))
    q = sp.eye(4) - 2 * w * w.T / w.dot(w)
    return _vanishing(q * q - sp.eye(4)) + _vanishing(q - q.T)


def hadamard_is_orthogonal() -> list[sp.Expr]:
    """2^-p H_m for m = 4^p, built by the recursion [[H, H], [H, −H]], p ≤ 2."""
    h, zero = sp.Matrix([[1]]), []
    for p in (1, 2):
        for _ in range(2):
            h = sp.Matrix(sp.BlockMatrix([[h, h], [h, -h]]))
        q = h / 2**p
        zero += _vanishing(q * q.T - sp.eye(4**p))
    return zero


def dct_is_orthogonal() -> list[sp.Expr]:
    """The orthonormal DCT-II for m = 2 … 5, in exact cosines."""
    zero: list[sp.Expr] = []
    for m in range(2, 6):
        q = sp.Matrix(
            m,
            m,
            lambda k, j, m=m: sp.sqrt(sp.Rational(1 if k == 0 else 2, m)) * sp.cos(sp.pi * (2 * j + 1) * k / (2 * m)),
        )
        zero += _vanishing(q * q.T - sp.eye(m))
    return zero


def residuals_are_preserved() -> list[sp.Expr]:
    """‖QBx − Qb‖² = ‖Bx − b‖² for the rotation by a symbolic angle."""
    angle, a1, a2, c, beta, v, x1, x2, x3 = sp.symbols("angle a1 a2 c beta v x1 x2 x3", real=True)
    q = sp.Matrix([[sp.cos(angle), -sp.sin(angle)], [sp.sin(angle), sp.cos(angle)]])
    b_matrix = sp.Matrix([[a1, a2, 0], [0, 0, c]])
    plain = b_matrix * sp.Matrix([x1, x2, x3]) - sp.Matrix([beta, v])
    mixed = q * plain
    return [mixed.dot(mixed) - plain.dot(plain)]
