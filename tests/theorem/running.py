"""Runs of algorithms on single members, and what their certificates must say."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from barriers.adversaries.below import play_below, worst_error
from barriers.adversaries.deterministic import LimitGame
from barriers.checker import check_text
from barriers.in_process import InProcess
from barriers.limits import Limits
from barriers.submission import Task, Trained
from barriers.verdict import Status, Verdict
from constructions.answers import MemberAnswers
from constructions.member import Member
from constructions.omega import Omega, omega
from constructions.policies import AnswerPolicy
from oracles.coins import CoinTape
from oracles.training_set import Answers

Algorithm = Callable[[Any], Any]

FAMILIES = (
    omega("basis-pursuit", digits=3, rows=3, columns=5, eta=1),
    omega("lasso", digits=4, rows=4, columns=6, mixing="hadamard"),
    omega("sqrt-lasso", digits=6, rows=5, columns=6, mixing="dct"),
)
"""One class for each problem, in different mixings, digits and numbers of branches."""


def name_of(family: Omega) -> str:
    """A short name for a test's parameter."""
    return f"{family.problem}-{family.m}x{family.N}-{family.mixing}"


def run(algorithm: Algorithm, answers: Answers, family: Omega, level: int) -> Trained:
    """One run of a deterministic algorithm."""
    return InProcess(algorithm, "tested").train(answers, Task(family, level), Limits(), CoinTape(bits=()))


def error(trained: Trained, member: Member) -> Fraction:
    """An upper bound of the largest error over the member's samples."""
    outputs = {id(y): trained.network(y) for y in member.samples}
    return worst_error(member, tuple(outputs[id(y)] for y in member.samples))


def trained_on(algorithm: Algorithm, member: Member, policy: AnswerPolicy, level: int) -> tuple[Trained, Fraction]:
    """The run on one member under one policy, with the error of its network there."""
    trained = run(algorithm, MemberAnswers(member, policy), member.omega, level)
    return trained, error(trained, member)


def played(
    algorithm: Algorithm, family: Omega, level: int, max_data: int | None = None, number: int = 8, seed: int = 0
) -> Verdict:
    """The verdict below K digits."""
    game = LimitGame(family, "weak", level, AnswerPolicy(), Limits(time=30))
    return play_below(game, InProcess(algorithm, "tested"), max_data=max_data, number=number, seed=seed)


def assert_certified(verdict: Verdict) -> None:
    """Refuted with an error above 10^-level, and a certificate that the checker accepts at that level."""
    assert verdict.status is Status.REFUTED, verdict.reason
    assert verdict.error is not None
    assert Fraction(verdict.error) > Fraction(1, 10) ** verdict.digits
    assert verdict.certificate is not None
    result = check_text(verdict.certificate.to_text())
    assert result.status == "valid", result.reason
    assert result.level == verdict.digits
