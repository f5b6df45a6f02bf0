"""Subsampled Fourier and Walsh measurements of images, and the same measurements of their wavelet coefficients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from networks.arrays import Array, device_of, namespace
from networks.imaging.fourier import fourier2, inverse_fourier2
from networks.imaging.sizes import image_size
from networks.imaging.walsh import walsh2
from networks.imaging.wavelets import HAAR, Wavelet
from networks.operators import MatrixFreeOperator
from oracles.errors import InvalidArgument

TRANSFORMS: dict[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    "fourier": (fourier2, inverse_fourier2),
    "walsh": (walsh2, walsh2),
}
"""Unitary transforms by name, each with its inverse."""


@dataclass(frozen=True, eq=False)
class Sampling:
    """P_Ω U: the coefficients in `mask` (Boolean, (N, N)) of the transform, in row-major order.

    Raises InvalidArgument for an unknown transform or a mask that is empty or not of this form.
    """

    transform: str
    mask: np.ndarray

    def __post_init__(self) -> None:
        if self.transform not in TRANSFORMS:
            raise InvalidArgument("transform", self.transform, "'fourier' or 'walsh'")
        if self.mask.dtype != np.bool_ or not self.mask.any():
            raise InvalidArgument("mask", self.mask, "a Boolean array with at least one True")
        image_size(self.mask)

    @property
    def size(self) -> int:
        """N, the side of the images."""
        return int(self.mask.shape[0])

    @cached_property
    def indices(self) -> np.ndarray:
        """Where the m measured coefficients are in the flattened N × N array."""
        return np.flatnonzero(self.mask)

    @property
    def count(self) -> int:
        """m, the number of measurements."""
        return len(self.indices)

    def measure(self, images: Array) -> Array:
        """Images (..., N, N) → measurements (..., m)."""
        xp = namespace(images)
        c = TRANSFORMS[self.transform][0](images)
        flat = xp.reshape(c, (*c.shape[:-2], self.size**2))
        return xp.take(flat, self._indices_for(flat), axis=-1)

    def zero_fill(self, y: Array) -> Array:
        """Measurements (..., m) → images (..., N, N): the adjoint of `measure`, other coefficients taken as 0."""
        xp = namespace(y)
        inverse = self._inverse_for(y)
        padded = xp.concat([y, xp.zeros((*y.shape[:-1], 1), dtype=y.dtype, device=device_of(y))], axis=-1)
        flat = xp.take(padded, inverse, axis=-1)
        return TRANSFORMS[self.transform][1](xp.reshape(flat, (*y.shape[:-1], self.size, self.size)))

    def on_coefficients(self, like: Array, wavelet: Wavelet = HAAR) -> MatrixFreeOperator:
        """A = P_Ω U W*: coefficients (..., N²) of a unitary W → measurements (..., m), ‖A‖ = 1.

        A x is of the type of `like`.
        """
        n = self.size

        def forward(x: Array) -> Array:
            return self.measure(wavelet.inverse(namespace(x).reshape(x, (*x.shape[:-1], n, n))))

        def adjoint(u: Array) -> Array:
            return namespace(u).reshape(wavelet.forward(self.zero_fill(u)), (*u.shape[:-1], n * n))

        return MatrixFreeOperator((self.count, n * n), forward, adjoint, 1, like)

    @cached_property
    def _index_cache(self) -> dict[tuple[str, str, str], Array]:
        return {}

    def _indices_for(self, like: Array) -> Array:
        return self._cached("indices", self.indices, like)

    def _inverse_for(self, like: Array) -> Array:
        """For each coefficient the place of its measurement, or m: a gather is faster than a scatter."""
        key = ("inverse", type(like).__module__, str(device_of(like)))
        if key in self._index_cache:
            return self._index_cache[key]
        places = np.full(self.size**2, self.count)
        places[self.indices] = np.arange(self.count)
        return self._cached("inverse", places, like)

    def _cached(self, name: str, values: np.ndarray, like: Array) -> Array:
        key = (name, type(like).__module__, str(device_of(like)))
        if key not in self._index_cache:
            self._index_cache[key] = namespace(like).asarray(values, device=device_of(like))
        return self._index_cache[key]
