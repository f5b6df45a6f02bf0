"""The robust null space property of a small matrix, certified over all supports, with lower bounds of its constants.

A support Δ has the inequality with (ρ, γ) as soon as some matrix Q of shape (m, |Δ|) has A_Δᵀ Q = I, ‖Qᵀ a_j‖₂ <= ρ
w_j/√ξ for every column a_j off Δ, and ‖Q‖₂ <= γ (proofs_notes/firenet.md, Lemma 5): for unit v, ⟨v, x_Δ⟩ = ⟨Qv, Ax⟩ −
Σ_{j∉Δ} ⟨Qv, a_j⟩ x_j. Floats find Q; exact rational arithmetic makes A_Δᵀ Q = I true and evaluates the bounds. Lower
bounds come from explicit vectors.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

import numpy as np
from flint import fmpq, fmpq_mat

from networks.arrays import Array
from networks.null_space import RobustNullSpace, rational_matrix, root_up
from networks.sparsity import SparsityInLevels
from oracles.errors import InvalidArgument

_ROUNDS = 200
_BITS = 40


@dataclass(frozen=True)
class NullSpaceBounds:
    """What is certified about the constants of a matrix: (rho, gamma) hold; nothing below the lower bounds can.

    rho, gamma: the property holds with these (ρ may be >= 1, then nothing is proved). rho_lower: every pair of
    constants has ρ >= rho_lower, whatever γ. gamma_lower: likewise γ >= gamma_lower. supports: the number of maximal
    supports examined. functionals: for each support its Q, rows of Fractions, for whoever wants to check again
    (`check_functional`).
    """

    rho: Fraction
    gamma: Fraction
    rho_lower: Fraction
    gamma_lower: Fraction
    supports: int
    functionals: tuple[tuple[tuple[int, ...], tuple[tuple[Fraction, ...], ...]], ...]

    @property
    def null_space(self) -> RobustNullSpace:
        """The certified property. Raises InvalidArgument if the certified ρ is not below 1."""
        return RobustNullSpace(self.rho, self.gamma)


def certify_null_space(matrix: Array, levels: SparsityInLevels, *, most_supports: int = 20_000) -> NullSpaceBounds:
    """Certified constants of a real matrix of shape (m, N) (floats at their exact values), over every (s, M)-support.

    The upper bounds hold for complex vectors too. Raises InvalidArgument for a complex matrix, a shape that does not
    fit the levels, more than `most_supports` supports, or columns of some support that are linearly dependent (then no
    γ exists).
    """
    exact = rational_matrix(matrix)
    if exact.ncols() != levels.columns:
        raise InvalidArgument("A", matrix, f"a matrix with {levels.columns} columns")
    supports = _listed(levels, most_supports)
    floats = np.asarray(matrix, dtype=np.float64)
    xi = Fraction(levels.xi)
    squares = [Fraction(w) ** 2 for w in levels.entry_weights]
    kernel = _kernel_basis(exact)
    rho_square, gamma, rho_lower, gamma_lower = Fraction(0), Fraction(0), Fraction(0), Fraction(0)
    functionals = []
    for support in supports:
        q = _exact_functional(exact, support, _good_functional(floats, support, levels))
        rho_square = max(rho_square, _rho_square(exact, q, support, squares, xi))
        gamma = max(gamma, spectral_norm_up(q))
        rho_lower = max(rho_lower, _kernel_bound(kernel, support, levels))
        gamma_lower = max(gamma_lower, _inverse_bound(exact, floats, support))
        functionals.append((support, tuple(tuple(_fraction(v) for v in row) for row in q.tolist())))
    rho = max(root_up(rho_square), Fraction(1, 1 << _BITS))
    return NullSpaceBounds(rho, gamma, rho_lower, gamma_lower, len(supports), tuple(functionals))


def check_functional(
    matrix: Array, levels: SparsityInLevels, support: tuple[int, ...], q: Array, rho: Fraction, gamma: Fraction
) -> bool:
    """True if Q proves the inequality of this support with (ρ, γ), exactly."""
    exact, functional = rational_matrix(matrix), rational_matrix(q)
    columns = _columns(exact, support)
    squares = [Fraction(w) ** 2 for w in levels.entry_weights]
    dual = columns.transpose() * functional == _identity(len(support))
    small = _rho_square(exact, functional, support, squares, Fraction(levels.xi)) <= rho**2
    return dual and small and _dominates(gamma, functional)


def spectral_norm_up(q: fmpq_mat) -> Fraction:
    """A rational number >= ‖Q‖₂, close to it: a float guess that an exact Cholesky factorisation proves."""
    floats = np.asarray([[float(_fraction(v)) for v in row] for row in q.tolist()])
    guess = Fraction(float(np.linalg.norm(floats, 2))) * (1 + Fraction(1, 10**9)) + Fraction(1, 10**15)
    while not _dominates(guess, q):
        guess *= 1 + Fraction(1, 1000)
    return guess


def _listed(levels: SparsityInLevels, most: int) -> list[tuple[int, ...]]:
    supports = []
    for support in levels.supports():
        supports.append(support)
        if len(supports) > most:
            raise InvalidArgument("levels", levels, f"at most {most} maximal supports: use a provable family")
    return supports


def _good_functional(a: np.ndarray, support: tuple[int, ...], levels: SparsityInLevels) -> np.ndarray:
    """Q with A_ΔᵀQ ≈ I and a small maximum of ‖Qᵀa_j‖/w_j off Δ: Lawson's reweighted least squares."""
    inside = a[:, list(support)]
    rest = [j for j in range(a.shape[1]) if j not in support]
    if np.linalg.matrix_rank(inside) < len(support):
        raise InvalidArgument(
            "A", a, f"linearly independent columns on every support, but columns {support} are dependent"
        )
    if not rest:
        return np.linalg.pinv(inside).T
    outside = a[:, rest] / np.asarray([float(levels.entry_weights[j]) for j in rest])
    shares = np.full(len(rest), 1 / len(rest))
    best, lowest = np.linalg.pinv(inside).T, np.inf
    ridge = 1e-9 * float(np.sum(a * a))
    for _ in range(_ROUNDS):
        gram = (outside * shares) @ outside.T + ridge * np.eye(a.shape[0])
        half = np.linalg.solve(gram, inside)
        q = half @ np.linalg.inv(inside.T @ half)
        sizes = np.linalg.norm(q.T @ outside, axis=0)
        if sizes.max() < lowest:
            best, lowest = q, sizes.max()
        if not sizes.max() > 0:
            break
        shares = shares * (sizes + 1e-12 * sizes.max())
        shares /= shares.sum()
    return best


