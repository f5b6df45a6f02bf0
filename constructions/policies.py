"""Answer policies: every admissible way in which an oracle may answer (proofs_notes/answers.md)."""

from __future__ import annotations

import random
from dataclasses import dataclass

from oracles.errors import InvalidArgument

TIES: tuple[str, ...] = ("keep", "toward", "against", "alternate", "random")
LABELS: tuple[str, ...] = ("barycentre", "vertex", "random")


@dataclass(frozen=True)
class AnswerPolicy:
    """How the data of one element are answered, deterministically in (n, k) for a given seed.

    tie: what becomes of equal heads in A_n: "keep" them equal, raise one "toward" column `favourite`, "alternate"
    with n over the columns, perturb all of them at "random", or work "against" the truth: raise `favourite`
    above all others by √(d/(d−1))·2^-(n+½), nearly as much as the tolerance allows a liar. label: where on the
    face of minimisers x_{k,n} lies: "barycentre", a "vertex" (of column `favourite`, or the first of the face), or
    "random". noise: perturb c_n, the heads and y_{k,n} within their tolerance instead of rounding to nearest.
    """

    tie: str = "keep"
    label: str = "barycentre"
    favourite: int = 1
    noise: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        if self.tie not in TIES:
            raise InvalidArgument("tie", self.tie, "one of " + ", ".join(TIES))
        if self.label not in LABELS:
            raise InvalidArgument("label", self.label, "one of " + ", ".join(LABELS))
        if self.favourite < 1:
            raise InvalidArgument("favourite", self.favourite, "a column from 1 to d")

    def random(self, *key: int) -> random.Random:
        """A generator that depends only on the seed and the key: the same question always gets the same answer."""
        return random.Random(f"{self.seed}:{key}")

    def raised(self, n: int, d: int) -> int | None:
        """The head (from 0) that A_n favours, or None."""
        if self.tie == "toward":
            return (self.favourite - 1) % d
        return n % d if self.tie == "alternate" else None
