"""A training set that is a limit's up to some accuracy and its branch's own beyond it (Lemma 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from oracles.dyadic import DyadicArray
from oracles.training_set import Answers

Far = TypeVar("Far", bound=Answers, covariant=True)


@dataclass(frozen=True)
class SwitchedAnswers(Generic[Far]):
    """`near` answers for n ≤ last, `far` answers beyond: a training set of the branch behind `far` if ε is small
    enough.

    last = −1 stands for nothing read yet: every answer is then the branch's own.
    """

    near: Answers
    far: Far
    last: int

    def _source(self, n: int) -> Answers:
        return self.near if n <= self.last else self.far

    def matrix(self, n: int) -> DyadicArray:
        """A_n, shape (m, N)."""
        return self._source(n).matrix(n)

    def sample(self, k: int, n: int) -> DyadicArray:
        """y_{k,n}, shape (m,)."""
        return self._source(n).sample(k, n)

    def label(self, k: int, n: int) -> DyadicArray:
        """x_{k,n}, shape (N,)."""
        return self._source(n).label(k, n)
