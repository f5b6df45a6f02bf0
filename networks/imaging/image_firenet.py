"""A FIRENET that maps measurements of an image to the image: sparsity in levels of its wavelet coefficients."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Any

from networks.arrays import Array, is_complex, namespace
from networks.firenet import Firenet, FirenetParameters
from networks.imaging.levels import level_weights
from networks.imaging.sampling import Sampling
from networks.imaging.wavelets import HAAR, Wavelet
from oracles.errors import InvalidArgument


@dataclass(frozen=True, eq=False)
class ImageFirenet:
    """y ↦ W* ψ_n(y): measurements (..., m) → images (..., N, N), complex, or their real part if `real`.

    Taking the real part is the projection onto real images, hence 1-Lipschitz. Make one with `image_firenet`.
    """

    sampling: Sampling
    network: Firenet
    real: bool = True
    wavelet: Wavelet = HAAR

    def __call__(self, y: Array, start: Array | None = None) -> Array:
        """The reconstruction; `start` is an image (..., N, N) to start from in place of zero."""
        coefficients = self.network(y, None if start is None else self.coefficients(start))
        return self.image(coefficients)

    def image(self, coefficients: Array) -> Array:
        """Wavelet coefficients (..., N²) → images (..., N, N)."""
        xp, n = namespace(coefficients), self.sampling.size
        x = self.wavelet.inverse(xp.reshape(coefficients, (*coefficients.shape[:-1], n, n)))
        return xp.real(x) if self.real and is_complex(x) else x

    def coefficients(self, image: Array) -> Array:
        """Images (..., N, N) → wavelet coefficients (..., N²)."""
        xp, n = namespace(image), self.sampling.size
        return xp.reshape(self.wavelet.forward(image), (*image.shape[:-2], n * n))


def image_firenet(
    sampling: Sampling,
    sparsities: tuple[int, ...],
    *,
    bound: float,
    like: Any,
    lam: float = 2.5e-4,
    inner: int = 5,
    outer: int = 16,
    delta: float = 1e-9,
    real: bool = True,
    wavelet: Wavelet = HAAR,
) -> ImageFirenet:
    """The FIRENET of the talk: τ = σ = 1/‖A‖ = 1, υ = 1/e, p = `inner`, n = `outer`, weights √(s/s_j) on level j.

    bound: b_2 >= ‖y‖ for every input y. like: an array of the type of the measurements. wavelet: W, of whose levels the
    sparsities are; those other than HAAR are for NumPy. Raises InvalidArgument for parameters out of range.
    Source: CAH, experiments; theory of FIRENETs.
    """
    if not bound > 0:
        raise InvalidArgument("bound", bound, "b_2 >= ‖y‖, > 0")
    parameters = FirenetParameters(
        inner=inner,
        outer=outer,
        contraction=exp(-1),
        delta=delta,
        tau=1,
        sigma=1,
        lam=lam,
        bound=float(bound),
        weights=tuple(level_weights(sparsities, sampling.size).ravel().tolist()),
    )
    return ImageFirenet(sampling, Firenet(sampling.on_coefficients(like, wavelet), parameters), real, wavelet)