def _exact_functional(a: fmpq_mat, support: tuple[int, ...], q: np.ndarray) -> fmpq_mat:
    """Q rounded, then corrected so that A_ΔᵀQ = I holds exactly."""
    rough = fmpq_mat(q.shape[0], q.shape[1], [_dyadic(v) for v in q.ravel().tolist()])
    return rough * (_columns(a, support).transpose() * rough).inv()


def _rho_square(a: fmpq_mat, q: fmpq_mat, support: tuple[int, ...], squares: list[Fraction], xi: Fraction) -> Fraction:
    """max over j off Δ of ξ‖Qᵀa_j‖²/w_j²."""
    images = (q.transpose() * a).tolist()
    sizes = [
        xi * sum((_fraction(row[j]) ** 2 for row in images), Fraction(0)) / squares[j]
        for j in range(a.ncols())
        if j not in support
    ]
    return max(sizes, default=Fraction(0))


def _dominates(bound: Fraction, q: fmpq_mat) -> bool:
    """True if bound²·I − QᵀQ is positive definite, by exact elimination."""
    n = q.ncols()
    rest = _identity(n) * fmpq(bound.numerator, bound.denominator) ** 2 - q.transpose() * q
    rows = [[_fraction(v) for v in row] for row in rest.tolist()]
    for i in range(n):
        if not rows[i][i] > 0:
            return False
        for k in range(i + 1, n):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [x - factor * p for x, p in zip(rows[k], rows[i], strict=True)]
    return True


