"""Theorems 13 and 14 and cond(AAᵀ) = 1 (conditioning.md) on random classes."""

from __future__ import annotations

import random
from fractions import Fraction
from math import isqrt

import pytest

from constructions.conditioning import conditioning
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega, omega

BOUNDS = {"lasso": Fraction(1, 6), "basis-pursuit": Fraction(1, 5), "sqrt-lasso": Fraction(1, 7)}


def random_class(problem: str, seed: int) -> Omega:
    """K ≥ 3 and at most 10 tail entries; basis pursuit with η > 0."""
    rng = random.Random(f"{problem}{seed}")
    m = rng.choice((1, 2, 4, 7, 16, 60))
    return omega(
        problem,
        digits=rng.choice((3, 4, 5, 9, 30)),
        rows=m,
        columns=m + rng.randint(1, 9),
        mixing=rng.choice(("identity", "dct", "hadamard") if m in (1, 4, 16) else ("identity", "dct")),
        lam=rng.choice((Fraction(1, 1000), 1, 30)) if "lasso" in problem else None,
        eta=rng.choice((Fraction(1, 1000), 1, 30)) if problem == "basis-pursuit" else None,
        tails=rng.randint(0, min(10, m - 1)),
    )


@pytest.mark.parametrize("problem", sorted(BOUNDS))
@pytest.mark.parametrize("seed", range(12))
def test_theorem_13_numbers_for_three_digits_and_more(problem: str, seed: int) -> None:
    found = conditioning(random_class(problem, seed))
    assert 0 < found.solution_map < BOUNDS[problem]
    assert found.matrix == 1
    assert found.at_most_one


@pytest.mark.parametrize("eta", [0, 2])
@pytest.mark.parametrize("seed", range(4))
def test_theorem_14_samples_are_shorter_than_c(eta: int, seed: int) -> None:
    rng = random.Random(seed)
    m = rng.choice((2, 4, 19, 40))
    family = omega("basis-pursuit", digits=3, rows=m, columns=m + 1 + seed, eta=eta, tails=m - 1)
    assert conditioning(family).feasibility == 1
    for part in ("strong", "weak"):
        member = Member(family, part, 1, rational_epsilon(family, family.scale(part).epsilon_max))
        assert max(y.norm_squared() for y in member.samples) <= member.tail_squared


def test_theorem_14_can_fail_at_one_digit_and_is_then_reported() -> None:
    family = omega("basis-pursuit", digits=1, rows=40, columns=41, eta=0, tails=39)
    feasibility = conditioning(family).feasibility
    assert feasibility is not None
    assert feasibility > 1
    assert not conditioning(family).at_most_one


@pytest.mark.parametrize("mixing", ["identity", "hadamard", "householder"])
def test_the_gram_matrix_is_exactly_a_multiple_of_the_identity(mixing: str) -> None:
    family = omega(digits=3, rows=4, columns=9, mixing=mixing)
    member = Member(family, "strong", 2, rational_epsilon(family, family.strong.epsilon_max))
    square = member.tail_squared
    c = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    assert c * c == member.tail_squared  # rational, by Lemma 7
    dyadic = family.rotation.exact
    assert dyadic is not None
    q = dyadic.to_fractions()
    block = [[*member.heads, 0, 0, 0]] + [[*[Fraction(0)] * 6, *(c * (i == j) for j in range(3))] for i in range(3)]
    rows = [[sum(q[k][i] * block[i][j] for i in range(4)) for j in range(9)] for k in range(4)]
    for k in range(4):
        for other in range(4):
            assert sum(p * v for p, v in zip(rows[k], rows[other], strict=True)) == c * c * (k == other)
