"""Orthonormal wavelets by name: Haar for arrays of any library, others through PyWavelets for NumPy arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from networks.arrays import Array
from networks.imaging.haar import haar2, inverse_haar2
from networks.imaging.optional import require
from networks.imaging.sizes import image_size
from oracles.errors import InvalidArgument


class Wavelet(Protocol):
    """A unitary transform of images (..., N, N) in the pyramid layout of `haar2`, with its inverse."""

    def forward(self, x: Array, /) -> Array:
        """Images (..., N, N) → coefficients (..., N, N)."""
        ...

    def inverse(self, c: Array, /) -> Array:
        """The inverse (and adjoint) of `forward`."""
        ...


@dataclass(frozen=True)
class HaarWavelet:
    """`haar2` and `inverse_haar2`: differentiable, for NumPy, PyTorch and other array libraries."""

    def forward(self, x: Array) -> Array:
        """Images (..., N, N) → coefficients (..., N, N)."""
        return haar2(x)

    def inverse(self, c: Array) -> Array:
        """The inverse (and adjoint) of `forward`."""
        return inverse_haar2(c)


HAAR = HaarWavelet()


def wavelet(name: str) -> Wavelet:
    """HAAR for "haar"; else the wavelet of that name of PyWavelets (errors: see `PeriodisedWavelet`)."""
    return HAAR if name == "haar" else PeriodisedWavelet(name)


@dataclass(frozen=True)
class PeriodisedWavelet:
    """An orthonormal wavelet of PyWavelets (say "db4") on the torus, in the pyramid layout of `haar2`.

    For NumPy arrays only, and not differentiable.

    levels: the number of scales, full depth log2 N by default. Raises MissingLibrary without PyWavelets,
    InvalidArgument for a name that PyWavelets lacks or whose wavelet is not orthogonal.
    """

    name: str
    levels: int | None = None

    def __post_init__(self) -> None:
        pywt = require("pywt", "PyWavelets", "imaging", f"The wavelet {self.name}")
        if self.name not in pywt.wavelist(kind="discrete") or not pywt.Wavelet(self.name).orthogonal:
            raise InvalidArgument("wavelet", self.name, "an orthogonal wavelet of PyWavelets such as haar, db4 or sym8")

    def forward(self, x: np.ndarray) -> np.ndarray:
        """Images (..., N, N) → coefficients (..., N, N). Raises InvalidArgument for arrays of other libraries."""
        import pywt

        n = _numpy_size(x)
        depth = self._depth(n)
        flat = np.reshape(x, (-1, n, n))
        out = np.empty_like(flat)
        for i, image in enumerate(flat):
            pyramid = image.copy()
            for level in range(depth):
                h = n >> level
                a, (across_rows, across, diagonal) = pywt.dwt2(pyramid[:h, :h], self.name, mode="periodization")
                pyramid[:h, :h] = np.block([[a, across], [across_rows, diagonal]])
            out[i] = pyramid
        return out.reshape(x.shape)

    def inverse(self, c: np.ndarray) -> np.ndarray:
        """The inverse (and adjoint) of `forward`."""
        import pywt

        n = _numpy_size(c)
        flat = np.reshape(c, (-1, n, n)).copy()
        for pyramid in flat:
            for level in reversed(range(self._depth(n))):
                h, half = n >> level, n >> (level + 1)
                parts = (
                    pyramid[:half, :half],
                    (pyramid[half:h, :half], pyramid[:half, half:h], pyramid[half:h, half:h]),
                )
                pyramid[:h, :h] = pywt.idwt2(parts, self.name, mode="periodization")
        return flat.reshape(c.shape)

    def _depth(self, n: int) -> int:
        full = n.bit_length() - 1
        return full if self.levels is None else min(self.levels, full)


def _numpy_size(x: np.ndarray) -> int:
    if not isinstance(x, np.ndarray):
        raise InvalidArgument("image", type(x).__name__, "a NumPy array (wavelets other than Haar are not for others)")
    return image_size(x)
