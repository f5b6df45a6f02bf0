"""Lemma 15, Theorem 16: the certified worst case covers every instance that fits the data, and is nearly attained."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import cast

import pytest

from barriers.candidates.face_network import barycentre_network, branch_network
from barriers.consistency import worst_case
from barriers.submission import TrainedNetwork
from constructions.answers import MemberAnswers
from constructions.enclosures import ball, upper
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega, omega
from constructions.policies import AnswerPolicy
from constructions.powers import log2_ceil, power_of_two
from constructions.solution_set import solution_set
from oracles.precision import precision
from oracles.transcript import Read, Transcript

FAMILIES = [
    omega("lasso", digits=3, rows=2, columns=4, mixing="identity"),
    omega("sqrt-lasso", digits=4, rows=4, columns=5, mixing="hadamard"),
    omega("basis-pursuit", digits=3, rows=3, columns=5, mixing="dct", eta=1),
]


def fits(member: Member, answers: MemberAnswers, last: int) -> bool:
    """Whether ‖A_n − A‖_F ≤ 2^-n for n = 0 … last, decided by certified balls."""
    q = member.omega.rotation
    with precision(600):
        columns = q.enclosure(500).transpose().tolist()
        heads, tail = [ball(h) for h in member.heads], member.tail
        exact = [[v * h for v in columns[0]] for h in heads] + [[v * tail for v in column] for column in columns[1:]]
        for n in range(last + 1):
            rows = answers.matrix(n).T.to_fractions()
            square = sum(
                (ball(p) - v) * (ball(p) - v)
                for s, r in zip(rows, exact, strict=True)
                for p, v in zip(s, r, strict=True)
            )
            if not square <= ball(power_of_two(-2 * n)):
                return False
    return True


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.problem)
@pytest.mark.parametrize("kind", ["barycentre", "branch"])
def test_theorem_16_the_bound_covers_every_consistent_instance(family: Omega, kind: str) -> None:
    rng = random.Random(f"{family.problem}{kind}")
    true = Member(family, "weak", 1, rational_epsilon(family, family.weak.epsilon_max / 8))
    last = 3 + log2_ceil(1 / true.epsilon)
    answers = MemberAnswers(true, AnswerPolicy(tie="random", seed=3))
    reads = (*(Read("A", n, None) for n in range(last + 1)), Read("y", last, 0))
    network = barycentre_network(family) if kind == "barycentre" else branch_network(family, 1)
    found = worst_case(family, Transcript(reads), answers, cast(TrainedNetwork, network))
    assert any(c.branch == true.branch and c.low <= true.epsilon <= c.high for c in found.candidates)
    assert all(c.part == "weak" for c in found.candidates)
    seen = Fraction(0)
    for _ in range(60):
        near = true.epsilon + power_of_two(-last) * Fraction(rng.randint(-120, 120), 100)
        other = Member(family, "weak", rng.choice((1, 1, 2)), near)
        if fits(other, answers, last):
            output = network(other.samples[0])
            error = solution_set(other, 0).distance(output)[1]
            assert error <= found.error
            seen = max(seen, error)
    assert seen >= found.error * Fraction(9, 10)


def test_lemma_15_data_of_the_tie_leave_every_branch_possible() -> None:
    family = FAMILIES[1]
    tie = MemberAnswers(Member(family, "strong", 0))
    reads = (*(Read("A", n, None) for n in range(12)), Read("y", 12, 0))
    found = worst_case(family, Transcript(reads), tie, cast(TrainedNetwork, barycentre_network(family)))
    assert {c.branch for c in found.candidates} == set(range(family.d + 1))
    assert found.error > Fraction(1, 10**family.digits)  # part (i) again, for this transcript
    assert found.error < Fraction(312, 100) / 10**family.digits  # Lemma 9
    assert upper(ball(found.error)) >= found.error


@pytest.mark.parametrize("problem", ["basis-pursuit", "lasso"])
@pytest.mark.parametrize(("m", "s"), [(1, 0), (3, 0), (3, 1), (6, 5)])
def test_theorem_16_no_piece_is_undecided_though_nothing_is_excluded(problem: str, m: int, s: int) -> None:
    """One coarse sample read: whole ranges of ε remain, and β − ρ/α must not cancel on a ball of ε."""
    eta, lam = (3, None) if problem == "basis-pursuit" else (None, 3)
    family = omega(problem, digits=9, rows=m, columns=m + 2, tails=s, mixing="identity", eta=eta, lam=lam)
    answers = MemberAnswers(Member(family, "strong", 0))
    network = barycentre_network(family)
    found = worst_case(family, Transcript((Read("y", 0, 0),)), answers, cast(TrainedNetwork, network))
    assert {c.part for c in found.candidates} == {"strong", "weak"}
    largest = Member(family, "weak", 1, rational_epsilon(family, family.weak.epsilon_max))
    for member in (largest, Member(family, "weak", 2, rational_epsilon(family, family.weak.epsilon_max / 2**40))):
        assert solution_set(member, 0).distance(network(member.samples[0]))[0] <= found.error
    assert found.error < Fraction(312, 100) / 10 ** (family.digits - 1)  # Lemma 9
