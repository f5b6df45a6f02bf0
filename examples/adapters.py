"""Algorithms as people write them, each refuted: a function, an estimator, a module, an exact network, a class.

python examples/adapters.py                                        (needs the extras sklearn and networks)
barriers verify examples/adapters.py:ridge --rows 4 --columns 5
"""

from __future__ import annotations

import numpy as np
import torch
from sklearn.linear_model import Ridge

import barriers
from barriers.adapters import exact_network, from_estimator, from_trainer
from barriers.adapters.torch_modules import from_module, gradient_descent


def plain_function(data):
    """A plain function: least squares."""
    matrix = data.A(60).to_numpy()
    return lambda y: np.linalg.lstsq(matrix, y, rcond=None)[0]


ridge = from_estimator(Ridge(alpha=1e-9))


def make_module(data):
    """Two layers."""
    rows, columns = data.shape
    return torch.nn.Sequential(torch.nn.Linear(rows, 16), torch.nn.ReLU(), torch.nn.Linear(16, columns))


module = from_module(make_module, gradient_descent(steps=50))


def exact(data):
    """An exact network: the label that was read, whatever y is."""
    label = data.x(0, 100)
    return exact_network(lambda y: label)


class Averager:
    """A class with `train`: answers the mean of the labels."""

    def __init__(self, n: int) -> None:
        self.n = n

    def train(self, data) -> None:
        """Read all labels."""
        self.mean = np.mean([data.x(k, self.n).to_numpy() for k in range(data.samples)], axis=0)

    def predict(self, y):
        """The mean."""
        return self.mean


averager = from_trainer(Averager, n=60)


def main() -> None:
    """Verify each on a small class."""
    family = barriers.omega("lasso", rows=4, columns=6, sample_design="common", samples=3)
    algorithms = {"function": plain_function, "Ridge": ridge, "module": module, "exact": exact, "class": averager}
    for name, train in algorithms.items():
        verdict = barriers.verify(train, family, levels=[family.digits]).verdicts[0]
        print(f"{name:10} {verdict.status} at {verdict.digits} digits, error > {verdict.error}, {verdict.quantifier}")


if __name__ == "__main__":
    main()
