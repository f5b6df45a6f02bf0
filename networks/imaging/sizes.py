"""Images are N × N with N a power of two, on the last two axes of a batch."""

from __future__ import annotations

from networks.arrays import Array
from oracles.errors import InvalidArgument


def dyadic_size(n: int, argument: str = "size") -> int:
    """N itself if it is a power of two >= 2. Raises InvalidArgument otherwise."""
    if isinstance(n, bool) or not isinstance(n, int) or n < 2 or n & (n - 1):
        raise InvalidArgument(argument, n, "a power of two >= 2")
    return n


def image_size(x: Array) -> int:
    """N for images of shape (..., N, N). Raises InvalidArgument unless they are square with N a power of two."""
    if x.ndim < 2 or x.shape[-1] != x.shape[-2]:
        raise InvalidArgument("image", tuple(x.shape), "images of shape (..., N, N)")
    return dyadic_size(int(x.shape[-1]), "image")
