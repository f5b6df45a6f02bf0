"""The certified bound per transcript: no instance that fits the answers exceeds it, and some instance nearly attains it
(proofs_notes/verdicts.md). What fits is decided here by mpmath from the definition, for random instances."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from barriers.candidates import gamma_k1, gamma_k2
from barriers.consistency import WorstCase, worst_case
from barriers.submission import Trained
from constructions.answers import MemberAnswers
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega
from constructions.policies import TIES, AnswerPolicy
from constructions.powers import power_of_two
from constructions.solution_set import solution_set
from tests.constructions.reference import matrix, member_matrix, mixing_matrix, norm, number, vector
from tests.theorem.running import FAMILIES, Algorithm, name_of, run

DIGITS = 60


@dataclass(frozen=True)
class Heard:
    """Everything that an algorithm was told, and what it returned."""

    family: Omega
    trained: Trained
    matrices: dict[int, Any]
    samples: dict[tuple[int, int], Any]
    bound: WorstCase

    def fits(self, member: Member) -> bool:
        """‖A_n − A‖_F ≤ 2^-n and ‖y_{k,n} − y_k‖ ≤ 2^-n for every answer, by definition."""
        true = member_matrix(member)
        near = all(norm(list(a_n - true)) <= mpmath.mpf(2) ** -n for n, a_n in self.matrices.items())
        return near and all(
            norm(list(y - vector(member.samples[k]))) <= mpmath.mpf(2) ** -n for (n, k), y in self.samples.items()
        )

    def error(self, member: Member) -> Fraction:
        """A lower bound of the network's largest error over the samples."""
        return max(solution_set(member, k).distance(self.trained.network(y))[0] for k, y in enumerate(member.samples))


def listen(algorithm: Algorithm, member: Member, policy: AnswerPolicy, level: int) -> Heard:
    answers = MemberAnswers(member, policy)
    trained = run(algorithm, answers, member.omega, level)
    pairs = trained.transcript.pairs()
    return Heard(
        member.omega,
        trained,
        {n: matrix(answers.matrix(n)) for n in sorted({r.n for r in trained.transcript.reads if r.kind != "y"})},
        {(n, k): vector(answers.sample(k, n)) for n, k in pairs if k is not None},
        worst_case(member.omega, trained.transcript, answers, trained.network),
    )


def random_instance(heard: Heard, truth: Member, rng: random.Random) -> Member:
    """Near the truth, anywhere in the class, or in a family that the bound did not exclude."""
    family = heard.family
    part = rng.choice(("strong", "weak", truth.part))
    largest = family.scale(part).epsilon_max
    if part == "strong" and rng.random() < 0.1:
        return Member(family, part, 0)
    kind = rng.random()
    if kind < 0.4 and truth.branch:
        spread = power_of_two(-max(heard.matrices, default=0)) * Fraction(rng.randint(-1500, 1500), 1000)
        epsilon, branch = truth.epsilon + spread, rng.choice((truth.branch, truth.branch, 1))
    elif kind < 0.7:
        epsilon, branch = largest * power_of_two(-rng.randint(0, 90)), rng.randint(1, family.d)
    else:
        choices = [c for c in heard.bound.candidates if c.branch and c.part == part]
        if not choices:
            return random_instance(heard, truth, rng)
        chosen = rng.choice(choices)
        epsilon = chosen.low + (chosen.high - chosen.low) * rng.choice((Fraction(1), Fraction(rng.randint(1, 99), 100)))
        branch = chosen.branch
    return Member(family, part, branch, min(max(epsilon, largest * power_of_two(-200)), largest))


def search(family: Omega, algorithm: Algorithm, level: int, transcripts: int, instances: int) -> int:
    """Assert the bound on so many transcripts; return how many instances fitted the answers."""
    rng = random.Random(f"{family.problem}{level}{transcripts}")
    tried = 0
    for number_of in range(transcripts):
        part = ("weak", "strong")[number_of % 2]
        epsilon = rational_epsilon(family, family.scale(part).epsilon_max * power_of_two(-rng.randint(0, 30)))
        truth = Member(family, part, rng.randint(1, family.d), epsilon)
        policy = AnswerPolicy(rng.choice(TIES), favourite=rng.randint(1, family.d), seed=number_of)
        with mpmath.workdps(DIGITS):
            heard = listen(algorithm, truth, policy, level)
            seen, attained = 0, Fraction(0)
            assert heard.fits(truth)
            for _ in range(instances):
                member = random_instance(heard, truth, rng)
                if heard.fits(member):
                    seen += 1
                    error = heard.error(member)
                    assert error <= heard.bound.error, (truth, member)
                    attained = max(attained, error)
        tried += seen
        assert heard.bound.error <= Fraction(1, 10) ** level
        assert attained >= heard.bound.error * Fraction(9, 10)
    return tried


ALGORITHMS = {"gamma-k1": (gamma_k1.train, 1), "gamma-k2": (gamma_k2.train, 2)}


@pytest.mark.parametrize("name", ALGORITHMS)
@pytest.mark.parametrize("family", FAMILIES, ids=name_of)
def test_the_bound_is_right_and_sharp(family: Omega, name: str) -> None:
    algorithm, below = ALGORITHMS[name]
    assert search(family, algorithm, family.digits - below, transcripts=2, instances=60) >= 20


@pytest.mark.long
@pytest.mark.parametrize("name", ALGORITHMS)
@pytest.mark.parametrize("family", FAMILIES, ids=name_of)
def test_the_bound_is_right_and_sharp_on_many_instances(family: Omega, name: str) -> None:
    algorithm, below = ALGORITHMS[name]
    assert search(family, algorithm, family.digits - below, transcripts=10, instances=700) >= 1700


def test_what_fits_is_what_the_definition_says() -> None:
    """The reference matrix is Q·B(ε), so an answer moved by more than 2^-n is refused."""
    family = FAMILIES[2]
    member = Member(family, "weak", 1, rational_epsilon(family, family.weak.epsilon_max))
    with mpmath.workdps(DIGITS):
        heard = listen(gamma_k2.train, member, AnswerPolicy(), family.digits - 2)
        assert heard.fits(member)
        moved = mixing_matrix(family)[:, 0] * number(Fraction(3, 2))
        for i in range(family.m):
            heard.matrices[0][i, 0] += moved[i]
        assert not heard.fits(member)
