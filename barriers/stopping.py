"""Stopping a run at its limits: a guard before every read, and an alarm clock for what runs in this process."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from barriers.limits import Limits
from oracles.errors import ReadLimit
from oracles.transcript import Read, Transcript

_LONGEST_ALARM = 1e8  # seconds: the system's timers overflow beyond some limit of their own


class OutOfTime(BaseException):
    """Raised by the alarm clock; a BaseException so that `except Exception` does not swallow it."""


class ReadGuard:
    """Stops an algorithm at its limits, and remembers which one struck (`struck`, a sentence; "" if none has)."""

    def __init__(self, limits: Limits, deadline: float) -> None:
        self._limits, self._deadline, self._count = limits, deadline, 0
        self.struck = ""

    def __call__(self, read: Read, transcript: Transcript) -> None:
        self._count += 1
        if read.n > self._limits.accuracy:
            self._stop(f"accuracy-limit: it asked for n = {_shown(read.n)}, more than {self._limits.accuracy}")
        if self._limits.data is not None and transcript.data_used > self._limits.data:
            self._stop(f"data-limit: more than {self._limits.data} data")
        if self._count > self._limits.reads:
            self._stop(f"read-limit: more than {self._limits.reads} questions")
        if time.monotonic() > self._deadline:
            self._stop(time_limit(self._limits))

    def _stop(self, reason: str) -> None:
        self.struck = reason
        raise ReadLimit(reason)


def time_limit(limits: Limits) -> str:
    """The reason of a run that took too long."""
    return f"time-limit: {limits.time:g} s"


def _shown(n: int) -> str:
    return str(n) if n.bit_length() < 200 else f"about 2^{n.bit_length()}"


@contextmanager
def alarm(deadline: float) -> Iterator[None]:
    """Raise OutOfTime in the main thread at the deadline, again and again until the block is left."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals reach the main thread only: reads still check the clock
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    previous = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, min(_LONGEST_ALARM, max(1e-3, deadline - time.monotonic())), 0.25)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
