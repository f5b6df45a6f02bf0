"""Below K digits against a coin tosser: every challenge is played on every tape (exact success probabilities)."""

from __future__ import annotations

from fractions import Fraction

from barriers.adversaries.challenges import challenges
from barriers.adversaries.deterministic import LimitGame, stopped_verdict
from barriers.adversaries.randomised import TapeGame
from barriers.submission import StoppedRun, Submission
from barriers.verdict import Status, Verdict


def play_tapes_below(game: LimitGame, submission: Submission, probability: Fraction, number: int, seed: int) -> Verdict:
    """Refuted on the first challenge where the success probability, enumerated exactly, is below p.

    A challenge at the tie is passed over: its branches are challenges too. Raises TooManyCoins.
    """
    tapes, met = TapeGame(game), 0
    needed = 1 - probability
    for challenge in challenges(game.omega, number, seed):
        if challenge.member.branch == 0:
            continue
        try:
            verdict = tapes.play_member(submission, challenge.answers, needed)
        except StoppedRun as stop:
            return stopped_verdict(stop, game.level)
        if verdict is not None:
            return verdict
        met += 1
    note = f"right with probability more than {probability} on {met} challenges, every tape enumerated; not a proof"
    return Verdict(Status.SURVIVED, game.level, challenges=met, notes=(note,))
