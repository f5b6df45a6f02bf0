"""A class of one's own: a limit, its branches and their solution sets play the same game as Omega_K."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from constructions.oracle import InstanceAnswers
from constructions.problems import Problem
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument
from oracles.real_array import RealArray

Distance = Callable[[int, Sequence[Fraction]], tuple[Fraction, Fraction]]


@dataclass(frozen=True)
class OwnBranch:
    """An element of the class: A of shape (m, N), its exact samples of shape (m,), and its solution sets.

    distance(k, z) gives certified lower and upper bounds of the distance from the exact point z, shape (N,), to
    Ξ(A, y_k): the verdict rests on them.
    """

    name: str
    matrix: RealArray
    samples: tuple[DyadicArray, ...]
    distance: Distance


@dataclass(frozen=True)
class OwnClass:
    """What the game needs to know: a limit instance, whose answers the algorithm sees, and branches as near as one
    likes.

    branches(n) returns elements whose A and samples are so near to the limit that its answers up to accuracy n are
    theirs too (n = None: nothing was read); the game proves that with enclosures, answer by answer, before it
    claims anything. `omega` is handed to algorithms as data.omega: put there what they may know, never the branch.
    """

    problem: Problem
    digits: int
    limit: InstanceAnswers
    branches: Callable[[int | None], Sequence[OwnBranch]]
    public: object = None

    def __post_init__(self) -> None:
        if self.digits < 1:
            raise InvalidArgument("digits", self.digits, "an integer >= 1")

    @property
    def m(self) -> int:
        """Rows."""
        return self.limit.shape[0]

    @property
    def N(self) -> int:
        """Columns."""
        return self.limit.shape[1]
