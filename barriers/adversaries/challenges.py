"""Challenges below K digits: true training sets of true elements, each with its own admissible answers
(proofs_notes/verdicts.md)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from constructions.answers import MemberAnswers
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega
from constructions.policies import LABELS, TIES, AnswerPolicy
from constructions.powers import power_of_two


@dataclass(frozen=True)
class Challenge:
    """One training set of one element."""

    answers: MemberAnswers

    @property
    def member(self) -> Member:
        """The element."""
        return self.answers.member

    def describe(self) -> str:
        """One line for a reader."""
        member = self.member
        where = f"branch {member.branch}, ε ≈ 2^{_log2(member.epsilon)}" if member.branch else "the tie"
        return f"{member.part} part, {where}"


def random_policy(rng: random.Random, d: int) -> AnswerPolicy:
    """A policy drawn from everything that is admissible."""
    return AnswerPolicy(
        tie=rng.choice(TIES),
        label=rng.choice(LABELS),
        favourite=rng.randint(1, d),
        noise=rng.random() < 0.5,
        seed=rng.getrandbits(32),
    )


def random_member(omega: Omega, rng: random.Random, deepest: int = 60) -> Member:
    """A random element: either part, any branch, ε between ε_• and about 2^-deepest·ε_•; now and then the strong
    tie."""
    part = rng.choice(("strong", "weak"))
    if part == "strong" and rng.random() < 0.2:
        return Member(omega, part, 0)
    bound = omega.scale(part).epsilon_max * power_of_two(-rng.randint(0, deepest))
    kappa = Fraction(0)
    if omega.sample_design == "cluster" and omega.samples > 1 and rng.random() < 0.5:
        kappa = omega.scale(part).kappa_max * power_of_two(-rng.randint(0, deepest))
    return Member(omega, part, rng.randint(1, omega.d), rational_epsilon(omega, bound), kappa)


def challenges(omega: Omega, count: int, seed: int) -> Iterator[Challenge]:
    """`count` challenges, the same for the same seed; the first three are fixed (`_fixed`)."""
    rng = random.Random(seed)
    fixed = list(_fixed(omega, 1 + seed % omega.d))
    for number in range(count):
        if number < len(fixed):
            yield Challenge(MemberAnswers(*fixed[number]))
        else:
            yield Challenge(MemberAnswers(random_member(omega, rng), random_policy(rng, omega.d)))


def _fixed(omega: Omega, branch: int) -> Iterator[tuple[Member, AnswerPolicy]]:
    """The strong tie; a weak branch at its largest ε; a small ε under answers that speak for another branch."""
    other = 1 + branch % omega.d
    largest, small = omega.weak.epsilon_max, omega.weak.epsilon_max * power_of_two(-24)
    yield Member(omega, "strong", 0), AnswerPolicy()
    yield Member(omega, "weak", branch, rational_epsilon(omega, largest)), AnswerPolicy()
    yield Member(omega, "weak", branch, rational_epsilon(omega, small)), AnswerPolicy("against", favourite=other)


def _log2(x: Fraction) -> int:
    return x.numerator.bit_length() - x.denominator.bit_length()