def _kernel_basis(a: fmpq_mat) -> fmpq_mat | None:
    """A rational basis of the kernel of A as columns, or None if the kernel is trivial."""
    reduced, rank = a.rref()
    n = a.ncols()
    pivots = [next(j for j in range(n) if reduced[i, j] != 0) for i in range(rank)]
    free = [j for j in range(n) if j not in pivots]
    if not free:
        return None
    basis = fmpq_mat(n, len(free))
    for column, j in enumerate(free):
        basis[j, column] = 1
        for row, pivot in enumerate(pivots):
            basis[pivot, column] = -reduced[row, j]
    return basis


def _kernel_bound(basis: fmpq_mat | None, support: tuple[int, ...], levels: SparsityInLevels) -> Fraction:
    """A lower bound of ρ from a kernel vector x that is large on Δ: √ξ‖x_Δ‖/‖x_{Δᶜ}‖_{1,w}, exactly evaluated."""
    if basis is None:
        return Fraction(0)
    floats = np.asarray([[float(_fraction(v)) for v in row] for row in basis.tolist()])
    floats /= np.linalg.norm(floats, axis=0)
    scale = [np.linalg.norm([float(_fraction(v)) for v in column]) for column in basis.transpose().tolist()]
    coefficients = _concentrated(floats, support, levels) / np.asarray(scale)
    x = basis * fmpq_mat(basis.ncols(), 1, [_dyadic(v) for v in coefficients.tolist()])
    entries = [_fraction(x[i, 0]) for i in range(x.nrows())]
    inside = sum((entries[j] ** 2 for j in support), Fraction(0))
    outside = sum(
        (
            Fraction(w) * abs(v)
            for j, (w, v) in enumerate(zip(levels.entry_weights, entries, strict=True))
            if j not in support
        ),
        Fraction(0),
    )
    return _root_down(Fraction(levels.xi) * inside / outside**2) if outside else Fraction(0)


def _concentrated(basis: np.ndarray, support: tuple[int, ...], levels: SparsityInLevels) -> np.ndarray:
    """Coefficients of a kernel vector with a small weighted ℓ¹ norm off Δ for its size on Δ: reweighted least
    squares."""
    inside = list(support)
    weights = np.asarray([0.0 if j in support else float(w) for j, w in enumerate(levels.entry_weights)])
    root_xi = float(levels.xi) ** 0.5
    best, highest = np.zeros(basis.shape[1]), -1.0
    for start in np.eye(len(inside)):
        direction, smooth = start, np.ones(basis.shape[0])
        for _ in range(40):
            gram = (basis.T * (weights / smooth)) @ basis + 1e-12 * np.eye(basis.shape[1])
            coefficients = np.linalg.solve(gram, basis[inside].T @ direction)
            x = basis @ coefficients
            outside = float(weights @ np.abs(x))
            size = float(np.linalg.norm(x[inside]))
            if not size > 0:
                break
            if outside > 0 and root_xi * size / outside > highest:
                best, highest = coefficients / size, root_xi * size / outside
            direction, x = x[inside] / size, x / size
            smooth = np.abs(x) + 1e-9
    return best


def _inverse_bound(a: fmpq_mat, floats: np.ndarray, support: tuple[int, ...]) -> Fraction:
    """A lower bound of 1/σ_min(A_Δ) <= γ from an approximate singular vector, exactly evaluated."""
    _, _, right = np.linalg.svd(floats[:, list(support)])
    v = fmpq_mat(len(support), 1, [_dyadic(x) for x in right[-1].tolist()])
    image = _columns(a, support) * v
    size, image_size = (sum((_fraction(m[i, 0]) ** 2 for i in range(m.nrows())), Fraction(0)) for m in (v, image))
    return _root_down(size / image_size)


def _columns(a: fmpq_mat, support: tuple[int, ...]) -> fmpq_mat:
    return fmpq_mat(a.nrows(), len(support), [a[i, j] for i in range(a.nrows()) for j in support])


def _identity(n: int) -> fmpq_mat:
    return fmpq_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])


def _dyadic(v: float) -> fmpq:
    return fmpq(round(v * 2**_BITS), 2**_BITS)


def _fraction(v: fmpq) -> Fraction:
    return Fraction(int(v.p), int(v.q))


def _root_down(x: Fraction) -> Fraction:
    return Fraction(isqrt((x.numerator << (2 * _BITS)) // x.denominator), 1 << _BITS)
