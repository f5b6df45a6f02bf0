"""Guessing with coins: exactly 1/d at K digits; failure or many data below K (proofs_notes/coins.md)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import barriers
from barriers.adversaries.deterministic import LimitGame
from barriers.adversaries.randomised import TapeGame, Tree
from barriers.candidates import coin_guesser
from barriers.checker import check_text
from barriers.in_process import InProcess
from barriers.limits import Limits
from barriers.verdict import Status, Verdict
from constructions.answers import MemberAnswers
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega, omega
from constructions.policies import AnswerPolicy

PROBLEMS = ("basis-pursuit", "lasso", "sqrt-lasso")


def proved(verdict: Verdict) -> Fraction:
    """The failure probability of a certificate that the checker accepts."""
    assert verdict.status is Status.REFUTED, verdict.reason
    assert verdict.certificate is not None
    result = check_text(verdict.certificate.to_text())
    assert result.status == "valid", result.reason
    assert result.level == verdict.digits
    numerator, _, denominator = verdict.certificate.document["claim"]["probability"].partition("/")
    return Fraction(int(numerator, 16), int(denominator or "1", 16))


@pytest.mark.parametrize("d", [2, 4, 8])
@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_uniform_guess_is_right_with_probability_exactly_one_in_d(problem: str, d: int) -> None:
    family = omega(problem, digits=3, rows=2, columns=1 + d)
    (verdict,) = barriers.verify(coin_guesser.train, family, levels=[3]).verdicts
    assert proved(verdict) == 1 - Fraction(1, d)
    assert verdict.certificate is not None
    tapes = [run["tape"] for run in verdict.certificate.document["runs"]]
    assert len(tapes) == d - 1
    assert {len(tape) for tape in tapes} == {d.bit_length() - 1}


@pytest.mark.parametrize("d", [3, 5, 6])
def test_a_guess_modulo_d_is_refuted_by_more(d: int) -> None:
    """⌈log₂ d⌉ coins modulo d favour small numbers: the branch guessed least often has probability 2^-⌈log₂ d⌉."""
    family = omega(digits=3, rows=2, columns=1 + d)
    (verdict,) = barriers.verify(coin_guesser.train, family, levels=[3]).verdicts
    assert proved(verdict) == 1 - Fraction(1, 2 ** (d - 1).bit_length())


@pytest.mark.parametrize("d", [2, 3, 5, 10])
@pytest.mark.parametrize("problem", PROBLEMS)
def test_below_k_it_fails_or_reads_more_than_m_data_with_probability_n_minus_m(problem: str, d: int) -> None:
    family = omega(problem, digits=3, rows=3, columns=2 + d)
    game = LimitGame(family, "weak", 2, AnswerPolicy(), Limits())
    for bound in (0, 6):
        verdict = TapeGame(game, max_data=bound).play(InProcess(coin_guesser.read_or_guess(bound), "read or guess"))
        assert proved(verdict) >= Fraction(family.N - family.m, family.N + 1 - family.m) == Fraction(d - 1, d)
        assert verdict.certificate is not None
        document = verdict.certificate.document
        assert document["claim"]["data_bound"] == bound
        assert {run["outcome"] for run in document["runs"]} == {"wrong", "more-data"}
        for run in document["runs"]:
            assert run["outcome"] == "wrong" or len({tuple(read) for read in run["reads"]}) > bound


@pytest.mark.parametrize("probability", [Fraction(0), Fraction(1, 2), Fraction(74, 100)])
def test_below_k_every_p_under_the_threshold_is_exceeded(probability: Fraction) -> None:
    family = omega("lasso", digits=3, rows=2, columns=5, mixing="identity")
    verdicts = barriers.verify(coin_guesser.train, family, levels=[2, 1], probability=probability).verdicts
    assert proved(verdicts[0]) > probability
    assert verdicts[1].status is Status.SURVIVED  # any vertex is right to K − 2 digits


def waits(rounds: int, waiting: int = 1) -> Any:
    """The almost-hedger: of every two coins 1 (of 4) means wait, 2 mean guess, 1 means toss again; after so many rounds
    it guesses. It waits with probability (1 − 4^-rounds)/3, for d = 2 nearly (d − 1)/(2d − 1)."""

    def train(data: Any) -> Any:
        for _ in range(rounds):
            tossed = 2 * data.coin() + data.coin()
            if tossed < waiting:
                n = 1
                while (branch := coin_guesser.certain_branch(data.omega, data, n)) is None:
                    n += 1
                return coin_guesser.branch_network(data.omega, branch)
            if tossed < 3:
                break
        return coin_guesser.train(data)

    return train


FAMILY = omega("sqrt-lasso", digits=3, rows=2, columns=3, mixing="identity")


def at_the_tie(train: Any, family: Omega = FAMILY) -> Verdict:
    game = LimitGame(family, "strong", family.digits, AnswerPolicy(), Limits(reads=40))
    return TapeGame(game).play(InProcess(train, "almost-hedger"))


@pytest.mark.parametrize("rounds", [1, 2, 4])
def test_the_almost_hedgers_tapes_that_do_not_halt_are_reported_and_no_bound_is_claimed(rounds: int) -> None:
    verdict = at_the_tie(waits(rounds))
    waiting = (1 - Fraction(1, 4**rounds)) / 3
    assert verdict.status is Status.DID_NOT_HALT
    assert verdict.certificate is None
    assert verdict.witness is None
    assert f"tapes of total probability {waiting} gave no network" in verdict.reason
    assert f"fail with probability {(1 - waiting) / 2}, and no bound is claimed" in verdict.reason


def test_the_almost_hedger_is_right_on_each_branch_with_more_than_one_half() -> None:
    """So the bound 1/d would be false for it: with probability → 2/3 = d/(2d − 1) it is right on either branch."""
    epsilon = rational_epsilon(FAMILY, FAMILY.strong.epsilon_max / 16)
    game = TapeGame(LimitGame(FAMILY, "strong", FAMILY.digits, AnswerPolicy(), Limits(reads=40)))
    for branch in (1, 2):
        member = Member(FAMILY, "strong", branch, epsilon)
        tree = game.tree(InProcess(waits(4), "almost-hedger"), MemberAnswers(member))
        assert isinstance(tree, Tree)
        assert all(leaf.stopped is None for leaf in tree.leaves)
        failing = game._failures(tree, member).weight
        waiting = (1 - Fraction(1, 4**4)) / 3
        assert 1 - failing == waiting + (1 - waiting) / 2 > Fraction(1, FAMILY.d)


def test_lost_tapes_that_cannot_matter_do_not_prevent_a_refutation() -> None:
    """It waits with probability 1/4 and answers 0 else: failing tapes of weight 3/4 ≥ 1/2 refute it by themselves."""

    def train(data: Any) -> Any:
        if data.coin() and data.coin():
            n = 1
            while coin_guesser.certain_branch(data.omega, data, n) is None:
                n += 1
        return lambda y: [0.0] * data.shape[1]

    verdict = at_the_tie(train)
    assert proved(verdict) == Fraction(3, 4)
    assert any("1/4 gave no network" in note for note in verdict.notes)
