"""Members: A with AAᵀ = c²I, rational c for the game's ε, and ε as small as any accuracy asks."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barriers.adversaries.wrong_branch import epsilon_after, least_favoured_branch
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega, omega
from constructions.powers import power_of_two
from tests.constructions.families import families, label
from tests.constructions.reference import member_matrix, norm, number


def is_square(x: Fraction) -> bool:
    return isqrt(x.numerator) ** 2 == x.numerator and isqrt(x.denominator) ** 2 == x.denominator


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 40), st.integers(1, 200), st.integers(0, 3000), st.integers(1, 60))
def test_the_games_epsilon_makes_c_rational(m: int, extra: int, depth: int, k: int) -> None:
    family = omega(rows=m, columns=m + extra, digits=k, mixing="identity")
    bound = family.strong.epsilon_max * power_of_two(-depth)
    epsilon = rational_epsilon(family, bound)
    assert bound / 2 < epsilon <= bound
    member = Member(family, "strong", 1, epsilon)
    assert is_square(member.tail_squared)
    assert member.tail_squared == sum(h * h for h in member.heads)


@settings(max_examples=80, deadline=None)
@given(
    st.integers(1, 30),
    st.integers(1, 40),
    st.one_of(st.none(), st.integers(0, 4000)),
    st.sampled_from(["strong", "weak"]),
)
def test_epsilon_hides_behind_the_accuracy_used(m: int, extra: int, used: int | None, part: str) -> None:
    """ε√m ≤ 2^-(n0 + 3), the room that Lemma 3 needs, and ε ≤ ε_•."""
    family = omega(rows=m, columns=m + extra, digits=4, mixing="identity")
    epsilon = epsilon_after(family, part, used)
    assert 0 < epsilon <= family.scale(part).epsilon_max
    if used is not None:
        assert epsilon * epsilon * m <= power_of_two(-2 * (used + 3))


@pytest.mark.parametrize("family", families(digits=(3,)), ids=label)
def test_the_rows_of_a_member_are_orthogonal_of_length_c(family: Omega) -> None:
    member = Member(family, "weak", family.d, rational_epsilon(family, family.weak.epsilon_max / 3))
    with mpmath.workdps(60):
        a = member_matrix(member)
        gram = a * a.T - number(member.tail_squared) * mpmath.eye(family.m)
        assert norm(list(gram)) < mpmath.mpf(10) ** -45
        tie = member_matrix(Member(family, "weak", 0))
        moved = norm(list(a - tie))
        assert moved <= number(member.epsilon) * mpmath.sqrt(family.m) * (1 + mpmath.mpf(10) ** -40)


@given(st.lists(st.lists(st.fractions(-5, 5, max_denominator=9), min_size=4, max_size=4), min_size=1, max_size=9))
def test_the_branch_chosen_is_favoured_by_at_most_every_dth_output(outputs: list[list[Fraction]]) -> None:
    family = omega(rows=2, columns=4, mixing="identity")
    branch = least_favoured_branch(family, [tuple(z) for z in outputs])
    winners = [z[:3].index(max(z[:3])) + 1 for z in outputs]
    assert 1 <= branch <= 3
    assert winners.count(branch) <= len(outputs) // 3
