"""Measurement operators: dense matrices and matrix-free maps, acting on the last axis of a batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import isqrt
from typing import Any, Protocol, runtime_checkable

import numpy as np

from networks.arrays import Array, Number, as_array, is_complex, is_exact, namespace, promote, without_gradient, zeros
from oracles.errors import InvalidArgument


@runtime_checkable
class LinearOperator(Protocol):
    """A: K^N → K^m for K = ℝ or ℂ, with its adjoint and an upper bound of its norm."""

    @property
    def shape(self) -> tuple[int, int]:
        """(m, N)."""
        ...

    @property
    def norm(self) -> Number:
        """An upper bound of the operator norm ‖A‖₂."""
        ...

    def forward(self, x: Array, /) -> Array:
        """A x for x of shape (..., N): shape (..., m)."""
        ...

    def adjoint(self, u: Array, /) -> Array:
        """A* u for u of shape (..., m): shape (..., N)."""
        ...


@dataclass(frozen=True, eq=False)
class DenseOperator:
    """A matrix of shape (m, N): floats of any array library, or a NumPy object array of Fractions (then exact)."""

    matrix: Array
    known_norm: Number | None = None

    def __post_init__(self) -> None:
        matrix = as_array(self.matrix, "A")
        if matrix.ndim != 2 or 0 in matrix.shape:
            raise InvalidArgument("A", self.matrix, "a matrix with at least one row and one column")
        if not is_exact(matrix) and not bool(namespace(matrix).all(namespace(matrix).isfinite(matrix))):
            raise InvalidArgument("A", self.matrix, "a matrix of finite numbers")
        object.__setattr__(self, "matrix", matrix)

    @property
    def shape(self) -> tuple[int, int]:
        """(m, N)."""
        return (int(self.matrix.shape[0]), int(self.matrix.shape[1]))

    @property
    def norm(self) -> Number:
        """‖A‖₂ to rounding (floats), or the Frobenius norm rounded up to a multiple of 2^-64 (rationals)."""
        return self._norm if self.known_norm is None else self.known_norm

    @cached_property
    def _norm(self) -> Number:
        if is_exact(self.matrix):
            return _root_up(sum((Fraction(v) ** 2 for v in self.matrix.flat), Fraction(0)))
        plain = without_gradient(self.matrix)
        return float(namespace(plain).linalg.matrix_norm(plain, ord=2))

    @cached_property
    def _transposed(self) -> Array:
        return self.matrix.T

    @cached_property
    def _conjugate(self) -> Array:
        return namespace(self.matrix).conj(self.matrix) if is_complex(self.matrix) else self.matrix

    def forward(self, x: Array) -> Array:
        """A x along the last axis."""
        if x.dtype == self.matrix.dtype:
            return x @ self._transposed
        return promote(x, self.matrix) @ promote(self._transposed, x)

    def adjoint(self, u: Array) -> Array:
        """A* u along the last axis."""
        if u.dtype == self.matrix.dtype:
            return u @ self._conjugate
        return promote(u, self.matrix) @ promote(self._conjugate, u)


@dataclass(frozen=True, eq=False)
class MatrixFreeOperator:
    """A given by two functions on batches; `norm` is an upper bound of ‖A‖₂ that the caller vouches for.

    `like` is an array (of any shape) of the type of A x, say complex128 for a Fourier operator; float64 NumPy by
    default.
    """

    shape: tuple[int, int]
    forward: Callable[[Array], Array]
    adjoint: Callable[[Array], Array]
    norm: Number
    like: Array = field(default_factory=lambda: np.zeros(()))

    def __post_init__(self) -> None:
        if not self.norm > 0:
            raise InvalidArgument("norm", self.norm, "an upper bound of ‖A‖ that is > 0")


def as_operator(a: Any) -> LinearOperator:
    """A matrix (array or nested sequence) as a DenseOperator; an operator as itself."""
    return a if isinstance(a, LinearOperator) else DenseOperator(a)


def dense_matrix(operator: LinearOperator, like: Array) -> Array:
    """The matrix of an operator, shape (m, N), by one application to the identity; `like` fixes the array type."""
    if isinstance(operator, DenseOperator):
        return promote(operator.matrix, like)
    columns = operator.shape[1]
    identity = zeros((columns, columns), like)
    for i in range(columns):
        identity[i, i] = 1
    return operator.forward(identity).T


def sample_space(operator: LinearOperator) -> Array:
    """An array of the type in which A x lives (used for its type only)."""
    match operator:
        case DenseOperator():
            return operator.matrix
        case MatrixFreeOperator():
            return operator.like
        case _:
            return np.zeros(())


def _root_up(square: Fraction) -> Fraction:
    """The square root of a rational, rounded up to a multiple of 2^-64 (exact where it is one)."""
    scaled = square * (1 << 128)
    whole = -(-scaled.numerator // scaled.denominator)
    root = isqrt(whole)
    return Fraction(root if root * root == whole else root + 1, 1 << 64)
