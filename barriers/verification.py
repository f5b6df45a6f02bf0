"""verify: play a submitted training algorithm at each level and report what was shown (the main entry point)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from barriers.adversaries.below import play_below
from barriers.adversaries.deterministic import LimitGame, stopped_verdict
from barriers.adversaries.own_class import OwnClassGame
from barriers.adversaries.random_below import play_tapes_below
from barriers.adversaries.randomised import TapeGame
from barriers.adversaries.statistical import CoinTrial
from barriers.adversaries.tapes import TooManyCoins
from barriers.isolation.choosing import opened
from barriers.options import Options, chosen_levels, make_options
from barriers.submission import StoppedRun, Submission
from barriers.verdict import Report, Status, Verdict
from constructions.omega import Omega
from constructions.own_class import OwnClass
from oracles.coins import TapeExhausted
from oracles.errors import BarriersError, InvalidArgument

log = logging.getLogger("barriers")


class InternalError(BarriersError):
    """The library contradicted its own theorem: please report it, with the class and the algorithm."""


def verify(
    train: Callable[[Any], Any] | Submission | str,
    family: Omega | OwnClass,
    *,
    seed: int = 0,
    time_limit: float = 60.0,
    levels: Sequence[int] | None = None,
    max_data: int = 50,
    probability: object = None,
    confidence: object = None,
    challenges: int = 8,
    coin_runs: int = 128,
    policy: object = None,
    isolated: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Play `train` on the class and return one verdict per level.

    Parameters
    ----------
    train: a training algorithm, called as train(data) -> network, afresh in every run; or a `Submission`;
        or, with isolated=True, a TARGET.
    family: the class, from `barriers.omega`; or a class of one's own, played at its K digits alone.
    seed: fixes every choice of the game.
    time_limit: seconds for each run of the algorithm.
    levels: digits to play, from K, K−1, K−2 (default: all three for K ≥ 3, else K alone).
    max_data: M ≥ 0: at level K−1 the adversary first forces more than M data.
    probability: p ∈ [0, (N−m)/(N+1−m)), default 1/4: a coin tosser is refuted where it fails with probability > p.
    confidence, coin_runs: of the statistical test (in (0, 1), default 0.99; fresh tapes) for more than 16 coins.
    challenges: training sets to be met at each level below K before it says `survived`.
    isolated: run the algorithm in processes of its own (Linux; it must be importable), instead of trusting it.

    Raises InvalidArgument for values outside these ranges.
    """
    if not isinstance(family, (Omega, OwnClass)):
        raise InvalidArgument("family", family, "a class made by barriers.omega(...), or an OwnClass")
    options = make_options(
        family_gap=Fraction(family.N - family.m, family.N + 1 - family.m),
        seed=seed,
        time_limit=time_limit,
        max_data=max_data,
        challenges=challenges,
        probability=probability,
        confidence=confidence,
        coin_runs=coin_runs,
        policy=policy,
    )
    with opened(train, isolated) as submission:
        if isinstance(family, OwnClass):
            return Report(submission.name, family, (OwnClassGame(family, options.limits).play(submission),))
        verdicts: list[Verdict] = []
        for level in chosen_levels(family, levels):
            if progress is not None:
                progress(f"{submission.name}: {level} digits")
            verdicts.append(_play(submission, family, level, options))
            log.info("%s at %d digits: %s", submission.name, level, verdicts[-1].status)
        return Report(submission.name, family, tuple(verdicts))


def _play(submission: Submission, omega: Omega, level: int, options: Options) -> Verdict:
    part = "strong" if level == omega.digits else "weak"
    game = LimitGame(omega, part, level, options.policy, options.limits)
    try:
        try:
            return _play_deterministic(submission, game, options)
        except TapeExhausted:  # it tosses coins
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
    at_top = game.level == game.omega.digits
    try:
        return TapeGame(game).play(submission) if at_top else play_tapes_below(game, submission, options)
    except TooManyCoins:
        trial = CoinTrial(game, options.probability, options.confidence, options.coin_runs, options.seed)
        return trial.play(submission) if at_top else trial.play_challenges(submission, options.challenges)
