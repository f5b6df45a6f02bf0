"""What every check works with: the algorithm, the class, and one way to run it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from barriers.in_process import as_submission
from barriers.limits import Limits
from barriers.submission import StoppedRun, Submission, Task, Trained
from barriers.verdict import Verdict
from barriers.verification import verify
from constructions.answers import MemberAnswers
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega
from oracles.coins import CoinTape, TapeExhausted
from oracles.dyadic import DyadicArray

Output = tuple[Fraction, ...]


class CheckFailed(AssertionError):
    """The algorithm does not do what a check demands; the message says what it did instead."""


@dataclass(frozen=True)
class Context:
    """One algorithm under test. random: it is declared to toss coins. seed: fixes members, tapes and the games."""

    train: Callable[[Any], Any] | Submission
    family: Omega
    random: bool = False
    seed: int = 0
    time_limit: float = 60.0

    @property
    def submission(self) -> Submission:
        """The algorithm as a submission."""
        return as_submission(self.train)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Members of the class: the tie, and each part's first branch at its largest ε."""
        branches = [
            Member(
                self.family, scale.name, 1 + self.seed % self.family.d, rational_epsilon(self.family, scale.epsilon_max)
            )
            for scale in (self.family.strong, self.family.weak)
        ]
        return (Member(self.family, "strong", 0), *branches)

    @cached_property
    def verdicts(self) -> dict[int, Verdict]:
        """The verdict at each level, played once for all checks."""
        report = verify(self.train, self.family, seed=self.seed, time_limit=self.time_limit)
        return {verdict.digits: verdict for verdict in report.verdicts}

    def run(self, member: Member, *, digits: int | None = None, tape: CoinTape | None = None) -> Trained:
        """Train on the member's own answers; CheckFailed if there is no network."""
        task = Task(self.family, self.family.digits if digits is None else digits)
        tape = tape or (CoinTape(seed=self.seed) if self.random else CoinTape(bits=()))
        try:
            return self.submission.train(MemberAnswers(member), task, Limits(time=self.time_limit), tape)
        except StoppedRun as stop:
            raise CheckFailed(f"on {describe(member)}: {stop.status}: {stop.reason}") from stop
        except TapeExhausted:
            raise CheckFailed("it tosses coins; declare it with random=True") from None

    def outputs(self, trained: Trained, vectors: Sequence[DyadicArray]) -> tuple[Output, ...]:
        """The network's outputs; CheckFailed if one is none."""
        try:
            return tuple(trained.network(y) for y in vectors)
        except StoppedRun as stop:
            raise CheckFailed(f"{stop.status}: {stop.reason}") from stop


def describe(member: Member) -> str:
    """One phrase on a member."""
    return (
        f"the tie of the {member.part} part"
        if member.branch == 0
        else f"branch {member.branch} of the {member.part} part"
    )
