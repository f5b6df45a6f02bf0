"""Copy the label of the nearest sample: what a network that memorises its training set does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from barriers.candidates.reading import Vector, nearest, samples_in_doubles, sufficient_index

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet


def train(data: TrainingSet) -> Callable[[Vector], Vector]:
    """Read (y, x) at every sample once, at the index sufficient for the digits asked; answer with the nearest y's x."""
    samples = samples_in_doubles(data)
    n = sufficient_index(data.digits)
    labels = np.array([data.x(k, n).to_numpy() for k in range(data.samples)])
    return lambda y: labels[nearest(samples, y)]
