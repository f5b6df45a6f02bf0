"""Synthetic images with values in [0, 1]: Shepp–Logan, random ellipses; details (bars, text) of given contrast."""

from __future__ import annotations

import numpy as np

from networks.imaging.sizes import dyadic_size
from oracles.errors import InvalidArgument

_SHEPP_LOGAN = (
    # value, half axes, centre, angle in degrees; the "modified" contrasts of Toft (1996).
    (1.0, 0.69, 0.92, 0.0, 0.0, 0.0),
    (-0.8, 0.6624, 0.874, 0.0, -0.0184, 0.0),
    (-0.2, 0.11, 0.31, 0.22, 0.0, -18.0),
    (-0.2, 0.16, 0.41, -0.22, 0.0, 18.0),
    (0.1, 0.21, 0.25, 0.0, 0.35, 0.0),
    (0.1, 0.046, 0.046, 0.0, 0.1, 0.0),
    (0.1, 0.046, 0.046, 0.0, -0.1, 0.0),
    (0.1, 0.046, 0.023, -0.08, -0.605, 0.0),
    (0.1, 0.023, 0.023, 0.0, -0.606, 0.0),
    (0.1, 0.023, 0.046, 0.06, -0.605, 0.0),
)

_GLYPHS = {
    "B": ("110", "101", "110", "101", "110"),
    "A": ("010", "101", "111", "101", "101"),
    "R": ("110", "101", "110", "101", "101"),
    "I": ("111", "010", "010", "010", "111"),
    "E": ("111", "100", "110", "100", "111"),
}


def shepp_logan(n: int) -> np.ndarray:
    """The modified Shepp–Logan phantom at the centres of N × N pixels, values in [0, 1]."""
    x, y = _grid(dyadic_size(n))
    image = np.zeros((n, n))
    for value, a, b, x0, y0, angle in _SHEPP_LOGAN:
        image += value * _inside(x, y, a, b, x0, y0, np.deg2rad(angle))
    return np.clip(image, 0.0, 1.0)


def random_ellipses(n: int, rng: np.random.Generator, count: tuple[int, int] = (5, 12)) -> np.ndarray:
    """A head-like ellipse with between count[0] and count[1] − 1 random ellipses in it, scaled to the maximum 1."""
    if not 1 <= count[0] < count[1]:
        raise InvalidArgument("count", count, "a range (low, high) with 1 <= low < high")
    x, y = _grid(dyadic_size(n))
    a, b = rng.uniform(0.65, 0.85), rng.uniform(0.75, 0.92)
    image = 0.3 * _inside(x, y, a, b, 0.0, 0.0, 0.0)
    for _ in range(int(rng.integers(*count))):
        radius, phase = 0.6 * np.sqrt(rng.random()), rng.uniform(0, 2 * np.pi)
        ellipse = _inside(
            x,
            y,
            rng.uniform(0.04, 0.35),
            rng.uniform(0.04, 0.35),
            radius * np.cos(phase),
            radius * np.sin(phase),
            rng.uniform(0, np.pi),
        )
        image += rng.uniform(-0.25, 0.5) * ellipse
    image = np.clip(image, 0.0, None)
    return image / max(image.max(), 1e-12)


def detail(
    n: int, kind: str, contrast: float, top: int, left: int, scale: int = 1, text: str = "BARRIER"
) -> np.ndarray:
    """An image that is 0 but for a detail of value `contrast` with its corner at (top, left): kind "bars" or "text".

    bars: four horizontal bars, 2·scale pixels thick, 4·scale apart, 14·scale long.
    text: letters of 5 × 3 blocks of scale² pixels.
    Raises InvalidArgument if the detail does not fit or has letters other than A, B, E, I, R.
    """
    if kind == "bars":
        blocks = np.zeros((14, 14))
        for row in range(0, 14, 4):
            blocks[row : row + 2] = 1
    elif kind == "text" and text and set(text) <= set(_GLYPHS):
        letters = [np.array([[int(c) for c in row] for row in _GLYPHS[letter]]) for letter in text]
        blocks = np.concatenate([np.pad(letter, ((0, 0), (0, 1))) for letter in letters], axis=1)[:, :-1]
    else:
        raise InvalidArgument("detail", (kind, text), "'bars', or 'text' in the letters A, B, E, I, R")
    patch = contrast * np.kron(blocks, np.ones((scale, scale)))
    height, width = patch.shape
    if top < 0 or left < 0 or top + height > n or left + width > n:
        raise InvalidArgument(
            "detail", (top, left), f"a corner from which {height} × {width} pixels fit into {n} × {n}"
        )
    image = np.zeros((n, n))
    image[top : top + height, left : left + width] = patch
    return image


def _grid(n: int) -> tuple[np.ndarray, np.ndarray]:
    axis = (2 * np.arange(n) + 1) / n - 1
    return axis[None, :], -axis[:, None]


def _inside(x: np.ndarray, y: np.ndarray, a: float, b: float, x0: float, y0: float, angle: float) -> np.ndarray:
    u, v = x - x0, y - y0
    along, across = u * np.cos(angle) + v * np.sin(angle), -u * np.sin(angle) + v * np.cos(angle)
    return ((along / a) ** 2 + (across / b) ** 2 <= 1).astype(float)
