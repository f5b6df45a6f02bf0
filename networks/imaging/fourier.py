"""The unitary two-dimensional Fourier transform, batched and differentiable; 0, 1, …, −2, −1 is its order."""

from __future__ import annotations

from networks.arrays import Array, is_complex, namespace


def as_complex(x: Array) -> Array:
    """x with complex entries of the same precision."""
    if is_complex(x):
        return x
    xp = namespace(x)
    return xp.astype(x, xp.complex64 if x.dtype == xp.float32 else xp.complex128)


def fourier2(x: Array) -> Array:
    """Images (..., N, N), real or complex → Fourier coefficients (..., N, N), complex; an isometry."""
    return namespace(x).fft.fftn(as_complex(x), axes=(-2, -1), norm="ortho")


def inverse_fourier2(c: Array) -> Array:
    """The inverse (and adjoint) of `fourier2`."""
    return namespace(c).fft.ifftn(as_complex(c), axes=(-2, -1), norm="ortho")
