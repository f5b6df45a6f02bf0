"""Below K digits against a coin tosser: the weak tie and every challenge, each on every tape (exact probabilities)."""

from __future__ import annotations

from barriers.adversaries.challenges import challenges
from barriers.adversaries.deterministic import LimitGame
from barriers.adversaries.randomised import TapeGame
from barriers.options import Options
from barriers.submission import Submission
from barriers.verdict import Status, Verdict

_FAULTS = (Status.NONDETERMINISTIC, Status.INVALID_NETWORK, Status.CRASHED)
"""What the weak tie shows of an algorithm although it is no element; not halting there shows nothing."""


def play_tapes_below(game: LimitGame, submission: Submission, options: Options) -> Verdict:
    """Refuted on the first training set where the failures, enumerated exactly, have probability above p.

    At level K−1 the weak tie comes first, with at most M data: if no tape reads more, that refutes. A challenge at the
    tie is passed over: its branches are challenges too. Raises TooManyCoins.
    """
    notes: tuple[str, ...] = ()
    if game.level == game.omega.digits - 1:
        verdict = TapeGame(game, max_data=options.max_data).play(submission)
        if verdict.status in _FAULTS or not _read_on(verdict):
            return verdict
        notes = verdict.notes
    tapes, met = TapeGame(game), 0
    for challenge in challenges(game.omega, options.challenges, options.seed):
        if challenge.member.branch == 0:
            continue
        found = tapes.play_member(submission, challenge.answers, options.probability)
        if found is not None:
            return found
        met += 1
    note = f"not shown to fail with probability above {options.probability} on any of {met} challenges, all tapes run"
    return Verdict(Status.SURVIVED, game.level, challenges=met, notes=(*notes, f"{note}; not a proof"))


def _read_on(verdict: Verdict) -> bool:
    """True if some tape was stopped because it read more than M data: then nothing is refuted by the weak tie."""
    if verdict.certificate is None:
        return True
    return any(run["outcome"] == "more-data" for run in verdict.certificate.document["runs"])
