"""Dyadic levels of Haar coefficients, bands of Fourier and Walsh coefficients, and the local sparsities of an image."""

from __future__ import annotations

import numpy as np

from networks.imaging.sizes import dyadic_size, image_size
from oracles.errors import InvalidArgument


def band_of_order(q: np.ndarray) -> np.ndarray:
    """The dyadic band, from 1, of an index q >= 0: {0, 1}, {2, 3}, {4 … 7}, …: the first two bands have equal size."""
    return np.maximum(1, np.ceil(np.log2(np.asarray(q) + 1)).astype(int))


def walsh_bands(n: int) -> np.ndarray:
    """The band of each Walsh coefficient of one axis in sequency order, shape (N,)."""
    return band_of_order(np.arange(dyadic_size(n)))


def fourier_bands(n: int) -> np.ndarray:
    """The band of each Fourier coefficient of one axis in FFT order, shape (N,).

    Bands are the differences of {−m … m − 1}, m = 1, 2, 4, …: {−1, 0}, {−2, 1}, {−4, −3, 2, 3}, …
    """
    index = np.arange(dyadic_size(n))
    frequency = np.where(index < n // 2, index, index - n)
    folded = np.where(frequency >= 0, 2 * frequency, -2 * frequency - 1)
    return band_of_order(folded)


def level_map(n: int) -> np.ndarray:
    """The level of each Haar coefficient in the pyramid layout, (N, N): 1 has 4 of them, j > 1 has 4^j − 4^{j−1}."""
    bands = walsh_bands(n)
    return np.maximum(bands[:, None], bands[None, :])


def local_sparsities(coefficients: np.ndarray, count: int) -> tuple[int, ...]:
    """s_1 … s_r of Haar coefficients (..., N, N): how many of an image's `count` largest lie on each level.

    The mean over the batch, rounded, at least 1 on every level. 1 <= count <= N², else InvalidArgument.
    """
    n = image_size(coefficients)
    if not 1 <= count <= n * n:
        raise InvalidArgument("count", count, f"1 <= count <= N² = {n * n}")
    levels = level_map(n).ravel()
    images = np.abs(np.reshape(coefficients, (-1, n * n)))
    largest = np.argpartition(-images, count - 1, axis=1)[:, :count]
    totals = np.bincount(levels[largest].ravel(), minlength=n.bit_length())[1:]
    return tuple(int(c) for c in np.maximum(1, np.rint(totals / len(images))))


def level_weights(sparsities: tuple[int, ...], n: int) -> np.ndarray:
    """The weight √(s/s_j) of each Haar coefficient, s = s_1 + … + s_r, shape (N, N). Source: CAH §4."""
    if len(sparsities) != dyadic_size(n).bit_length() - 1 or min(sparsities) < 1:
        raise InvalidArgument("sparsities", sparsities, f"log2 N = {n.bit_length() - 1} integers >= 1")
    weights = np.sqrt(sum(sparsities) / np.asarray(sparsities, dtype=float))
    return weights[level_map(n) - 1]
