"""The adversaries' training sets are true ones: challenges pass the checker, the committing adversary is consistent."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barriers.adversaries.challenges import challenges
from barriers.adversaries.data_bound import CommittingAnswers
from barriers.adversaries.deterministic import LimitGame
from barriers.adversaries.evidence import CertificateRejected, Run, make_certificate
from barriers.adversaries.wrong_branch import prove_errors
from barriers.in_process import InProcess
from barriers.limits import Limits
from barriers.submission import Task
from constructions.answers import MemberAnswers
from constructions.member import Member
from constructions.omega import Omega, omega
from constructions.policies import AnswerPolicy
from oracles.coins import CoinTape
from oracles.dyadic import DyadicArray
from tests.barriers.algorithms import reads_everything, zero
from tests.barriers.generated import classes, policies
from tests.constructions.admissible import assert_data_admissible


@settings(max_examples=20, deadline=None)
@given(classes().filter(lambda c: c.digits >= 3), st.integers(0, 10**6))
def test_every_challenge_passes_the_checker(family: Omega, seed: int) -> None:
    """Zero is wrong on every branch, so each challenge can be written down as a certificate with all its answers."""
    for challenge in challenges(family, 6, seed):
        member = challenge.member
        assert member.is_element
        if not member.branch:
            continue
        level = family.digits if member.part == "strong" else family.digits - 1
        trained = InProcess(reads_everything, "reader").train(
            challenge.answers, Task(family, level), Limits(), CoinTape(bits=())
        )
        outputs = ((Fraction(0),) * family.N,) * family.samples
        errors = prove_errors(member, outputs, level)
        assert len(errors.wrong) == family.samples
        run = Run("", trained.transcript, outputs, errors.wrong)
        certificate = make_certificate(errors, [run], [(challenge.answers, None)], level)
        assert len(certificate.document["answers"]) == 6


@settings(max_examples=40, deadline=None)
@given(
    classes(),
    policies,
    st.integers(0, 8),
    st.lists(st.tuples(st.sampled_from("Ayx"), st.integers(0, 5), st.integers(0, 40)), min_size=1, max_size=14),
    st.integers(0, 99),
)
def test_a_committed_adversary_has_answered_for_its_branch_all_along(
    family: Omega, policy: AnswerPolicy, most: int, questions: list[tuple[str, int, int]], choice: int
) -> None:
    answers = CommittingAnswers(MemberAnswers(Member(family, "weak", 0), policy), 1 + choice % family.d, most)
    given_: dict[tuple[str, int, int], DyadicArray] = {}
    for kind, k, n in questions:
        place = (kind, k % family.samples if kind != "A" else 0, n)
        given_[place] = _ask(answers, *place)
    pairs = {(n, k) for kind, k, n in given_ if kind != "A"}
    bare = {n for kind, _, n in given_ if kind == "A"} - {n for n, _ in pairs}
    assert (answers.far is not None) == (len(pairs) + len(bare) > most)
    member = answers.far.member if answers.far is not None else answers.tie.member
    for n in {n for _, _, n in given_}:
        assert_data_admissible(member, _Recorded(given_, answers), n)
    for place, first in given_.items():  # the same question gets the same answer, before and after committing
        assert _ask(answers, *place) == first


def _ask(answers: CommittingAnswers, kind: str, k: int, n: int) -> DyadicArray:
    return answers.matrix(n) if kind == "A" else answers.sample(k, n) if kind == "y" else answers.label(k, n)


class _Recorded:
    """What was answered; for what was not asked, what would be answered now."""

    def __init__(self, given_: dict[tuple[str, int, int], DyadicArray], answers: CommittingAnswers) -> None:
        self._given, self._answers = given_, answers

    def matrix(self, n: int) -> DyadicArray:
        stated = self._given.get(("A", 0, n))
        return self._answers.matrix(n) if stated is None else stated

    def sample(self, k: int, n: int) -> DyadicArray:
        stated = self._given.get(("y", k, n))
        return self._answers.sample(k, n) if stated is None else stated


def test_a_wrong_witness_is_not_certified() -> None:
    """The game never claims what the checker does not confirm: a forged error raises instead."""
    family = omega("lasso", rows=4, columns=6, digits=3)
    game = LimitGame(family, "strong", 3, AnswerPolicy(), Limits())
    tie = game.tie
    trained = InProcess(zero, "zero").train(tie, game.task, Limits(), CoinTape(bits=()))
    errors = game.find_witness(trained)
    answer: Any = errors.minimisers[0].x.to_fractions()
    for outputs in ((answer,), (tuple(v + Fraction(1, 1001) * int(i == 1) for i, v in enumerate(answer)),)):
        with pytest.raises(CertificateRejected):
            make_certificate(errors, [Run("", trained.transcript, outputs, (0,))], [(tie, None)], 3)
    for size, wrong in ((0, ()), (Fraction(1, 1001), ()), (Fraction(1, 1500), ()), (Fraction(1, 999), (0,))):
        output = tuple(v + size * int(i == 5) for i, v in enumerate(answer))
        assert prove_errors(errors.member, [output], 3).wrong == wrong
