"""The orthonormal two-dimensional Walsh–Hadamard transform in sequency order, batched and differentiable."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from networks.arrays import Array, device_of, namespace
from networks.imaging.sizes import dyadic_size, image_size


@lru_cache(maxsize=16)
def sequency_order(n: int) -> np.ndarray:
    """The row of Sylvester's matrix with j sign changes, for j = 0 … N − 1: the reversed bits of j's Gray code."""
    bits = dyadic_size(n).bit_length() - 1
    j = np.arange(n)
    gray = j ^ (j >> 1)
    return np.sum([((gray >> b) & 1) << (bits - 1 - b) for b in range(bits)], axis=0)


@lru_cache(maxsize=16)
def _sylvester(n: int) -> np.ndarray:
    """The orthonormal n × n Sylvester matrix."""
    matrix = np.ones((1, 1))
    while len(matrix) < n:
        matrix = np.block([[matrix, matrix], [matrix, -matrix]]) / np.sqrt(2)
    return matrix


def walsh2(x: Array) -> Array:
    """Images (..., N, N) → coefficients (..., N, N) in sequency order on both axes; it is its own inverse."""
    image_size(x)
    xp = namespace(x)
    once = _walsh_last(x)
    return xp.permute_dims(_walsh_last(_transposed(once)), _swap(x))


def _transposed(x: Array) -> Array:
    return namespace(x).permute_dims(x, _swap(x))


def _swap(x: Array) -> tuple[int, ...]:
    return (*range(x.ndim - 2), x.ndim - 1, x.ndim - 2)


def _walsh_last(x: Array) -> Array:
    """The transform of the last axis: H_N = H_a ⊗ H_b with a ≈ b, two small matrix products instead of log N passes."""
    n = int(x.shape[-1])
    a = 1 << ((n.bit_length() - 1) // 2)
    xp = namespace(x)
    left, right = _constant(_sylvester(a), x), _constant(_sylvester(n // a), x)
    y = left @ (xp.reshape(x, (*x.shape[:-1], a, n // a)) @ right)
    order = xp.asarray(sequency_order(n), device=device_of(x))
    return xp.take(xp.reshape(y, tuple(x.shape)), order, axis=-1)


def _constant(matrix: np.ndarray, like: Array) -> Array:
    return namespace(like).asarray(matrix, dtype=like.dtype, device=device_of(like))
