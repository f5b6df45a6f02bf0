"""PyTorch: a module and a training loop (extra `[networks]`)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch

from barriers.adapters.reading import Matrix, training_pairs
from oracles.training_set import TrainingSet

MakeModule = Callable[[TrainingSet], torch.nn.Module]
Fit = Callable[[torch.nn.Module, torch.Tensor, torch.Tensor], None]


def from_module(
    make: MakeModule, fit: Fit | None = None, n: int = 60, seed: int = 0
) -> Callable[..., Callable[..., Matrix]]:
    """A training algorithm from a module and a loop.

    make(data) builds the module: m numbers to N numbers. fit(module, Y, X) changes it in place, Y of shape (R, m) and
    X of shape (R, N), float64 (None: the module is used as it was made, and nothing is read). n: the accuracy read.
    PyTorch's own generator is seeded by `seed` in every run, so that the algorithm is deterministic.
    """

    def train(data: TrainingSet) -> Callable[[Matrix], Matrix]:
        torch.manual_seed(seed)
        module = make(data).double()
        if fit is not None:
            ys, xs = (torch.from_numpy(array) for array in training_pairs(data, n))
            fit(module, ys, xs)
        module.eval()

        def network(y: Matrix) -> Matrix:
            with torch.no_grad():
                return np.asarray(module(torch.from_numpy(y).reshape(1, -1)).reshape(-1))

        return network

    return train


def gradient_descent(steps: int = 200, rate: float = 1e-2) -> Fit:
    """A plain loop: full-batch Adam on the mean squared error."""

    def fit(module: torch.nn.Module, ys: torch.Tensor, xs: torch.Tensor) -> None:
        optimiser = torch.optim.Adam(module.parameters(), lr=rate)
        for _ in range(steps):
            optimiser.zero_grad()
            loss = torch.nn.functional.mse_loss(module(ys), xs)
            loss.backward()
            optimiser.step()

    return fit
