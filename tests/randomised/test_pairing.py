"""Each tape is right on at most one branch: random coin algorithms, no exception (Lemma 4; proofs_notes/coins.md)."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barriers.adversaries.deterministic import LimitGame
from barriers.adversaries.randomised import TapeGame, Tree
from barriers.adversaries.wrong_branch import epsilon_after
from barriers.candidates.face_network import FaceNetwork
from barriers.checker import check_text
from barriers.in_process import InProcess
from barriers.limits import Limits
from barriers.verdict import Status
from constructions.member import Member
from constructions.omega import Omega, omega
from constructions.policies import AnswerPolicy
from constructions.solution_set import solution_set
from oracles.training_set import TrainingSet

FAMILIES = (
    omega("basis-pursuit", digits=3, rows=2, columns=4, mixing="identity", eta=1),
    omega("lasso", digits=4, rows=4, columns=5, mixing="hadamard", sample_design="cluster", samples=2),
    omega("sqrt-lasso", digits=3, rows=3, columns=6, mixing="dct"),
)


def random_algorithm(seed: int, deepest: int) -> Callable[[TrainingSet], FaceNetwork]:
    """Reads, tosses and answers as a random function of what it has tossed; favours vertices and near vertices."""

    def train(data: TrainingSet) -> FaceNetwork:
        tossed = ""
        rng = random.Random(f"{seed}:")
        while len(tossed) < deepest and rng.random() < 0.8:
            for _ in range(rng.randint(0, 2)):
                rng.choice((data.A, lambda n: data.y(0, n), lambda n: data.x(0, n)))(rng.randint(0, 30))
            tossed += str(data.coin())
            rng = random.Random(f"{seed}:{tossed}")
        d = data.omega.d
        favourite, share = rng.randrange(d), rng.choice((Fraction(1), Fraction(9, 10), Fraction(6, 10), Fraction(1, d)))
        rest = (1 - share) / (d - 1)
        return FaceNetwork(data.omega, tuple(share if i == favourite else rest for i in range(d)))

    return train


def tree_of(train: Any, family: Omega, part: str, level: int) -> tuple[TapeGame, Tree]:
    game = TapeGame(LimitGame(family, part, level, AnswerPolicy(), Limits()))
    tree = game.tree(InProcess(train, "random"), game.game.tie)
    assert isinstance(tree, Tree)
    return game, tree


@settings(max_examples=25)
@given(st.sampled_from(FAMILIES), st.integers(0, 10**9), st.sampled_from(["strong", "weak"]))
def test_each_tape_is_right_on_at_most_one_branch(family: Omega, seed: int, part: str) -> None:
    level = family.digits if part == "strong" else family.digits - 1
    _, tree = tree_of(random_algorithm(seed, 4), family, part, level)
    assert sum(leaf.weight for leaf in tree.leaves) == 1
    epsilon = epsilon_after(family, part, tree.accuracy_used)
    members = [Member(family, part, i, epsilon) for i in range(1, family.d + 1)]
    right = [Fraction(0)] * family.d
    for leaf in tree.leaves:
        assert leaf.outputs is not None
        on = [
            i
            for i, member in enumerate(members)
            if all(
                solution_set(member, k).distance(z)[0] <= Fraction(1, 10) ** level for k, z in enumerate(leaf.outputs)
            )
        ]
        assert len(on) <= 1
        for i in on:
            right[i] += leaf.weight
    assert sum(right) <= 1
    assert min(right) <= Fraction(1, family.d)


@settings(max_examples=15)
@given(st.sampled_from(FAMILIES), st.integers(0, 10**9))
def test_every_random_coin_algorithm_is_refuted_with_the_probability_of_the_theorem(family: Omega, seed: int) -> None:
    game = TapeGame(LimitGame(family, "strong", family.digits, AnswerPolicy(), Limits()))
    verdict = game.play(InProcess(random_algorithm(seed, 4), "random"))
    assert verdict.status is Status.REFUTED
    assert verdict.certificate is not None
    result = check_text(verdict.certificate.to_text())
    assert result.status == "valid", result.reason
    claimed = proved_probability(verdict)
    assert claimed >= 1 - Fraction(1, family.d)
    runs = verdict.certificate.document["runs"]
    assert claimed == sum(Fraction(1, 2 ** len(run["tape"])) for run in runs)


def proved_probability(verdict: Any) -> Fraction:
    """The failure probability in a certificate."""
    numerator, _, denominator = verdict.certificate.document["claim"]["probability"].partition("/")
    return Fraction(int(numerator, 16), int(denominator or "1", 16))


@pytest.mark.long
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.problem)
def test_the_pairing_has_no_exception_in_a_thousand_trees(family: Omega) -> None:
    for seed in range(1000):
        _, tree = tree_of(random_algorithm(seed, 5), family, "strong", family.digits)
        epsilon = epsilon_after(family, "strong", tree.accuracy_used)
        for leaf in tree.leaves:
            right = 0
            for i in range(1, family.d + 1):
                found = solution_set(Member(family, "strong", i, epsilon), 0)
                right += found.distance((leaf.outputs or ((),))[0])[0] <= Fraction(1, 10) ** family.digits
            assert right <= 1
