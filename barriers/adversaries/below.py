"""The games below K digits: data bound and challenges for level K−1, challenges for level K−2
(proofs_notes/data.md, few_data.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from barriers.adversaries.challenges import Challenge, challenges
from barriers.adversaries.data_bound import CommittingAnswers
from barriers.adversaries.deterministic import LimitGame, evaluate, replay_difference, stopped_verdict
from barriers.adversaries.evidence import Run, make_certificate
from barriers.adversaries.wrong_branch import Output, prove_errors
from barriers.decimals import decimal_above, decimal_below
from barriers.submission import StoppedRun, Submission, Trained
from barriers.verdict import Status, Verdict, Witness
from constructions.answers import MemberAnswers
from constructions.answers_switch import SwitchedAnswers
from constructions.member import Member
from constructions.solution_set import solution_set
from oracles.coins import CoinTape


@dataclass(frozen=True)
class Met:
    """Challenges that an algorithm met, and the worst error seen on them (an upper bound)."""

    count: int
    worst: Fraction
    data_used: int
    accuracy_used: int | None


def play_below(game: LimitGame, submission: Submission, *, max_data: int | None, number: int, seed: int) -> Verdict:
    """The verdict at level K−1 (with `max_data` = M: first force more than M data) or K−2 (`max_data` None).

    `game` is the game on the weak part at that level; algorithms that toss coins play in `random_below`.
    """
    forced = ""
    if max_data is not None:
        verdict, forced = _force_data(game, submission, max_data, seed)
        if verdict is not None:
            return verdict
    outcome = _meet(game, submission, challenges(game.omega, number, seed))
    if isinstance(outcome, Verdict):
        return outcome
    return Verdict(
        status=Status.SURVIVED,
        digits=game.level,
        error=decimal_above(outcome.worst),
        data_used=outcome.data_used,
        accuracy_used=outcome.accuracy_used,
        challenges=outcome.count,
        reason=forced,
        notes=(f"met {outcome.count} challenges; this is evidence, not a proof",),
    )


def _force_data(game: LimitGame, submission: Submission, max_data: int, seed: int) -> tuple[Verdict | None, str]:
    """Answer for the weak tie until more than M data are read: refute what stops earlier, else say what was forced."""
    branch = 1 + seed % game.omega.d
    answers = CommittingAnswers(game.tie, branch, max_data)
    try:
        trained = submission.train(answers, game.task, game.limits, CoinTape(bits=()))
    except StoppedRun as stop:
        return stopped_verdict(stop, game.level), ""
    if answers.far is None or answers.last is None:
        return game.judge(submission, trained, answers.tie), ""
    switched = SwitchedAnswers(answers.tie, answers.far, answers.last)
    try:
        outputs = evaluate(trained, answers.far.member.samples)
        verdict = _prove(game, submission, switched, trained, outputs)
    except StoppedRun as stop:
        return stopped_verdict(stop, game.level, trained.transcript), ""
    if verdict is not None:
        return verdict, ""
    return None, f"forced to read {trained.transcript.data_used} data, more than M = {max_data}"


def _meet(game: LimitGame, submission: Submission, tests: Iterable[Challenge]) -> Met | Verdict:
    """Play every challenge; the first failure is a refutation with its certificate."""
    count, worst, data, accuracy = 0, Fraction(0), 0, None
    for challenge in tests:
        try:
            trained = submission.train(challenge.answers, game.task, game.limits, CoinTape(bits=()))
            outputs = evaluate(trained, challenge.member.samples)
        except StoppedRun as stop:
            reason = f"on {challenge.describe()}: {stop.reason}"
            return stopped_verdict(StoppedRun(stop.status, reason, stop.transcript), game.level)
        error = worst_error(challenge.member, outputs)
        if error > Fraction(1, 10) ** game.level:
            verdict = _refute(game, submission, challenge, trained, outputs)
            if verdict is not None:
                return verdict
        used = trained.transcript
        count, worst, data = count + 1, max(worst, error), max(data, used.data_used)
        accuracy = max((n for n in (accuracy, used.accuracy_used) if n is not None), default=None)
    return Met(count, worst, data, accuracy)


def worst_error(member: Member, outputs: tuple[Output, ...]) -> Fraction:
    """An upper bound of the largest distance of an output from Ξ(A, y_k) over the samples."""
    sets = {id(y): k for k, y in enumerate(member.samples)}
    solutions = {key: solution_set(member, k) for key, k in sets.items()}
    return max(solutions[id(y)].distance(z)[1] for y, z in zip(member.samples, outputs, strict=True))


def _refute(
    game: LimitGame, submission: Submission, challenge: Challenge, trained: Trained, outputs: tuple[Output, ...]
) -> Verdict | None:
    """The refutation on a challenge, replayed; None if the error is not certified above the threshold, or at the
    tie."""
    if challenge.member.branch == 0:
        return game_at_tie(game, submission, challenge, trained)
    switched = SwitchedAnswers(challenge.answers, challenge.answers, -1)
    return _prove(game, submission, switched, trained, outputs, challenge.describe())


def _prove(
    game: LimitGame,
    submission: Submission,
    answers: SwitchedAnswers[MemberAnswers],
    trained: Trained,
    outputs: tuple[Output, ...],
    reason: str = "",
) -> Verdict | None:
    """The refutation on the member behind `answers.far`, replayed; None if no error is certified above the
    threshold."""
    member = answers.far.member
    errors = prove_errors(member, outputs, game.level)
    if not errors.wrong:
        return None
    used = trained.transcript
    difference = replay_difference(submission, answers, game.task, game.limits, used, outputs, member.samples)
    if difference:
        return stopped_verdict(StoppedRun("nondeterministic", difference, used), game.level)
    run = Run("", trained.transcript, outputs, errors.wrong)
    sources = [(near, answers.last)] if isinstance(near := answers.near, MemberAnswers) else []
    certificate = make_certificate(errors, [run], [*sources, (answers.far, None)], game.level)
    wrong, total = len(errors.wrong), game.omega.samples
    return Verdict(
        status=Status.REFUTED,
        digits=game.level,
        quantifier="every sample" if wrong == total else f"at least {wrong} of {total} samples",
        error=decimal_below(errors.error),
        data_used=trained.transcript.data_used,
        accuracy_used=trained.transcript.accuracy_used,
        witness=Witness(member.branch, member.epsilon, member.kappa, wrong),
        certificate=certificate,
        reason=reason,
    )


def game_at_tie(game: LimitGame, submission: Submission, challenge: Challenge, trained: Trained) -> Verdict:
    """An error at the strong tie is an error on a nearby branch as well: play the limit game there, at this level."""
    strong = replace(game, part="strong", policy=challenge.answers.policy)
    if not strong.find_witness(trained).wrong:
        reason = "undecided: at the tie the error is within τ/20 of the threshold"
        return Verdict(Status.SURVIVED, game.level, reason=reason)
    return strong.judge(submission, trained, challenge.answers)
