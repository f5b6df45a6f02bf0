"""Small training algorithms for the tests, each with one habit that the game must cope with."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from oracles.dyadic import DyadicArray
from oracles.training_set import TrainingSet

Network = Callable[[Any], Any]


def zero(data: TrainingSet) -> Network:
    """Reads nothing."""
    length = data.shape[1]
    return lambda y: [0.0] * length


class Exact:
    """An exact network from a function of Fractions."""

    exact = True

    def __init__(self, function: Callable[[tuple[Fraction, ...]], Any]) -> None:
        self._function = function

    def __call__(self, y: DyadicArray) -> Any:
        return self._function(y.to_fractions())


def head_of_tie(data: TrainingSet) -> Fraction:
    """τ, what the minimiser's head is at the level played."""
    omega = data.omega
    return omega.tau_strong if data.digits == omega.digits else omega.tau_weak


def branch_guess(branch: int, read: int = 0) -> Callable[[TrainingSet], Network]:
    """Exactly the minimiser of one branch, tail included, whatever the data say."""

    def train(data: TrainingSet) -> Network:
        label = data.x(0, read + 40 + 4 * data.omega.digits).to_fractions()
        d = data.omega.d
        heads = [Fraction(0)] * d
        heads[branch % d] = sum(label[:d], Fraction(0))
        answer = [*heads, *label[d:]]
        return Exact(lambda y: answer)

    return train


def reads_everything(data: TrainingSet) -> Network:
    """Asks A, y and x at every sample, coarse and fine, and answers with nothing."""
    for n in (0, 1, 2, 5, 17, 60):
        data.A(n)
        for k in range(data.samples):
            data.y(k, n)
            data.x(k, n)
    return zero(data)


def waits_for_the_tie_to_break(data: TrainingSet) -> Network:
    """Reads on while the largest entries are indistinguishable: for ever at the tie."""
    n, d = 1, data.omega.d
    while True:
        a = data.A(n)
        norms = sorted(a[:, j].norm_squared() for j in range(d))
        if norms[-1] - norms[-2] > Fraction(16) * data.omega.a / 2**n:
            break
        n += 1
    return zero(data)


def waits_and_hedges(data: TrainingSet) -> Network:
    """Waits until the samples of the cluster separate, then answers branch k mod d at y_k (proofs_notes/game.md)."""
    n = 1
    while True:
        ys = [data.y(k, n) for k in range(data.samples)]
        gaps = [(ys[i] - ys[j]).norm_squared() for i in range(data.samples) for j in range(i)]
        if all(g > Fraction(16, 4**n) for g in gaps):
            break
        n += 1
    d = data.omega.d
    labels = [data.x(k, n + 40).to_fractions() for k in range(data.samples)]

    def network(y: tuple[Fraction, ...]) -> list[Fraction]:
        distances = [sum((p - q) ** 2 for p, q in zip(y, z.to_fractions(), strict=True)) for z in ys]
        k = distances.index(min(distances))
        heads = [Fraction(0)] * d
        heads[k % d] = sum(labels[k][:d], Fraction(0))
        return [*heads, *labels[k][d:]]

    return Exact(network)


def hedges(data: TrainingSet) -> Network:
    """Answers branch k mod d at the sample nearest to y, exactly."""
    n = 40 + 4 * data.omega.digits
    ys = [data.y(k, n).to_fractions() for k in range(data.samples)]
    labels = [data.x(k, n).to_fractions() for k in range(data.samples)]
    d = data.omega.d

    def network(y: tuple[Fraction, ...]) -> list[Fraction]:
        distances = [sum((p - q) ** 2 for p, q in zip(y, z, strict=True)) for z in ys]
        k = distances.index(min(distances))
        heads = [Fraction(0)] * d
        heads[k % d] = sum(labels[k][:d], Fraction(0))
        return [*heads, *labels[k][d:]]

    return Exact(network)


def largest_column(accuracy: int) -> Callable[[TrainingSet], Network]:
    """Reads A(accuracy) and x there, and puts the whole head on the column that looks largest."""

    def train(data: TrainingSet) -> Network:
        a, label = data.A(accuracy), data.x(0, accuracy).to_fractions()
        d = data.omega.d
        norms = [a[:, j].norm_squared() for j in range(d)]
        heads = [Fraction(0)] * d
        heads[norms.index(max(norms))] = sum(label[:d], Fraction(0))
        answer = [*heads, *label[d:]]
        return Exact(lambda y: answer)

    return train


def least_squares(data: TrainingSet) -> Network:
    """The pseudo-inverse in doubles."""
    inverse = np.linalg.pinv(data.A(60).to_numpy())
    return lambda y: inverse @ y
