"""A TARGET as a submission to the game: code that raises on import is one that crashes in training."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from barriers.in_process import InProcess
from barriers.submission import StoppedRun
from barriers.targets import Target, TargetCrashed
from oracles.errors import InvalidArgument

if TYPE_CHECKING:
    from barriers.limits import Limits
    from barriers.submission import Submission
    from oracles.coins import CoinTape
    from oracles.training_set import Answers

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class CrashedOnImport:
    """A submission whose code could not be imported; every run of it ends in `crashed`."""

    name: str
    reason: str

    def train(self, answers: Answers, task: object, limits: Limits, tape: CoinTape) -> NoReturn:
        """See `Submission.train`."""
        raise StoppedRun("crashed", self.reason)


def isolation_option(function: F) -> F:
    """The option --isolated/--no-isolated of the commands that run an algorithm."""
    option = click.option(
        "--isolated/--no-isolated",
        default=None,
        help="Run TARGET in processes of its own, within limits, or trust it.  [default: isolated, on Linux]",
    )
    return option(function)


def submitted(target: Target, isolated: bool | None = None, memory: int | None = None) -> Submission:
    """The target as a submission: isolated on Linux unless declined, with `memory` MiB for each run.

    Raises InvalidArgument or MissingExtra where it names nothing that can be called, and InvalidArgument for isolation
    where it is not available.
    """
    if isolated is None and sys.platform != "linux":
        click.echo("barriers: isolation needs Linux: the algorithm runs unprotected in this process", err=True)
    elif isolated is not False:
        return _isolated(target.name, memory)
    if memory is not None:
        raise InvalidArgument("--memory-limit", memory, "no limit on memory without isolation")
    try:
        return InProcess(target.load(), target.name)
    except TargetCrashed as error:
        return CrashedOnImport(target.name, str(error))


def _isolated(target: str, memory: int | None) -> Submission:
    from barriers.isolation import IsolationError, isolated

    try:
        return isolated(target) if memory is None else isolated(target, memory=memory)
    except IsolationError as error:
        raise InvalidArgument("--isolated", True, f"--no-isolated ({error})") from error
