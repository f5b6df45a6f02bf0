"""A TARGET as a submission to the game: code that raises on import is one that crashes in training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from barriers.in_process import InProcess
from barriers.submission import StoppedRun
from barriers.targets import Target, TargetCrashed

if TYPE_CHECKING:
    from barriers.limits import Limits
    from barriers.submission import Submission
    from oracles.coins import CoinTape
    from oracles.training_set import Answers


@dataclass(frozen=True)
class CrashedOnImport:
    """A submission whose code could not be imported; every run of it ends in `crashed`."""

    name: str
    reason: str

    def train(self, answers: Answers, task: object, limits: Limits, tape: CoinTape) -> NoReturn:
        """See `Submission.train`."""
        raise StoppedRun("crashed", self.reason)


def submitted(target: Target) -> Submission:
    """Load the target. Raises InvalidArgument or MissingExtra where it names nothing that can be called."""
    try:
        return InProcess(target.load(), target.name)
    except TargetCrashed as error:
        return CrashedOnImport(target.name, str(error))
