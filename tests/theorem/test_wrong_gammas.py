"""Γ algorithms with one mistake each are refuted at their level, with a valid certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
from flint import arb, arb_mat

from barriers.adversaries.below import play_below
from barriers.adversaries.deterministic import LimitGame
from barriers.candidates import gamma_k1, gamma_k2
from barriers.candidates.face_network import FaceNetwork, barycentre_network, branch_network, unmixed_heads
from barriers.in_process import InProcess
from barriers.limits import Limits
from barriers.verdict import Status
from constructions.omega import Omega
from constructions.policies import AnswerPolicy
from oracles.precision import precision
from oracles.training_set import TrainingSet
from tests.theorem.running import FAMILIES, Algorithm, assert_certified, name_of, played


def branch_when(
    decide: Callable[[list[arb], int], int | None],
    is_weak: Callable[[TrainingSet], bool] = gamma_k1.is_weak,
) -> Algorithm:
    """Γ_{K−1} with another rule for when one of the competing entries is the largest."""

    def train(data: TrainingSet) -> Any:
        if not is_weak(data):
            return barycentre_network(data.omega)
        for n in count(1):
            heads = list(unmixed_heads(data.omega, data.A(n), n + 8))
            with precision(n + 128):
                branch = decide(heads, n)
            if branch is not None:
                return branch_network(data.omega, branch)
        raise AssertionError("unreachable")

    return train


def at_a_gap_of(share: Fraction, which: int = 0) -> Callable[[list[arb], int], int | None]:
    """Fire as soon as the two largest entries differ by `share` of Γ_{K−1}'s gap, for the largest or the next."""

    def decide(heads: list[arb], n: int) -> int | None:
        order = sorted(range(len(heads)), key=lambda i: -heads[i].mid())
        gap = arb(2).sqrt() * arb(2) ** -n * share.numerator / share.denominator
        return order[which] + 1 if heads[order[0]] - heads[order[1]] > gap else None

    return decide


def reads_the_last_row(data: TrainingSet) -> bool:
    """Un-mixes β with the last column of Q instead of the first: it looks at a tail entry."""
    omega = data.omega
    with precision(256):
        q = omega.Q.enclosure(200)
        row = arb_mat([[q[i, omega.m - 1] for i in range(omega.m)]])
        seen = (row * arb_mat(data.y(0, 60).to_flint()))[0, 0]
        return bool(seen > (omega.head(omega.strong) + omega.head(omega.weak)) / 2)


WRONG_K1: dict[str, Algorithm] = {
    "fires at an eighth of its gap": branch_when(at_a_gap_of(Fraction(1, 8))),
    "fires at a third of its gap": branch_when(at_a_gap_of(Fraction(1, 3))),
    "fires at once": branch_when(lambda heads, n: 1 + max(range(len(heads)), key=lambda i: heads[i].mid())),
    "takes the second largest": branch_when(at_a_gap_of(Fraction(11, 10), which=1)),
    "mistakes weak for strong": branch_when(at_a_gap_of(Fraction(11, 10)), is_weak=lambda data: False),
    "un-mixes with the wrong row": branch_when(at_a_gap_of(Fraction(11, 10)), is_weak=reads_the_last_row),
}


@pytest.mark.parametrize("mistake", WRONG_K1)
@pytest.mark.parametrize("family", FAMILIES, ids=name_of)
def test_a_wrong_gamma_k1_is_refuted_at_k_minus_1(family: Omega, mistake: str) -> None:
    if mistake == "un-mixes with the wrong row":
        family = tails_but_the_last(family)
    for seed in (0, 1):
        verdict = played(WRONG_K1[mistake], family, family.digits - 1, max_data=10, number=12, seed=seed)
        assert_certified(verdict)


def tails_but_the_last(family: Omega) -> Omega:
    """The same class with a zero as the last tail entry, so that the wrong row shows a small number on both parts."""
    return replace(family, tails=("+" * (family.m - 2) + "0",))


def test_a_wrong_row_for_the_heads_never_fires_and_is_not_called_wrong() -> None:
    """Its entries are all 0: it never halts, which is a verdict of its own."""
    family = FAMILIES[1]

    def train(data: TrainingSet) -> Any:
        q = data.omega.Q.enclosure(200)
        row = arb_mat([[q[i, 1] for i in range(family.m)]])
        for n in count(1):
            heads = [abs(v) for v in (row * arb_mat(data.A(n).to_flint())).entries()[: family.d]]
            if max(heads, key=lambda v: v.mid()) > arb(2) ** (4 - n):
                return branch_network(data.omega, 1)
        raise AssertionError("unreachable")

    game = LimitGame(family, "weak", family.digits - 1, AnswerPolicy(), Limits(reads=200))
    verdict = play_below(game, InProcess(train, "wrong row"), max_data=10, number=3, seed=0)
    assert verdict.status is Status.DID_NOT_HALT
    assert "read" in verdict.reason
    assert verdict.certificate is None


class Times:
    """A network's heads times a factor."""

    exact = True

    def __init__(self, network: FaceNetwork, factor: int) -> None:
        self._network, self._factor = network, factor

    def __call__(self, y: Any) -> Any:
        d, values = self._network.omega.d, self._network(y)
        return [v * self._factor if j < d else v for j, v in enumerate(values)]


def times(factor: int, vertex: bool) -> Algorithm:
    """Γ_{K−2} with a factor on the heads, at the barycentre or at branch 1."""

    def train(data: TrainingSet) -> Any:
        network = branch_network(data.omega, 1) if vertex else gamma_k2.train(data)
        return Times(network, factor)

    return train


@pytest.mark.parametrize("vertex", [True, False], ids=["vertex", "barycentre"])
@pytest.mark.parametrize("family", FAMILIES, ids=name_of)
def test_an_answer_far_beyond_the_face_is_refuted_at_k_minus_2(family: Omega, vertex: bool) -> None:
    """20 times a vertex is ≥ 19t away from every point of the face, and 10^(2−K) < 7.1·t on the weak part."""
    assert_certified(played(times(20 if vertex else 20 * family.d, vertex), family, family.digits - 2))


@pytest.mark.parametrize(("factor", "vertex"), [(1, True), (2, False)], ids=["far vertex", "twice the barycentre"])
@pytest.mark.parametrize("family", FAMILIES, ids=name_of)
def test_a_far_vertex_and_twice_the_barycentre_are_right_to_k_minus_2_digits_and_no_more(
    family: Omega, factor: int, vertex: bool
) -> None:
    """Their errors are at most √2·t and t: below 10^(2−K), above 10^(1−K) (few_data.md), and the verdicts say so."""
    train = times(factor, vertex)
    below = played(train, family, family.digits - 2)
    assert below.status is Status.SURVIVED
    assert below.error is not None
    assert Fraction(below.error) < Fraction(1, 10) ** (family.digits - 2) / 2
    assert_certified(played(train, family, family.digits - 1, max_data=10, number=12))
