"""The candidates that know the shape of Omega_K are right where one column clearly wins, or where all tie."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

import barriers
from constructions.answers import MemberAnswers
from constructions.member import Member
from constructions.solution_set import solution_set
from oracles.training_set import TrainingSet
from tests.candidates.instances import algorithm

CLASSES = (
    ("sqrt-lasso", None),
    ("lasso", None),
    ("basis-pursuit", 0),
    ("basis-pursuit", 1),
)


def open_member(problem, eta, branch, *, columns=8, mixing="dct", digits=3, part="strong", **options):
    """A class, a member of it (branch at the largest ε, or the tie) and its training set."""
    family = barriers.omega(problem, digits=digits, rows=6, columns=columns, mixing=mixing, eta=eta, **options)
    epsilon = family.scale(part).epsilon_max if branch else Fraction(0)
    member = Member(family, part, branch, epsilon)
    data = TrainingSet(
        MemberAnswers(member),
        problem=family.problem,
        lam=family.lam,
        eta=family.eta,
        shape=(family.m, family.N),
        samples=family.samples,
        digits=digits,
        omega=family,
    )
    return member, data


def distance(member, k, output):
    """An upper bound of the distance of an output to the minimisers at sample k."""
    point = [Fraction(float(v)) if isinstance(v, float) else _exact(v) for v in output]
    return float(solution_set(member, k).distance(point)[1])


def _exact(value):
    if isinstance(value, Fraction):
        return value
    sign, mantissa, exponent, _ = value._mpf_
    return (-1) ** sign * int(mantissa) * Fraction(2) ** exponent


@pytest.mark.parametrize(("problem", "eta"), CLASSES)
@pytest.mark.parametrize("name", ["exact-column", "mpmath-column"])
@pytest.mark.parametrize("mixing", ["identity", "dct", "householder"])
@pytest.mark.parametrize("branch", [1, 2, 3])
def test_column_pickers_solve_every_branch(problem, eta, name, mixing, branch):
    member, data = open_member(problem, eta, branch, mixing=mixing)
    network = algorithm(name)(data)
    assert network.exact
    assert distance(member, 0, network(member.samples[0])) < 1e-50


@pytest.mark.parametrize(("problem", "eta"), CLASSES)
@pytest.mark.parametrize("mixing", ["identity", "dct", "householder"])
@pytest.mark.parametrize("name", ["barycentre", "hedger"])
def test_networks_of_the_tie_are_right_at_the_tie(problem, eta, mixing, name):
    member, data = open_member(problem, eta, 0, mixing=mixing)
    network = algorithm(name)(data)
    assert distance(member, 0, [float(v) for v in network(member.samples[0].to_numpy())]) < 1e-15


@pytest.mark.parametrize("branch", [0, 1, 3])
def test_barycentre_is_right_to_one_digit_less_than_the_theorem_denies_twice(branch):
    """Its error is below 3.3·10^-K on the strong part."""
    member, data = open_member("sqrt-lasso", None, branch, digits=6)
    output = algorithm("barycentre")(data)(member.samples[0].to_numpy())
    assert distance(member, 0, [float(v) for v in output]) < 3.3e-6


def test_hedger_is_right_at_one_sample_in_d():
    member, data = open_member("sqrt-lasso", None, 2, sample_design="common", samples=6, tails=2)
    network = algorithm("hedger")(data)
    right = [k for k, y in enumerate(member.samples) if distance(member, k, map(float, network(y.to_numpy()))) < 1e-3]
    assert right == [1, 4]  # branch 2 of d = 3, samples from 0


def test_label_copier_repeats_the_label_of_the_nearest_sample():
    member, data = open_member("sqrt-lasso", None, 1, sample_design="common", samples=4, tails=2)
    network = algorithm("label-copier")(data)
    for k, y in enumerate(member.samples):
        assert distance(member, k, map(float, network(y.to_numpy()))) < 1e-12


def test_zero_is_zero():
    _, data = open_member("lasso", None, 1)
    assert np.array_equal(algorithm("zero")(data)(np.ones(6)), np.zeros(8))
