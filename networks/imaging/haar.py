"""The orthonormal two-dimensional Haar transform to full depth, batched, complex and differentiable.

Coefficients lie in the usual pyramid: for N = 2^r the block [0, 2^{r−1})² holds the transform of the half-size image,
top right the details along the last axis, bottom left those along the axis before it, bottom right the diagonal ones.
"""

from __future__ import annotations

from networks.arrays import Array, namespace
from networks.imaging.sizes import image_size


def haar2(x: Array) -> Array:
    """Images (..., N, N), real or complex → Haar coefficients (..., N, N); an isometry."""
    image_size(x)
    return _analyse(x)


def inverse_haar2(c: Array) -> Array:
    """The inverse (and adjoint) of `haar2`."""
    image_size(c)
    return _synthesise(c)


def _analyse(x: Array) -> Array:
    if x.shape[-1] == 1:
        return x
    xp = namespace(x)
    even, odd = x[..., 0::2, :], x[..., 1::2, :]
    low, high = even + odd, even - odd
    coarse = (low[..., 0::2] + low[..., 1::2]) * 0.5
    across = (low[..., 0::2] - low[..., 1::2]) * 0.5
    down = (high[..., 0::2] + high[..., 1::2]) * 0.5
    diagonal = (high[..., 0::2] - high[..., 1::2]) * 0.5
    top = xp.concat([_analyse(coarse), across], axis=-1)
    return xp.concat([top, xp.concat([down, diagonal], axis=-1)], axis=-2)


def _synthesise(c: Array) -> Array:
    n = int(c.shape[-1])
    if n == 1:
        return c
    h = n // 2
    coarse, across = _synthesise(c[..., :h, :h]), c[..., :h, h:]
    down, diagonal = c[..., h:, :h], c[..., h:, h:]
    low = _interleaved(coarse + across, coarse - across)
    high = _interleaved(down + diagonal, down - diagonal)
    return _interleaved_rows(low + high, low - high) * 0.5


def _interleaved(even: Array, odd: Array) -> Array:
    """(..., h, h), (..., h, h) → (..., h, 2h) with the entries of `even` in the even columns."""
    xp = namespace(even, odd)
    return xp.reshape(xp.stack([even, odd], axis=-1), (*even.shape[:-1], 2 * even.shape[-1]))


def _interleaved_rows(even: Array, odd: Array) -> Array:
    """(..., h, n), (..., h, n) → (..., 2h, n) with the rows of `even` in the even rows."""
    xp = namespace(even, odd)
    return xp.reshape(xp.stack([even, odd], axis=-2), (*even.shape[:-2], 2 * even.shape[-2], even.shape[-1]))
