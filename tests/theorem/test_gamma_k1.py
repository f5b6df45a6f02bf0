"""Γ_{K−1}: right on random members under random admissible answers, with no more accuracy than the theory's constant;
stopped early, it is refuted (proofs_notes/data.md)."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from barriers.adversaries.challenges import random_policy
from barriers.candidates import gamma_k1
from barriers.theorem.parts import stopped_early
from barriers.verdict import Status
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega, omega
from constructions.policies import LABELS, TIES, AnswerPolicy
from constructions.powers import log2_ceil, log2_floor, power_of_two
from tests.theorem.running import FAMILIES, assert_certified, name_of, played, trained_on

PROBLEMS = ("basis-pursuit", "lasso", "sqrt-lasso")


def random_family(problem: str, rng: random.Random) -> Omega:
    """Any problem parameter, shape, mixing and sample design, small enough for a thousand runs."""
    m, mixing = rng.choice([(1, "identity"), (2, "dct"), (3, "dct"), (4, "hadamard"), (4, "householder"), (5, "dct")])
    design = rng.choice(("single", "cluster", "common"))
    return omega(
        problem,
        digits=rng.randint(3, 7),
        rows=m,
        columns=m + rng.randint(1, 4),
        mixing=mixing,
        sample_design=design,
        samples=1 if design == "single" or m < 3 else 3,
        lam=None if problem == "basis-pursuit" else rng.choice((1, Fraction(1, 3), 5)),
        eta=rng.choice((0, 1)) if problem == "basis-pursuit" else None,
        tails=rng.randint(1 if m > 1 else 0, m - 1),
    )


def random_branch(family: Omega, rng: random.Random, deepest: int) -> Member:
    """A branch (or now and then the strong tie), ε down to 2^-deepest, κ anywhere."""
    part = rng.choice(("strong", "weak", "weak", "weak"))
    scale = family.scale(part)
    if part == "strong" and rng.random() < 0.2:
        return Member(family, part, 0)
    bound = min(scale.epsilon_max, power_of_two(-rng.randint(0, deepest)))
    clustered = family.sample_design == "cluster" and rng.random() < 0.5
    kappa = scale.kappa_max * rng.choice((Fraction(1), Fraction(1, 2**30))) if clustered else Fraction(0)
    return Member(family, part, rng.randint(1, family.d), rational_epsilon(family, bound), kappa)


def allowed_accuracy(member: Member) -> int:
    """The least integer n ≥ max(1, log₂(1/ε) + 1.63), from above, or the accuracy that tells weak from strong."""
    family = member.omega
    part = max(0, log2_ceil(4 / (7 * family.a * family.tau_strong)))
    if member.part == "strong":
        return part
    # ⌈log₂(1/ε) + 1.63⌉ with 1/ε rounded up to 40 bits; 2^1.63 < 3.096
    inverse = 1 / member.epsilon
    shift = log2_floor(inverse)
    leading = Fraction(int(inverse / power_of_two(shift) * 2**40) + 1, 2**40)
    least = next(n for n in range(shift, shift + 5) if power_of_two(n - shift) >= leading * Fraction(3096, 1000))
    return max(1, part, least)


def assert_right(member: Member, policy: AnswerPolicy) -> None:
    level = member.omega.digits - 1
    trained, error = trained_on(gamma_k1.train, member, policy, level)
    assert error <= Fraction(1, 10) ** level, (member, policy)
    used = trained.transcript.accuracy_used
    assert used is not None
    assert used <= allowed_accuracy(member), (member, policy)
    if member.part == "strong":
        assert trained.transcript.data_used == 1


@pytest.mark.parametrize("problem", PROBLEMS)
def test_it_is_right_on_random_members_under_random_answers(problem: str) -> None:
    rng = random.Random(f"few {problem}")
    for _ in range(25):
        family = random_family(problem, rng)
        assert_right(random_branch(family, rng, 60), random_policy(rng, family.d))


@pytest.mark.long
@pytest.mark.parametrize("problem", PROBLEMS)
def test_it_is_right_on_a_thousand_random_members(problem: str) -> None:
    rng = random.Random(f"many {problem}")
    for number in range(1000):
        family = random_family(problem, rng)
        if number % 250 == 249:  # four of them with ε near 2^-4000
            small = omega(problem, digits=family.digits, rows=2, columns=4, mixing="identity")
            epsilon = rational_epsilon(small, power_of_two(-4000))
            member = Member(small, "weak", 1 + rng.randrange(small.d), epsilon)
            assert_right(member, AnswerPolicy("against", favourite=1 + member.branch % small.d))
        else:
            assert_right(random_branch(family, rng, 200), random_policy(rng, family.d))


@pytest.mark.parametrize("tie", TIES)
@pytest.mark.parametrize("family", FAMILIES, ids=name_of)
def test_no_policy_misleads_it(family: Omega, tie: str) -> None:
    member = Member(family, "weak", 2, rational_epsilon(family, power_of_two(-40)))
    for label in LABELS:
        assert_right(member, AnswerPolicy(tie, label, favourite=1, seed=5, noise=tie == "random"))


@pytest.mark.parametrize("cap", [0, 1, 2, 7, 40])
@pytest.mark.parametrize("family", FAMILIES, ids=name_of)
def test_stopped_early_it_is_refuted_whatever_the_cap(family: Omega, cap: int) -> None:
    verdict = played(stopped_early(cap), family, family.digits - 1, max_data=cap, seed=cap)
    assert_certified(verdict)
    assert verdict.data_used is not None
    assert verdict.data_used <= cap
    assert verdict.witness is not None
    # answers of accuracy n were compatible with the witness, which lies so near to the tie (Lemma 3)
    if verdict.accuracy_used is not None:
        assert verdict.witness.epsilon <= power_of_two(-verdict.accuracy_used - 3)


@pytest.mark.parametrize("adversary_cap", [0, 3, 60])
def test_stopped_at_another_cap_than_the_adversarys(adversary_cap: int) -> None:
    """The adversary commits to a branch too early or too late for this algorithm: it is refuted all the same."""
    family = FAMILIES[1]
    for cap in (2, 20):
        assert_certified(played(stopped_early(cap), family, family.digits - 1, max_data=adversary_cap, number=40))


@pytest.mark.parametrize("bound", [0, 1, 5, 100])
@pytest.mark.parametrize("family", FAMILIES, ids=name_of)
def test_it_is_forced_beyond_every_bound_and_stays_right(family: Omega, bound: int) -> None:
    verdict = played(gamma_k1.train, family, family.digits - 1, max_data=bound, number=3, seed=bound)
    assert verdict.status is Status.SURVIVED
    assert verdict.reason.startswith("forced to read ")
    assert int(verdict.reason.split()[3]) > bound
    assert verdict.certificate is None
