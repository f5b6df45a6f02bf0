"""Algorithms that toss too many coins to enumerate: fresh tapes against a witness fixed beforehand
(proofs_notes/coins.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import comb

from barriers.adversaries.challenges import challenges
from barriers.adversaries.deterministic import LimitGame, evaluate, stopped_verdict
from barriers.adversaries.wrong_branch import Output, epsilon_after, prove_errors
from barriers.decimals import decimal_above, decimal_below
from barriers.submission import StoppedRun, Submission
from barriers.verdict import Status, Verdict, Witness
from constructions.answers import MemberAnswers
from constructions.answers_switch import SwitchedAnswers
from constructions.member import Member
from constructions.solution_set import solution_set
from oracles.coins import CoinTape
from oracles.training_set import Answers

PILOT_RUNS = 16
_BISECTIONS = 40


@dataclass(frozen=True)
class CoinTrial:
    """Pilot runs on the tie fix (i, ε) with κ = 0; then `runs` fresh tapes on that witness estimate the success
    probability.

    `probability` is the p that failures must exceed, `confidence` that of the Clopper–Pearson bound. A run whose
    reads go beyond the accuracy seen in the pilot gets the branch's own answers there: every run is on the same
    true training set.
    """

    game: LimitGame
    probability: Fraction
    confidence: Fraction
    runs: int
    seed: int

    def play(self, submission: Submission) -> Verdict:
        """Level K: `refuted-at-confidence` if failures exceed p at the confidence, else `survived`."""
        try:
            answers = self._fix_witness(submission)
            return self._test(submission, answers, answers.far.member)
        except StoppedRun as stop:
            return stopped_verdict(stop, self.game.level)

    def play_challenges(self, submission: Submission, number: int) -> Verdict:
        """Below K: the same test on each challenge in turn, each at confidence 1 − (1 − c)/number (Bonferroni).

        The chance that any of them rejects wrongly is then at most 1 − c, so the stated confidence c holds for the
        whole.
        """
        verdict: Verdict | None = None
        each = replace(self, confidence=1 - (1 - self.confidence) / number)
        try:
            for challenge in challenges(self.game.omega, number, self.seed):
                verdict = each._test(submission, challenge.answers, challenge.member)
                if verdict.status is not Status.SURVIVED:
                    return replace(verdict, confidence=self.confidence)
        except StoppedRun as stop:
            return stopped_verdict(stop, self.game.level)
        assert verdict is not None  # number >= 1
        return replace(verdict, challenges=number, confidence=self.confidence)

    def _test(self, submission: Submission, answers: Answers, member: Member) -> Verdict:
        successes, data, accuracy = self._count(submission, answers, member)
        bound = upper_confidence_bound(successes, self.runs, self.confidence)
        refuted, omega = 1 - bound > self.probability, self.game.omega
        meaning = "" if omega.samples == 1 else f" (right at more than {omega.samples - self._needed} of its samples)"
        limit = decimal_above(bound, 3)
        return Verdict(
            status=Status.REFUTED_AT_CONFIDENCE if refuted else Status.SURVIVED,
            digits=self.game.level,
            quantifier=f"success probability{meaning} at most {limit} at confidence {self.confidence}"
            if refuted
            else "",
            data_used=data,
            accuracy_used=accuracy,
            witness=Witness(member.branch, member.epsilon, member.kappa, self._needed) if refuted else None,
            confidence=self.confidence,
            reason=f"{successes} of {self.runs} fresh tapes succeeded on a witness fixed beforehand; "
            f"failure above {decimal_below(max(1 - bound, Fraction(0)), 3)} at that confidence, p = {self.probability}",
        )

    @property
    def _needed(self) -> int:
        """The number of samples at which a run must be proved wrong to count as a failure (coins.md, Theorem 5)."""
        omega = self.game.omega
        return omega.samples - (omega.samples // 2 if omega.sample_design == "common" else 0)

    def _fix_witness(self, submission: Submission) -> SwitchedAnswers[MemberAnswers]:
        """(i, ε) from pilot runs on the tie: the branch that most pilot outputs miss, ε below all accuracies used."""
        game, tie = self.game, self.game.tie
        samples = game.omega.member_samples(game.omega.scale(game.part))
        used, favoured = [], [0] * game.omega.d
        for number in range(PILOT_RUNS):
            tape = CoinTape(seed=2 * (self.seed * PILOT_RUNS + number))
            trained = submission.train(tie, game.task, game.limits, tape)
            used.append(trained.transcript.accuracy_used)
            for z in evaluate(trained, samples):
                favoured[max(range(game.omega.d), key=lambda i: z[i])] += 1
        last = max((n for n in used if n is not None), default=-1)
        branch = 1 + min(range(game.omega.d), key=lambda i: favoured[i])
        member = Member(
            game.omega, game.part, branch, epsilon_after(game.omega, game.part, last if last >= 0 else None)
        )
        return SwitchedAnswers(tie, MemberAnswers(member, game.policy), last)

    def _count(self, submission: Submission, answers: Answers, member: Member) -> tuple[int, int, int | None]:
        """Successes on fresh tapes (runs not proved wrong at enough samples), the most data and accuracy used."""
        game = self.game
        successes, data, used = 0, 0, []
        for number in range(self.runs):
            tape = CoinTape(seed=2 * (self.seed * self.runs + number) + 1)
            trained = submission.train(answers, game.task, game.limits, tape)
            outputs = evaluate(trained, member.samples)
            successes += len(_proved_wrong(member, outputs, game.level)) < self._needed
            data = max(data, trained.transcript.data_used)
            used.append(trained.transcript.accuracy_used)
        return successes, data, max((n for n in used if n is not None), default=None)


def _proved_wrong(member: Member, outputs: tuple[Output, ...], level: int) -> Sequence[int]:
    """The samples at which the output is certainly farther than 10^-level from Ξ; also at the tie."""
    if member.branch:
        return prove_errors(member, outputs, level).wrong
    threshold = Fraction(1, 10) ** level
    return [k for k, z in enumerate(outputs) if solution_set(member, k).distance(z)[0] > threshold]


def upper_confidence_bound(successes: int, runs: int, confidence: Fraction) -> Fraction:
    """The one-sided Clopper–Pearson upper bound of a success probability, rounded up (exact rational arithmetic).

    The least dyadic q (to 2^-40) with P(Bin(runs, q) ≤ successes) ≤ 1 − confidence.
    """
    if successes == runs:
        return Fraction(1)
    low, high = Fraction(0), Fraction(1)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if _cumulative(successes, runs, middle) <= 1 - confidence:
            high = middle
        else:
            low = middle
    return high


def _cumulative(successes: int, runs: int, q: Fraction) -> Fraction:
    a, b, n = q.numerator, q.denominator - q.numerator, q.denominator
    total = sum(comb(runs, j) * a**j * b ** (runs - j) for j in range(successes + 1))
    return Fraction(total, n**runs)
