"""The zero network: the baseline that every other candidate should beat."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from barriers.candidates.reading import Vector

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet


def train(data: TrainingSet) -> Callable[[Vector], Vector]:
    """Read nothing and return y ↦ 0."""
    length = data.shape[1]
    return lambda y: np.zeros(length)
