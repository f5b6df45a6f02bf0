"""LISTA in PyTorch: ten learned layers as in the talk's experiment, trained on all samples and labels of the training
set."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import torch

from barriers.candidates.reading import Vector, matrix_in_doubles, samples_in_doubles, sufficient_index
from networks.lista import ListaProblem, ListaSettings, single_thread, train_lista

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet

SETTINGS = ListaSettings(epochs=2000, learning_rate=5e-3, decay=0.995, stop_below=1e-9, patience=None)


def train(data: TrainingSet) -> Callable[[Vector], Vector]:
    """Read A, every sample and every label at one n, and learn labels from samples; the same data give the same
    network."""
    n = sufficient_index(data.digits)
    matrix, samples = matrix_in_doubles(data), samples_in_doubles(data)
    labels = np.array([data.x(k, n).to_numpy() for k in range(data.samples)])
    with single_thread():
        a, y, x = (torch.from_numpy(part)[None] for part in (matrix, samples, labels))
        gain = torch.tensor([1 / (10 * float(np.linalg.norm(matrix, 2)))], dtype=torch.float64)
        trained = train_lista(ListaProblem.create(a, y, x, residual_gain=gain), SETTINGS)

    def network(y: Vector) -> Vector:
        with single_thread():
            return trained(torch.from_numpy(np.array(y, dtype=np.float64))[None, None, :])[0, 0].numpy()

    return network
