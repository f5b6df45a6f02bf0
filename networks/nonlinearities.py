"""The two proximal maps of FIRENETs: soft thresholding and the projection onto the unit ball. Both are 1-Lipschitz."""

from __future__ import annotations

from networks.arrays import Array, is_complex, namespace, square_root, squared_norm


def soft_threshold(x: Array, threshold: Array) -> Array:
    """prox of threshold·|·| entry by entry: shrinks the modulus by `threshold` >= 0 and keeps the sign (or the phase).

    x: (..., N) real or complex; threshold: a real array that broadcasts against x, of the precision of x.
    """
    xp = namespace(x, threshold)
    if not is_complex(x):
        return x - xp.maximum(xp.minimum(x, threshold), -threshold)
    modulus = xp.abs(x)
    kept = xp.maximum(modulus - threshold, xp.zeros_like(modulus))
    # Where nothing is kept, the quotient is 0/1: no division by a modulus of zero, in value or in gradient.
    return x * (kept / xp.where(kept > 0, modulus, xp.ones_like(modulus)))


def project_to_ball(u: Array) -> Array:
    """The nearest point of the unit ball, along the last axis: u / max(1, ‖u‖). u: (..., m) real or complex."""
    return shrink_by_square(u, squared_norm(u))


def shrink_by_square(u: Array, square: Array) -> Array:
    """u / √max(1, square): the projection once ‖u‖² is known; the maximum comes first so that gradients at 0 are
    finite."""
    xp = namespace(u)
    return u / square_root(xp.maximum(square, 1))
