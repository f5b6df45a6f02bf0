"""Isolated: a submission whose code runs in processes of its own that hold no secret."""

from __future__ import annotations

import itertools
import os
import socket
import sys
import threading
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from barriers.candidates import BUILT_INS
from barriers.isolation import wire
from barriers.isolation.conversation import Conversation, Gone, PrintedTooMuch, Stopwatch, TimeIsUp
from barriers.isolation.packed_answers import PackedAnswers
from barriers.isolation.process_limits import ProcessLimits
from barriers.isolation.session import Run, Session
from barriers.isolation.wire import Frame
from barriers.isolation.zygote_process import IsolationError, ZygoteProcess, needed_paths
from barriers.limits import Limits
from barriers.submission import OwnTask, Task, Trained
from barriers.targets import parse_target
from oracles.coins import CoinTape
from oracles.errors import InvalidArgument
from oracles.training_set import Answers

HASH_SEEDS = (1, 2)
"""PYTHONHASHSEED of the zygotes that take turns: two runs that follow each other never share the order of a set."""

_PROBE_SECONDS = 20.0
_MIB = 1 << 20


@dataclass(frozen=True)
class Enforcement:
    """Whether a limit was seen to hold on this machine."""

    name: str
    enforced: bool

    def __str__(self) -> str:
        return f"{self.name}: {'enforced' if self.enforced else 'not enforced'}"


class Isolated:
    """A training algorithm, named by a TARGET, every run of which starts from scratch in a process of its own.

    Two zygotes, fresh Pythons that have imported our libraries but none of the submitted code, take turns in forking a
    child per run: start-up is paid once, and yet no state survives from run to run, and what hangs on the order of
    hashes is found out. The oracle stays on our side of a pipe. Use as a context manager, or `close()` it.
    """

    def __init__(self, target: str, *, process_limits: ProcessLimits | None = None, namespaces: bool = True) -> None:
        """Nothing of the target runs yet. `namespaces=False` does without them where they could be had.

        Raises InvalidArgument (no such file or built-in), MissingExtra, or IsolationError (not on Linux).
        """
        if sys.platform != "linux":
            raise IsolationError("isolation needs Linux: elsewhere run trusted code with isolated=False")
        self.name = target
        self._folder = os.getcwd()  # what a relative path is relative to
        parse_target(target)
        for entry in BUILT_INS:
            if entry.name == target and entry.missing:
                entry.load()  # says which extra is missing
        self.process_limits = process_limits or ProcessLimits()
        self._namespaces = namespaces
        self._zygotes: list[ZygoteProcess] = []
        self._packed = PackedAnswers()
        self._lock = threading.Lock()
        self._turns = itertools.cycle(range(len(HASH_SEEDS)))
        self._enforcement: tuple[Enforcement, ...] | None = None
        self._closing = weakref.finalize(self, _close_all, self._zygotes)

    def train(self, answers: Answers, task: Task | OwnTask, limits: Limits, tape: CoinTape) -> Trained:
        """See `Submission.train`. Raises InvalidArgument if the target names nothing callable, IsolationError."""
        if not isinstance(task, Task):
            raise InvalidArgument("family", task.family, "a class of barriers.omega (one's own is played in-process)")
        run = self._start(limits)
        try:
            return Session(run, answers, task, tape).train()
        except BaseException:
            run.finish()
            raise

    @property
    def enforcement(self) -> tuple[Enforcement, ...]:
        """Each limit and whether it holds: tried once, from inside, by code of ours."""
        if self._enforcement is None:
            self._enforcement = tuple(Enforcement(name, held) for name, held in self._probe().items())
        return self._enforcement

    @property
    def arrangement(self) -> Mapping[str, Any]:
        """How runs are shut in on this machine: the fields of `Confinement`."""
        return self._zygote().arrangement

    def close(self) -> None:
        """End everything: no process and no folder is left behind."""
        self._closing()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _zygote(self) -> ZygoteProcess:
        with self._lock:
            if not self._closing.alive:
                raise IsolationError("this submission has been closed")
            if not self._zygotes:  # both at once: they start side by side
                needed = needed_paths(self.name, self._folder)
                self._zygotes += [
                    ZygoteProcess(self.name, self._folder, seed, self._namespaces, needed) for seed in HASH_SEEDS
                ]
            return self._zygotes[next(self._turns)]

    def _start(self, limits: Limits, probe: Mapping[str, Any] | None = None) -> Run:
        zygote = self._zygote()
        _ = zygote.arrangement  # our own start-up is not on the run's watch
        cpu_seconds = self.process_limits.cpu_seconds(limits.time)
        ours, theirs = socket.socketpair()
        reading, writing = os.pipe()
        watch = Stopwatch(limits.time)
        try:
            number = zygote.start_run(self.process_limits, cpu_seconds, (theirs.fileno(), writing), probe)
        except BaseException:
            ours.close()
            os.close(reading)
            raise
        finally:
            theirs.close()
            os.close(writing)
        return Run(
            target=self.name,
            conversation=Conversation(ours, reading, self.process_limits.printed * _MIB, watch),
            watch=watch,
            limits=limits,
            process_limits=self.process_limits,
            cpu_seconds=cpu_seconds,
            packed=self._packed,
            exit_code=lambda seconds: zygote.exit_code(number, seconds),
            end=lambda: zygote.end_run(number),
        )

    def _probe(self) -> dict[str, bool]:
        namespace = os.readlink("/proc/self/ns/pid")
        folders = [folder for folder in (os.getcwd(), os.path.expanduser("~")) if os.access(folder, os.W_OK)]
        outside = {"pid": os.getpid(), "namespace": namespace, "folders": folders}
        run = self._start(Limits(time=_PROBE_SECONDS), outside)
        try:
            with run.watch.running():
                while True:
                    kind, payload = run.conversation.receive(1 << 16)
                    if kind is Frame.PROBED:
                        return {name: bool(held) for name, held in wire.parse_json(payload).items()}
        except (TimeIsUp, Gone, PrintedTooMuch, wire.Malformed):
            raise IsolationError(f"a run could not be shut in:\n{run.conversation.printed}") from None
        finally:
            run.finish()


def _close_all(zygotes: list[ZygoteProcess]) -> None:
    while zygotes:
        zygotes.pop().close()
