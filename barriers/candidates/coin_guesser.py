"""Algorithms that toss coins: guess the branch, or toss whether to read on or to guess (proofs_notes/coins.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from barriers.candidates.face_network import FaceNetwork, branch_network
from barriers.candidates.gamma_k1 import certain_branch

if TYPE_CHECKING:
    from oracles.training_set import TrainingSet

_ATTEMPTS = 8


def train(data: TrainingSet) -> FaceNetwork:
    """Guess the branch with ⌈log₂ d⌉ coins: exactly uniform, success probability 1/d, if d is a power of two."""
    return branch_network(data.omega, 1 + toss_below(data, data.omega.d))


def toss_below(data: TrainingSet, d: int) -> int:
    """A number in 0 … d − 1 from ⌈log₂ d⌉ coins, the binary number they write, taken modulo d."""
    value = 0
    for _ in range((d - 1).bit_length()):
        value = 2 * value + data.coin()
    return value % d


def read_or_guess(max_data: int) -> Callable[[TrainingSet], Any]:
    """An algorithm that on heads reads until the branch is certain, on tails guesses after `max_data` data."""

    def algorithm(data: TrainingSet) -> FaceNetwork:
        reads_on = data.coin() == 1
        n = 1
        while reads_on or n <= min(max_data, _ATTEMPTS):
            branch = certain_branch(data.omega, data, n)
            if branch is not None:
                return branch_network(data.omega, branch)
            n += 1
        return branch_network(data.omega, 1 + toss_below(data, data.omega.d))

    return algorithm
