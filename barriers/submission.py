"""A submitted algorithm and what one run of it can end in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from barriers.limits import Limits
from constructions.omega import Omega
from constructions.own_class import OwnClass
from oracles.coins import CoinTape
from oracles.dyadic import DyadicArray
from oracles.training_set import Answers, TrainingSet
from oracles.transcript import Transcript

TrainingAlgorithm = Callable[[TrainingSet], Callable[[Any], Any]]
"""What is submitted: reads a training set, returns a network."""


@dataclass(frozen=True)
class Task:
    """What an algorithm is told besides its data: the class and the digits asked for at this level."""

    omega: Omega
    digits: int

    def describe(self) -> dict[str, Any]:
        """The arguments of `open_training_set` that say what the algorithm is told."""
        omega = self.omega
        return {
            "problem": omega.problem,
            "lam": omega.lam,
            "eta": omega.eta,
            "shape": (omega.m, omega.N),
            "samples": omega.samples,
            "digits": self.digits,
            "omega": omega,
        }


@dataclass(frozen=True)
class OwnTask:
    """The same for a class of one's own: its `public` part is the algorithm's data.omega."""

    family: OwnClass
    digits: int

    def describe(self) -> dict[str, Any]:
        """The arguments of `open_training_set` that say what the algorithm is told."""
        family = self.family
        return {
            "problem": family.problem.name,
            "lam": family.problem.lam,
            "eta": family.problem.eta,
            "shape": (family.m, family.N),
            "samples": family.limit.samples,
            "digits": self.digits,
            "omega": family.public,
        }


class TrainedNetwork(Protocol):
    """The network that training returned; it lives where the algorithm ran."""

    exact: bool

    def __call__(self, y: DyadicArray) -> tuple[Fraction, ...]:
        """φ(y), N exact numbers. Raises InvalidNetwork, or StoppedRun when a limit strikes."""
        ...


@dataclass(frozen=True)
class Trained:
    """Training halted with a network, having read what the transcript says."""

    network: TrainedNetwork
    transcript: Transcript


class StoppedRun(Exception):
    """A run that ended without a verdict on its answers: `status` is one of the contract's, `reason` a sentence."""

    def __init__(self, status: str, reason: str, transcript: Transcript | None = None) -> None:
        super().__init__(f"{status}: {reason}")
        self.status, self.reason, self.transcript = status, reason, transcript


class Submission(Protocol):
    """Runs a training algorithm from scratch, any number of times."""

    @property
    def name(self) -> str:
        """What reports call it."""
        ...

    def train(self, answers: Answers, task: Task | OwnTask, limits: Limits, tape: CoinTape) -> Trained:
        """One run on the given answers. Raises StoppedRun (did-not-halt, crashed, invalid-network)."""
        ...
