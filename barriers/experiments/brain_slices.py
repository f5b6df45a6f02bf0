"""Slices of the MNI152 template for training and testing: whole blocks of slices are held out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from networks.imaging.images import mni_slices

_PERIOD, _HELD_OUT = 25, range(10, 16)
"""Of every 25 neighbouring slices the 10th to 15th are held out; of these, the middle ones are tested on."""


@dataclass(frozen=True, eq=False)
class BrainSlices:
    """train: (count, N, N); test: (tests, N, N), from blocks of slices of which none is in `train`."""

    train: np.ndarray
    test: np.ndarray


def brain_slices(n: int, tests: int) -> BrainSlices:
    """Axial, coronal and sagittal slices at N × N; `tests` of the held-out ones, spread over the three."""
    train, middles = [], []
    for axis in range(3):
        slices = mni_slices(n, axis)
        place = np.arange(len(slices)) % _PERIOD
        train.append(slices[~np.isin(place, _HELD_OUT)])
        middles.append(slices[place == _HELD_OUT[len(_HELD_OUT) // 2]])
    held = np.concatenate(middles)
    chosen = np.unique(np.linspace(0, len(held) - 1, tests).round().astype(int))
    return BrainSlices(np.concatenate(train), held[chosen])


def augmented(slices: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """`count` slices at random: mirrored or not, shifted by up to N/16 pixels, times a brightness of 0.8 to 1.1."""
    n = slices.shape[-1]
    out = np.empty((count, n, n))
    for i, k in enumerate(rng.integers(len(slices), size=count)):
        image = slices[k][:, ::-1] if rng.random() < 0.5 else slices[k]
        reach = n // 16
        out[i] = np.roll(image, rng.integers(-reach, reach + 1, size=2), axis=(0, 1)) * rng.uniform(0.8, 1.1)
    return out
