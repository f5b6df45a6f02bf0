"""Which coefficients are measured: the multilevel patterns of the theory, and uniformly random ones as a control."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from networks.imaging.levels import fourier_bands, local_sparsities, walsh_bands
from networks.imaging.sizes import dyadic_size, image_size
from oracles.errors import InvalidArgument


def fourier_measure(sparsities: Sequence[int], band: tuple[int, ...]) -> float:
    """M_F(s, k) of the band k = (k_1, …, k_D), bands from 1. Source: CAH, Fourier sampling and Haar wavelets."""
    top = max(band)
    total = 0.0
    for j, s in enumerate(sparsities, start=1):
        decay = 2.0 ** (-2 * (j - top)) if j > top else 1.0
        total += s * decay * prod(2.0 ** -abs(k - j) for k in band)
    return total


def walsh_measure(sparsities: Sequence[int], band: tuple[int, ...]) -> float:
    """M_W(s, k) = s_{‖k‖∞} Π_i 2^{−|k_i − ‖k‖∞|} of the band k, bands from 1. Source: as for `fourier_measure`."""
    top = max(band)
    return sparsities[top - 1] * prod(2.0 ** -abs(k - top) for k in band)


def spread(measure: np.ndarray, sizes: np.ndarray, total: int) -> np.ndarray:
    """Integers m_k <= sizes_k that add up to `total`, proportional to `measure` > 0 wherever the cap does not bind.

    What a full band cannot take goes to the others in proportion; largest remainders are rounded up.
    """
    open_bands = np.ones(sizes.shape, dtype=bool)
    share = np.zeros(sizes.shape)
    while True:
        room = total - sizes[~open_bands].sum()
        share = np.where(open_bands, measure * (room / max(measure[open_bands].sum(), 1e-300)), sizes)
        full = open_bands & (share >= sizes)
        if not full.any():
            break
        open_bands &= ~full
        share = np.where(open_bands, share, sizes)
        if not open_bands.any():
            break
    counts = np.floor(share + 1e-9).astype(int)
    order = np.argsort(-(share - counts), axis=None, kind="stable")
    while counts.sum() < total:
        for flat in order:
            if counts.sum() == total:
                break
            if counts.flat[flat] < sizes.flat[flat]:
                counts.flat[flat] += 1
    return counts


def band_measures(transform: str, n: int, sparsities: Sequence[int]) -> np.ndarray:
    """M(s, k) of all two-dimensional bands k = (k_1, k_2), shape (r, r), r = log2 N."""
    r = dyadic_size(n).bit_length() - 1
    if len(sparsities) != r:
        raise InvalidArgument("sparsities", tuple(sparsities), f"log2 N = {r} local sparsities")
    _, measure = _rules(transform, n)
    return np.array([[measure(sparsities, (k, j)) for j in range(1, r + 1)] for k in range(1, r + 1)])


def affordable_sparsities(transform: str, coefficients: np.ndarray, fraction: float) -> tuple[int, ...]:
    """The sparsities of the largest number of Haar coefficients with Σ_k min(M(s, k), size_k) <= fraction·N².

    coefficients: (..., N, N); see `local_sparsities`. These are the sparsities that the theory serves with this many
    measurements if its constants and logarithms are taken as 1: a rule without a tolerance to choose.
    """
    n = image_size(coefficients)
    total = _total(n, fraction)
    _, sizes = _grid(transform, n)
    low, high = 1, n * n
    while low < high:
        middle = (low + high + 1) // 2
        needed = np.minimum(band_measures(transform, n, local_sparsities(coefficients, middle)), sizes).sum()
        low, high = (middle, high) if needed <= total else (low, middle - 1)
    return local_sparsities(coefficients, low)


def multilevel_mask(
    transform: str, n: int, fraction: float, sparsities: Sequence[int], rng: np.random.Generator
) -> np.ndarray:
    """A Boolean pattern (N, N) of round(fraction·N²) coefficients: m_k ∝ M(s, k) at random of each dyadic band k.

    The coarsest band, of 4 coefficients, is always taken whole: without the mean of the image nothing can be recovered.
    transform: "fourier" (FFT order) or "walsh" (sequency order). 0 < fraction <= 1. sparsities: s_1 … s_r, r = log2 N.
    Raises InvalidArgument for anything else.
    """
    total = _total(n, fraction)
    grid, sizes = _grid(transform, n)
    wanted = band_measures(transform, n, sparsities)
    coarsest = min(total, int(sizes[0, 0]))
    counts = np.concatenate([[coarsest], spread(wanted.ravel()[1:], sizes.ravel()[1:], total - coarsest)])
    mask = np.zeros(n * n, dtype=bool)
    members = np.argsort(grid.ravel(), kind="stable")
    starts = np.concatenate([[0], np.cumsum(sizes.ravel())])
    for b, count in enumerate(counts):
        mask[rng.permutation(members[starts[b] : starts[b + 1]])[:count]] = True
    return mask.reshape(n, n)


def uniform_mask(n: int, fraction: float, rng: np.random.Generator) -> np.ndarray:
    """round(fraction·N²) coefficients, all equally likely: (N, N), Boolean. Errors as for `multilevel_mask`."""
    mask = np.zeros(n * n, dtype=bool)
    mask[rng.permutation(n * n)[: _total(n, fraction)]] = True
    return mask.reshape(n, n)


def _total(n: int, fraction: float) -> int:
    dyadic_size(n)
    if not 0 < fraction <= 1:
        raise InvalidArgument("fraction", fraction, "0 < fraction <= 1")
    return max(1, round(fraction * n * n))


def _grid(transform: str, n: int) -> tuple[np.ndarray, np.ndarray]:
    """The number of the band of each coefficient, (N, N), and the number of coefficients of each band, (r, r)."""
    bands, _ = _rules(transform, n)
    r = n.bit_length() - 1
    grid = (bands[:, None] - 1) * r + (bands[None, :] - 1)
    return grid, np.bincount(grid.ravel(), minlength=r * r).reshape(r, r)


def _rules(transform: str, n: int):
    if transform == "fourier":
        return fourier_bands(n), fourier_measure
    if transform == "walsh":
        return walsh_bands(n), walsh_measure
    raise InvalidArgument("transform", transform, "'fourier' or 'walsh'")
