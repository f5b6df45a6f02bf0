"""verify: play a submitted training algorithm at each level and report what was shown (the main entry point)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from barriers.adversaries.below import play_below
from barriers.adversaries.deterministic import LimitGame, stopped_verdict
from barriers.adversaries.random_below import play_tapes_below
from barriers.adversaries.randomised import TapeGame
from barriers.adversaries.statistical import CoinTrial
from barriers.adversaries.tapes import TooManyCoins
from barriers.in_process import InProcess
from barriers.limits import Limits
from barriers.submission import StoppedRun, Submission
from barriers.verdict import Report, Status, Verdict
from constructions.omega import Omega
from constructions.policies import AnswerPolicy
from oracles.coins import TapeExhausted
from oracles.errors import BarriersError, InvalidArgument

log = logging.getLogger("barriers")


@dataclass(frozen=True)
class Options:
    """How hard to play. max_data: M of part (ii). challenges: training sets per level below K. probability, confidence and
    coin_runs: for algorithms that toss too many coins to enumerate."""

    seed: int = 0
    limits: Limits = Limits()
    max_data: int = 50
    challenges: int = 8
    probability: Fraction = Fraction(3, 4)
    confidence: Fraction = Fraction(99, 100)
    coin_runs: int = 64
    policy: AnswerPolicy = AnswerPolicy()


class InternalError(BarriersError):
    """The library contradicted its own theorem: please report it, with the class and the algorithm."""


def verify(
    train: Callable[[Any], Any] | Submission,
    family: Omega,
    *,
    seed: int = 0,
    time_limit: float = 60.0,
    levels: Sequence[int] | None = None,
    max_data: int = 50,
    probability: object = None,
    confidence: object = None,
    challenges: int = 8,
    policy: AnswerPolicy | None = None,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Play `train` on the class and return one verdict per level.

    Parameters
    ----------
    train: a training algorithm, called as train(data) -> network, afresh in every run; or a `Submission`.
    family: the class, from `barriers.omega`.
    seed: fixes every choice of the game.
    time_limit: seconds for each run of the algorithm.
    levels: digits to play, from K, K−1, K−2 (default: all three for K ≥ 3, else K alone).
    max_data: M ≥ 0: at level K−1 the adversary first forces more than M data.
    probability, confidence: for coin tossers, p ∈ (1/2, 1] and the confidence in (0, 1) of the statistical test.
    challenges: training sets to be met at each level below K before it says `survived`.

    Raises InvalidArgument for values outside these ranges.
    """
    options = Options(
        seed=_integer("seed", seed, 0),
        limits=Limits(time=_seconds(time_limit)),
        max_data=_integer("max_data", max_data, 0),
        challenges=_integer("challenges", challenges, 1),
        probability=_between("probability", probability, Fraction(3, 4), Fraction(1, 2), Fraction(1)),
        confidence=_confidence(confidence),
        policy=_policy(policy),
    )
    if not isinstance(family, Omega):
        raise InvalidArgument("family", family, "a class made by barriers.omega(...)")
    chosen = _levels(family, levels)
    submission = _submission(train)
    verdicts: list[Verdict] = []
    for level in chosen:
        if progress is not None:
            progress(f"{submission.name}: {level} digits")
        verdicts.append(_play(submission, family, level, options))
        log.info("%s at %d digits: %s", submission.name, level, verdicts[-1].status)
    return Report(submission.name, family, tuple(verdicts))


def _play(submission: Submission, omega: Omega, level: int, options: Options) -> Verdict:
    part = "strong" if level == omega.digits else "weak"
    game = LimitGame(omega, part, level, options.policy, options.limits)
    try:
        return _play_deterministic(submission, game, options)
    except TapeExhausted:
        pass  # it tosses coins
    except StoppedRun as stop:
        return stopped_verdict(stop, level)
    try:
        return _play_coins(submission, game, options)
    except StoppedRun as stop:
        return stopped_verdict(stop, level)


def _play_deterministic(submission: Submission, game: LimitGame, options: Options) -> Verdict:
    if game.level == game.omega.digits:
        verdict = game.play(submission)
        if verdict.status is Status.SURVIVED:
            raise InternalError(f"a deterministic algorithm survived at K = {game.level} digits")
        return verdict
    max_data = options.max_data if game.level == game.omega.digits - 1 else None
    return play_below(game, submission, max_data=max_data, number=options.challenges, seed=options.seed)


def _play_coins(submission: Submission, game: LimitGame, options: Options) -> Verdict:
    trial = CoinTrial(game, options.probability, options.confidence, options.coin_runs, options.seed)
    try:
        if game.level < game.omega.digits:
            return play_tapes_below(game, submission, options.probability, options.challenges, options.seed)
        return TapeGame(game).play(submission)
    except TooManyCoins:
        if game.level < game.omega.digits:
            return trial.play_challenges(submission, options.challenges)
        return trial.play(submission)


def _submission(train: Callable[[Any], Any] | Submission) -> Submission:
    if callable(getattr(train, "train", None)) and hasattr(train, "name") and not isinstance(train, type):
        return train  # type: ignore[return-value]
    if not callable(train):
        raise InvalidArgument("train", train, "a callable train(data) -> network")
    return InProcess(train, getattr(train, "__qualname__", type(train).__name__))


def _levels(omega: Omega, levels: Sequence[int] | None) -> tuple[int, ...]:
    top = omega.digits
    if levels is None:
        return (top, top - 1, top - 2) if top >= 3 else (top,)
    allowed = (top, top - 1, top - 2) if top >= 3 else (top,)
    meant = ", ".join(map(str, allowed)) + " (parts (ii) and (iii) need K >= 3)"
    if not isinstance(levels, Sequence) or isinstance(levels, str) or not levels:
        raise InvalidArgument("levels", levels, f"a non-empty sequence of levels out of {meant}")
    for level in levels:
        if isinstance(level, bool) or not isinstance(level, int) or level not in allowed:
            raise InvalidArgument("levels", level, f"one of {meant}")
    return tuple(levels)


def _policy(policy: object) -> AnswerPolicy:
    if policy is None:
        return AnswerPolicy()
    if not isinstance(policy, AnswerPolicy):
        raise InvalidArgument("policy", policy, "an AnswerPolicy or None")
    return policy


def _integer(argument: str, value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise InvalidArgument(argument, value, f"an integer >= {least}")
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, Fraction)) or not value > 0:
        raise InvalidArgument("time_limit", value, "a number of seconds > 0")
    return float(value)


def _between(argument: str, value: object, default: Fraction, low: Fraction, high: Fraction) -> Fraction:
    if value is None:
        return default
    try:
        number = Fraction(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError, ZeroDivisionError):
        number = low
    if not low < number <= high:
        raise InvalidArgument(argument, value, f"a number in ({low}, {high}]")
    return number


def _confidence(value: object) -> Fraction:
    try:
        number = Fraction(99, 100) if value is None else Fraction(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError, ZeroDivisionError):
        number = Fraction(0)
    if not 0 < number < 1:
        raise InvalidArgument("confidence", value, "a number in (0, 1)")
    return number
