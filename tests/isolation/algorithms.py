"""Algorithms that the tests of isolation submit; they are imported in the child, never relied on here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from oracles.training_set import TrainingSet

Network = Callable[[Any], Any]


def reader(data: TrainingSet) -> Network:
    """Reads a little of everything, adaptively."""
    matrix = data.A(60).to_numpy()
    for n in (3, 70):
        data.y(0, n)
        data.x(0, n)
    return lambda y: np.linalg.lstsq(matrix, y, rcond=None)[0]


def one_coin(data: TrainingSet) -> Network:
    """Tosses one coin and favours a column by it."""
    column = data.coin() % 2

    def network(y: Any) -> Any:
        x = np.zeros(data.shape[1])
        x[column] = 1e-6
        return x

    return network


def many_coins(data: TrainingSet) -> Network:
    """Draws a column from 128 coins."""
    column = int(data.rng().integers(2))
    return lambda y: np.eye(data.shape[1])[column] * 1e-6


class Exact:
    """A network on exact numbers."""

    exact = True

    def __init__(self, columns: int) -> None:
        self.columns = columns

    def __call__(self, y: Any) -> Any:
        assert type(y).__name__ == "DyadicArray"
        return [y[0] for _ in range(self.columns)]


def exact(data: TrainingSet) -> Network:
    """Returns an exact network."""
    return Exact(data.shape[1])


def echo_environment(data: TrainingSet) -> Network:
    """Fails with the names of the environment variables it sees."""
    import os

    raise RuntimeError(" ".join(sorted(os.environ)))


def sees_class(data: TrainingSet) -> Network:
    """Fails with what it can see of its class."""
    omega = data.omega
    raise RuntimeError(f"{omega.problem} {omega.m} {omega.N} {omega.a} {omega.tails} {data.lam} {data.digits}")


not_callable = 7
