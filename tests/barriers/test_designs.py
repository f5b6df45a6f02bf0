"""The three sample designs and what their quantifiers promise (proofs_notes/game.md)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import barriers
from barriers.verdict import Status
from constructions.omega import omega
from oracles.training_set import TrainingSet
from tests.barriers.algorithms import Exact, hedges, waits_and_hedges, zero
from tests.barriers.asserting import assert_refuted, least_wrong
from tests.constructions.families import PROBLEMS


@pytest.mark.parametrize(("name", "parameters"), PROBLEMS)
@pytest.mark.parametrize("mixing", ["identity", "dct", "hadamard"])
def test_a_cluster_fails_at_every_sample(name: str, parameters: dict[str, Any], mixing: str) -> None:
    family = omega(name, rows=4, columns=7, mixing=mixing, sample_design="cluster", samples=4, digits=3, **parameters)
    for train in (zero, hedges):
        assert assert_refuted(train, family).quantifier == "every sample"


@pytest.mark.parametrize("mixing", ["identity", "dct"])
def test_a_continuous_exact_network_fails_on_a_cluster_of_distinct_samples(mixing: str) -> None:
    """κ > 0 where the network can tell the samples apart: they are pairwise different and all fail."""
    family = omega(rows=4, columns=6, mixing=mixing, sample_design="cluster", samples=4, digits=3)
    verdict = assert_refuted(hedges, family)
    assert verdict.witness is not None
    constant = Exact(lambda y: [0] * 6)
    verdict = assert_refuted(lambda data: constant, family)
    assert verdict.witness is not None
    assert verdict.witness.kappa > 0


def test_waiting_for_the_cluster_to_separate_does_not_halt_because_kappa_zero_is_in_the_class() -> None:
    family = omega(rows=4, columns=6, mixing="identity", sample_design="cluster", samples=2, digits=3)
    (verdict,) = barriers.verify(waits_and_hedges, family, levels=[3], time_limit=1).verdicts
    assert verdict.status is Status.DID_NOT_HALT
    assert verdict.certificate is None
    assert (verdict.accuracy_used or 0) > 50


def test_waiting_and_hedging_would_work_if_kappa_zero_were_left_out() -> None:
    """With κ > 0 the algorithm halts and is right at some sample of every branch: hence κ = 0 must belong."""
    from barriers.adversaries.wrong_branch import prove_errors
    from barriers.in_process import InProcess
    from barriers.limits import Limits
    from barriers.submission import Task
    from constructions.answers import MemberAnswers
    from constructions.member import Member, rational_epsilon
    from oracles.coins import CoinTape

    family = omega(rows=4, columns=5, mixing="identity", sample_design="cluster", samples=2, digits=3)
    for branch in (1, 2):
        epsilon = rational_epsilon(family, family.strong.epsilon_max / 2**60)
        member = Member(family, "strong", branch, epsilon, family.strong.kappa_max)
        trained = InProcess(waits_and_hedges, "waits").train(
            MemberAnswers(member), Task(family, 3), Limits(time=20), CoinTape(bits=())
        )
        outputs = [trained.network(y) for y in member.samples]
        assert len(prove_errors(member, outputs, 3).wrong) == 1


@pytest.mark.parametrize(("n", "samples"), [(10, 5), (10, 2), (12, 3), (12, 7), (11, 9)])
def test_hedging_shows_why_no_more_can_be_claimed_of_common_samples(n: int, samples: int) -> None:
    """The hedger is right at ⌊R/d⌋ or ⌈R/d⌉ samples of any branch: the promise r ≥ R − ⌊R/d⌋ is attained."""
    family = omega(
        "lasso", rows=9, columns=n, mixing="identity", sample_design="common", samples=samples, tails=2, digits=3
    )
    verdict = assert_refuted(hedges, family)
    assert verdict.witness is not None
    assert verdict.witness.samples == least_wrong(family)
    expected = least_wrong(family)
    assert verdict.quantifier == (
        "every sample" if expected == samples else f"at least {expected} of {samples} samples"
    )


def test_common_samples_all_fail_for_an_algorithm_that_guesses_one_branch() -> None:
    family = omega(rows=9, columns=11, sample_design="common", samples=6, tails=2, digits=3)

    def guess(data: TrainingSet) -> Any:
        labels = [data.x(k, 60).to_fractions() for k in range(data.samples)]
        ys = [data.y(k, 60).to_fractions() for k in range(data.samples)]

        def network(y: tuple[Fraction, ...]) -> list[Fraction]:
            distances = [sum((p - q) ** 2 for p, q in zip(y, z, strict=True)) for z in ys]
            label = labels[distances.index(min(distances))]
            return [sum(label[:3], Fraction(0)), Fraction(0), Fraction(0), *label[3:]]

        return Exact(network)

    assert assert_refuted(guess, family).quantifier == "every sample"
