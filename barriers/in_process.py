"""Run a trusted algorithm in this process (isolated runs live elsewhere)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from barriers.limits import Limits
from barriers.network_output import InvalidNetwork, exact_output
from barriers.stopping import OutOfTime, ReadGuard, alarm, time_limit
from barriers.submission import OwnTask, StoppedRun, Submission, Task, Trained
from barriers.watched_answers import WatchedAnswers
from oracles.coins import CoinTape, TapeExhausted
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument, ReadLimit
from oracles.training_set import Answers, Recorder, open_training_set


@dataclass(frozen=True)
class InProcess:
    """A submission that is called in this process: for code that its owner trusts."""

    function: Callable[[Any], Any]
    name: str

    def train(self, answers: Answers, task: Task | OwnTask, limits: Limits, tape: CoinTape) -> Trained:
        """See `Submission.train`."""
        deadline = time.monotonic() + limits.time
        guard = ReadGuard(limits, deadline)
        told, watched = task.describe(), WatchedAnswers(answers)
        data, recorder = open_training_set(watched, **told, tape=tape, before_read=guard)
        try:
            with alarm(deadline):
                network = self.function(data)
        except (OutOfTime, ReadLimit) as stop:
            raise StoppedRun("did-not-halt", guard.struck or time_limit(limits), recorder.transcript()) from stop
        except TapeExhausted:
            raise
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise StoppedRun("crashed", _sentence("training", error), recorder.transcript()) from error
        finally:
            recorder.close()
            watched.reraise()
        if tape.exhausted:  # the algorithm swallowed the end of the tape and went on
            raise TapeExhausted
        if guard.struck:  # the algorithm swallowed the stop and went on
            raise StoppedRun("did-not-halt", guard.struck, recorder.transcript())
        if not callable(network):
            kind = type(network).__name__
            raise StoppedRun(
                "invalid-network", f"training returned a {kind}, which is not callable", recorder.transcript()
            )
        try:
            exact = bool(getattr(network, "exact", False))
        except Exception as error:
            reason = _sentence("the network's attribute exact", error)
            raise StoppedRun("invalid-network", reason, recorder.transcript()) from error
        return Trained(
            _LiveNetwork(network, exact, told["shape"][1], recorder, limits, deadline), recorder.transcript()
        )


def as_submission(train: Callable[[Any], Any] | Submission) -> Submission:
    """A submission as it is, a training function as one that runs in this process. Raises InvalidArgument."""
    if isinstance(train, type) or not hasattr(train, "train"):
        if not callable(train):
            raise InvalidArgument("train", train, "a callable train(data) -> network")
        return InProcess(train, getattr(train, "__qualname__", type(train).__name__))
    return cast(Submission, train)


class _LiveNetwork:
    """The returned network, watched: a read, a coin or a changing answer after training makes it invalid."""

    def __init__(
        self, network: Any, exact: bool, length: int, recorder: Recorder, limits: Limits, deadline: float
    ) -> None:
        self._network, self.exact, self._length = network, exact, length
        self._recorder, self._limits, self._deadline = recorder, limits, deadline

    def __call__(self, y: DyadicArray) -> tuple[Fraction, ...]:
        transcript = self._recorder.transcript()
        try:
            with alarm(self._deadline):
                output = self._network(y if self.exact else y.to_numpy())
                values = exact_output(output, self._length, self._limits.output_bits)
        except OutOfTime as stop:
            raise StoppedRun("did-not-halt", time_limit(self._limits), transcript) from stop
        except InvalidNetwork as error:
            raise StoppedRun("invalid-network", self._violation() or str(error), transcript) from error
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            reason = self._violation() or _sentence("the network", error)
            raise StoppedRun("invalid-network", reason, transcript) from error
        if reason := self._violation():
            raise StoppedRun("invalid-network", reason, transcript)
        return values

    def _violation(self) -> str:
        violations = self._recorder.violations
        return f"the network is not fixed: {violations[0]}" if violations else ""


def _sentence(who: str, error: BaseException) -> str:
    """What was raised, in one line; an exception whose own text raises is named by its type alone."""
    try:
        text = f": {error}"
    except Exception:
        text = ""
    return f"{who} raised {type(error).__name__}{text}"[:500]
