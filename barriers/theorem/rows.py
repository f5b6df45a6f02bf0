"""The rows of the theorem table: problem × part, with the statement in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from barriers.certificate import Certificate
from barriers.theorem.parts import (
    Finding,
    condition_numbers,
    existence,
    part_one,
    part_one_randomised,
    part_three,
    part_two_needs_data,
    part_two_possible,
    part_two_randomised,
)
from constructions.omega import Omega, omega
from constructions.problems import PROBLEMS


@dataclass(frozen=True)
class Part:
    """A part of the theorem: its name, its statement (with K, M, d filled in), and the function that runs it."""

    name: str
    statement: str
    run: Callable[[Omega, int], Finding]

    def sentence(self, family: Omega) -> str:
        """The statement for a class."""
        k = family.digits
        return self.statement.format(K=k, K1=k - 1, K2=k - 2, d=family.d)


PARTS: tuple[Part, ...] = (
    Part("existence", "for every element a network right to {K} digits on S exists", existence),
    Part("conditioning", "the class is well-conditioned: every condition number is at most 1", condition_numbers),
    Part("i", "no training algorithm is right to {K} digits on all elements", part_one),
    Part("i-randomised", "with coins, success has probability at most 1/d = 1/{d} somewhere", part_one_randomised),
    Part("ii-possible", "an algorithm is right to {K1} digits on all elements", part_two_possible),
    Part("ii-needs-data", "but for {K1} digits no number M of data is enough", part_two_needs_data),
    Part("ii-randomised", "with coins, it fails or needs more than M data with probability > p", part_two_randomised),
    Part("iii", "an algorithm is right to {K2} digits on all elements from one datum", part_three),
)


@dataclass(frozen=True)
class Row:
    """One row: what is stated about which problem, the figure found, and whether it holds."""

    problem: str
    part: str
    statement: str
    figure: str
    holds: bool
    certificates: tuple[tuple[str, Certificate], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract's row."""
        return {
            "problem": self.problem,
            "part": self.part,
            "statement": self.statement,
            "figure": self.figure,
            "holds": self.holds,
        }


def theorem_rows(
    problems: Sequence[str] = PROBLEMS,
    *,
    digits: int = 6,
    rows: int = 19,
    columns: int = 20,
    mixing: str = "dct",
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
) -> Iterator[Row]:
    """Run every part for every problem, one row at a time. digits ≥ 3. Raises InvalidArgument as `omega` does."""
    families = [omega(name, digits=digits, rows=rows, columns=columns, mixing=mixing) for name in problems]
    for family in families:
        for part in PARTS:
            if progress is not None:
                progress(f"{family.problem}: {part.name}")
            found = part.run(family, seed)
            yield Row(family.problem, part.name, part.sentence(family), found.figure, found.holds, found.certificates)
