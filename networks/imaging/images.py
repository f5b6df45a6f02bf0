"""Real images that ship inside Python packages, by name, as N × N arrays with values in [0, 1]."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from networks.imaging.optional import MissingLibrary, require
from networks.imaging.phantoms import shepp_logan
from networks.imaging.sizes import dyadic_size
from oracles.errors import InvalidArgument


def image(name: str, n: int) -> np.ndarray:
    """The image `name` at N × N, N a power of two: one of `names()`.

    Larger sources are averaged over blocks after padding with zeros to the next power of two; smaller ones are padded.
    Raises InvalidArgument for other names, MissingLibrary where the library that holds the image is absent.
    """
    if name not in _SOURCES:
        raise InvalidArgument("image", name, f"one of {', '.join(names())}")
    if name == "shepp-logan":
        return shepp_logan(n)
    return resized(_SOURCES[name](), n)


def names() -> tuple[str, ...]:
    """The names that `image` knows."""
    return tuple(_SOURCES)


def resized(source: np.ndarray, n: int) -> np.ndarray:
    """Centred in zeros in a square of side 2^k, averaged over blocks down to N × N, scaled to the maximum 1."""
    side = max(dyadic_size(n), 1 << (max(source.shape) - 1).bit_length())
    square = np.zeros((side, side))
    top, left = (side - source.shape[0]) // 2, (side - source.shape[1]) // 2
    square[top : top + source.shape[0], left : left + source.shape[1]] = source
    block = side // n
    small = square.reshape(n, block, n, block).mean(axis=(1, 3))
    return np.clip(small / max(small.max(), 1e-300), 0.0, 1.0)


def mni_slices(n: int, axis: int = 2, margin: int = 30) -> np.ndarray:
    """Slices of the MNI152 template (197 × 233 × 189) across `axis`, without `margin` at both ends: (count, N, N)."""
    volume = np.moveaxis(_mni152(), axis, 0)
    return np.stack([resized(np.rot90(volume[i]), n) for i in range(margin, len(volume) - margin)])


@lru_cache(maxsize=1)
def _mni152() -> np.ndarray:
    datasets = require("nilearn.datasets", "nilearn", "imaging", "The MNI152 template")
    return np.asarray(datasets.load_mni152_template(resolution=1).get_fdata())


def _mri_slice() -> np.ndarray:
    cbook = require("matplotlib.cbook", "matplotlib", "imaging", "The MR slice s1045")
    try:
        with cbook.get_sample_data("s1045.ima.gz") as file:
            content = file.read()
    except FileNotFoundError:
        raise MissingLibrary(
            "This matplotlib was installed without its sample data, which hold the MR slice s1045."
        ) from None
    return np.frombuffer(content, np.uint16).reshape(256, 256).astype(float)


def _skimage(name: str) -> Callable[[], np.ndarray]:
    def load() -> np.ndarray:
        data = require("skimage.data", "scikit-image", "imaging", f"The image {name}")
        return np.asarray(getattr(data, name)(), dtype=float)

    return load


_SOURCES: dict[str, Callable[[], np.ndarray]] = {
    "s1045": _mri_slice,
    "mni152": lambda: np.rot90(_mni152()[:, :, 95]),
    "camera": _skimage("camera"),
    "moon": _skimage("moon"),
    "shepp-logan": lambda: shepp_logan(256),
}
