"""Our end of the connection to a run: frames with a deadline, and whatever the run prints."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import time
from collections.abc import Iterator

from barriers.isolation.wire import HEADER, Frame, Malformed

_KEPT_PRINT = 1 << 16
_CHUNK = 1 << 20
_LONGEST_WAIT = 1e6  # seconds per poll: the system's own limit is not much larger


class TimeIsUp(Exception):
    """The run has used up its time."""


class Gone(Exception):
    """The run has closed its end: its process has ended, or is of no more use."""


class PrintedTooMuch(Exception):
    """The run has printed more than it may."""


class Stopwatch:
    """Seconds of wall-clock time that a run has left; it runs only while we work for it or wait for it."""

    def __init__(self, seconds: float) -> None:
        self._left, self._deadline = seconds, 0.0

    @contextlib.contextmanager
    def running(self) -> Iterator[float]:
        """Let the watch run; gives the deadline on the monotonic clock."""
        self._deadline = time.monotonic() + self._left
        try:
            yield self._deadline
        finally:
            self._left = self._deadline - time.monotonic()

    @property
    def deadline(self) -> float:
        """The deadline while the watch runs."""
        return self._deadline


class Conversation:
    """Frames to and from a run. Raises TimeIsUp, Gone, PrintedTooMuch, or Malformed for bytes that are no frame."""

    def __init__(self, channel: socket.socket, output: int, most_printed: int, watch: Stopwatch) -> None:
        channel.setblocking(False)
        os.set_blocking(output, False)
        self._channel, self._output, self._watch = channel, output, watch
        self._most_printed, self._count_printed = most_printed, 0
        self._printed = bytearray()
        self._received = bytearray()

    def send(self, message: bytes) -> None:
        """Send a whole frame."""
        rest = memoryview(message)
        while rest:
            try:
                rest = rest[self._channel.send(rest) :]
            except BlockingIOError:
                self._wait(select.POLLOUT)
            except OSError:
                raise Gone from None

    def receive(self, largest: int) -> tuple[Frame, bytearray]:
        """The next frame, with a payload of at most `largest` bytes."""
        kind, length = HEADER.unpack(self._take(HEADER.size))
        if kind not in iter(Frame):
            raise Malformed("a message of no known kind")
        if length > largest:
            raise Malformed(f"a message of {length} bytes, more than {largest}")
        return Frame(kind), self._take(length)

    def _take(self, count: int) -> bytearray:
        while len(self._received) < count:
            try:
                part = self._channel.recv(_CHUNK)
            except BlockingIOError:
                self._wait(select.POLLIN)
                continue
            except OSError:
                raise Gone from None
            if not part:
                raise Gone
            self._received += part
        taken = self._received[:count]
        del self._received[:count]
        return taken

    def _wait(self, events: int) -> None:
        """Until the channel is ready; meanwhile what is printed is read, so that printing never blocks the run."""
        while True:
            left = self._watch.deadline - time.monotonic()
            if left <= 0:
                raise TimeIsUp
            poller = select.poll()
            poller.register(self._channel, events)
            if self._output >= 0:
                poller.register(self._output, select.POLLIN)
            ready = dict(poller.poll(min(left, _LONGEST_WAIT) * 1000))
            if self._output in ready:
                self._read_print()
            if self._channel.fileno() in ready:
                return

    def _read_print(self) -> None:
        with contextlib.suppress(BlockingIOError):
            text = os.read(self._output, _CHUNK)
            self._count_printed += len(text)
            self._printed += text[: max(0, _KEPT_PRINT - len(self._printed))]
            if not text:
                os.close(self._output)
                self._output = -1
        if self._count_printed > self._most_printed:
            raise PrintedTooMuch

    @property
    def printed(self) -> str:
        """The beginning of what the run has printed, with nothing in it that could steer a terminal."""
        with contextlib.suppress(PrintedTooMuch):
            if self._output >= 0:
                self._read_print()
        return plain(self._printed.decode("utf-8", "replace"), keep="\n")

    def close(self) -> None:
        """Close both pipes; harmless when done twice."""
        self._channel.close()
        if self._output >= 0:
            os.close(self._output)
            self._output = -1


def plain(text: str, keep: str = "") -> str:
    """Printable characters only; others are shown as escapes."""
    return "".join(c if c.isprintable() or c in keep else c.encode("unicode_escape").decode() for c in text)
