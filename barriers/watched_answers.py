"""Answers that remember their own failure, so that a fault of ours is never blamed on the algorithm."""

from __future__ import annotations

from oracles.dyadic import DyadicArray
from oracles.training_set import Answers


class OracleFailure(BaseException):
    """Raised into the algorithm when an answer could not be made; the cause is raised again after the run."""


class WatchedAnswers:
    """Passes questions on to `answers`; an exception there stops the algorithm and is kept for `reraise`."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._failure: Exception | None = None

    def matrix(self, n: int) -> DyadicArray:
        """A_n."""
        try:
            return self._answers.matrix(n)
        except Exception as error:
            raise self._keep(error) from error

    def sample(self, k: int, n: int) -> DyadicArray:
        """y_{k,n}."""
        try:
            return self._answers.sample(k, n)
        except Exception as error:
            raise self._keep(error) from error

    def label(self, k: int, n: int) -> DyadicArray:
        """x_{k,n}."""
        try:
            return self._answers.label(k, n)
        except Exception as error:
            raise self._keep(error) from error

    def reraise(self) -> None:
        """Raise what went wrong while answering, if anything did."""
        if self._failure is not None:
            raise self._failure

    def _keep(self, error: Exception) -> OracleFailure:
        self._failure = error
        return OracleFailure(str(error))
