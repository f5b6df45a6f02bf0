"""Theorem 12 (existence.md): for every element there is a network, exact on its samples up to rounded weights."""

from __future__ import annotations

from fractions import Fraction

import pytest

from constructions.existing_network import existing_network, network_error
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega, omega
from oracles.errors import InvalidArgument

FAMILIES = [
    omega("lasso", digits=3, rows=4, columns=6, mixing="hadamard", sample_design="common", samples=3, tails=1),
    omega("sqrt-lasso", digits=6, rows=5, columns=7, mixing="dct", sample_design="cluster", samples=3),
    omega("basis-pursuit", digits=6, rows=4, columns=5, mixing="householder"),
    omega("basis-pursuit", digits=3, rows=3, columns=6, mixing="dct", eta=1),
    omega("lasso", digits=50, rows=1, columns=2, mixing="identity"),
]


def branch(family: Omega, part: str, i: int) -> Member:
    """Branch i with the largest ε and the largest κ."""
    scale = family.scale(part)
    kappa = scale.kappa_max if family.sample_design == "cluster" else Fraction(0)
    return Member(family, part, i, rational_epsilon(family, scale.epsilon_max), kappa)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: f"{family.problem}-{family.mixing}")
@pytest.mark.parametrize("part", ["strong", "weak"])
def test_theorem_12_the_network_is_right_at_every_sample(family: Omega, part: str) -> None:
    member = branch(family, part, family.d)
    network = existing_network(member)
    assert network.widths == (family.m, 2 * family.m - 1, family.N)
    assert network_error(member, network) < Fraction(1, 10 ** (family.digits + 6))


def test_theorem_12_one_multiplier_for_different_samples_costs_little() -> None:
    family = omega("basis-pursuit", digits=3, rows=6, columns=8, eta=1, sample_design="common", samples=4, tails=2)
    member = branch(family, "strong", 1)
    assert network_error(member, existing_network(member)) < family.tau_strong * Fraction(14, 10000)


@pytest.mark.parametrize("family", FAMILIES[:2], ids=lambda family: family.problem)
def test_the_network_of_one_branch_is_wrong_on_another(family: Omega) -> None:
    network = existing_network(branch(family, "strong", 1))
    assert network_error(branch(family, "strong", 2), network) > Fraction(1, 10**family.digits)


def test_the_tie_has_no_single_network_of_this_form() -> None:
    with pytest.raises(InvalidArgument):
        existing_network(Member(FAMILIES[0], "strong", 0))


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_theorem_12_interpolation(count: int) -> None:
    """Construction (b): the piecewise linear interpolant in ⟨w, y⟩ meets every target, with r − 1 hidden units."""
    points = [Fraction(k * k + 3 * k, 7) for k in range(count)]
    targets = [Fraction((-1) ** k * (k + 2), k + 1) for k in range(count)]
    slopes = [(targets[k + 1] - targets[k]) / (points[k + 1] - points[k]) for k in range(count - 1)]
    gains = [slope - (slopes[k - 1] if k else 0) for k, slope in enumerate(slopes)]

    def network(s: Fraction) -> Fraction:
        units = (g * max(Fraction(0), s - points[k]) for k, g in enumerate(gains))
        return targets[0] + sum(units, Fraction(0))

    assert [network(s) for s in points] == targets
