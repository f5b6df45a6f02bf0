"""One isolated run as our side sees it: answer its questions while it trains, then ask its network."""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from barriers.isolation import wire
from barriers.isolation.conversation import Conversation, Gone, PrintedTooMuch, Stopwatch, TimeIsUp, plain
from barriers.isolation.guardian import MEMORY_EXIT, SETUP_EXIT
from barriers.isolation.packed_answers import PackedAnswers
from barriers.isolation.process_limits import ProcessLimits
from barriers.isolation.public_class import class_parameters
from barriers.isolation.wire import Frame, Malformed
from barriers.isolation.zygote_process import IsolationError
from barriers.limits import Limits
from barriers.stopping import OutOfTime, ReadGuard, alarm, time_limit
from barriers.submission import StoppedRun, Task, Trained
from oracles.coins import CoinTape
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument, InvalidRead, ReadLimit
from oracles.training_set import Answers, Recorder, TrainingSet, open_training_set

log = logging.getLogger("barriers.isolation")

_LARGEST_MESSAGE = 1 << 14
_MOST_COINS = 1 << 16
_PATIENCE = 3.0  # seconds for a process that has closed its end to be gone
_MIB = 1 << 20
_SIGXCPU = 24
_DID_NOT_HALT = "did-not-halt"


@dataclass(frozen=True)
class Run:
    """A run that has been forked. `exit_code(seconds)` waits for its end, `end()` brings it about."""

    target: str
    conversation: Conversation
    watch: Stopwatch
    limits: Limits
    process_limits: ProcessLimits
    cpu_seconds: int
    packed: PackedAnswers
    exit_code: Callable[[float], int | None]
    end: Callable[[], None]

    def finish(self) -> None:
        """End the run with all its processes."""
        if printed := self.conversation.printed:
            log.debug("%s printed: %s", self.target, printed)
        self.conversation.close()
        self.end()


class Session:
    """Training, as far as our side is concerned."""

    def __init__(self, run: Run, answers: Answers, task: Task, tape: CoinTape) -> None:
        self._run, self._task, self._tape, self._answers = run, task, tape, answers
        self._started = False

    def train(self) -> Trained:
        """Let the run train. Raises StoppedRun, TapeExhausted, InvalidArgument (the target is not callable),
        IsolationError."""
        with self._run.watch.running() as deadline:
            guard = ReadGuard(self._run.limits, deadline)
            data, recorder = self._open(guard)
            try:
                self._run.conversation.send(self._task_frame())
                exact = self._converse(data)
            except (TimeIsUp, OutOfTime):
                raise self._stopped(_DID_NOT_HALT, time_limit(self._run.limits), recorder) from None
            except ReadLimit:
                raise self._stopped(_DID_NOT_HALT, guard.struck, recorder) from None
            except PrintedTooMuch:
                raise self._stopped(_DID_NOT_HALT, _print_limit(self._run), recorder) from None
            except InvalidRead as error:
                raise self._stopped("crashed", f"training asked what cannot be asked: {error}", recorder) from None
            except Malformed as error:
                raise self._stopped("crashed", f"training sent {error}", recorder) from None
            except Gone:
                status, reason = self._how_it_ended()
                raise self._stopped(status, reason, recorder) from None
            except _GaveUp as given_up:
                raise self._stopped(given_up.status, given_up.reason, recorder) from None
            finally:
                recorder.close()
        network = RemoteNetwork(self._run, exact, self._task.omega.N, recorder)
        weakref.finalize(network, self._run.finish)
        return Trained(network, recorder.transcript())

    def _open(self, guard: ReadGuard) -> tuple[TrainingSet, Recorder]:
        return open_training_set(self._answers, tape=self._tape, before_read=guard, **self._task.describe())

    def _task_frame(self) -> bytes:
        document = {
            "target": self._run.target,
            "class": class_parameters(self._task.omega),
            "digits": self._task.digits,
            "output_bits": self._run.limits.output_bits,
        }
        return wire.json_frame(Frame.TASK, document)

    def _converse(self, data: TrainingSet) -> bool:
        """Answer questions until training has ended; whether the network that it returned is exact."""
        while True:
            kind, payload = self._run.conversation.receive(_LARGEST_MESSAGE)
            if kind is Frame.READ:
                self._run.conversation.send(wire.frame(Frame.ARRAY, self._run.packed.pack(self._answer(data, payload))))
            elif kind is Frame.COINS:
                count = wire.unpack_count(payload)
                if count > _MOST_COINS:
                    raise Malformed(f"a request for {count} coins at once")
                self._run.conversation.send(wire.frame(Frame.BITS, wire.pack_bits([data.coin() for _ in range(count)])))
            elif kind is Frame.TRAINED:
                return payload == b"\x01"
            elif kind is Frame.READY:
                self._started = True
            else:
                self._give_up(kind, wire.parse_json(payload))

    def _answer(self, data: TrainingSet, payload: bytearray) -> DyadicArray:
        read = wire.unpack_read(payload)
        with alarm(self._run.watch.deadline):
            if read.k is None:
                return data.A(read.n)
            return data.y(read.k, read.n) if read.kind == "y" else data.x(read.k, read.n)

    def _give_up(self, kind: Frame, document: dict[str, object]) -> NoReturn:
        reason = plain(str(document.get("reason", "")))[:500]
        if kind is Frame.UNUSABLE:
            raise InvalidArgument("TARGET", self._run.target, f"something callable that can be loaded ({reason})")
        limit = _limit_sentence(str(document.get("limit", "")), self._run)
        if kind is Frame.RAISED:
            raise _GaveUp(_DID_NOT_HALT if limit else "crashed", f"{limit}: {reason}" if limit else reason)
        if kind is Frame.REFUSED:
            raise _GaveUp("invalid-network", reason)
        raise Malformed(f"a message out of turn ({kind.name.lower()})")

    def _how_it_ended(self) -> tuple[str, str]:
        code, (limit, how) = _end_of(self._run)
        if code == SETUP_EXIT and not self._started:
            raise IsolationError(f"a run could not be shut in:\n{self._run.conversation.printed}")
        return (_DID_NOT_HALT, limit) if limit else ("crashed", f"its process {how} before it returned a network")

    def _stopped(self, status: str, reason: str, recorder: Recorder) -> StoppedRun:
        return StoppedRun(status, reason, recorder.transcript())


class _GaveUp(Exception):
    def __init__(self, status: str, reason: str) -> None:
        self.status, self.reason = status, reason


class RemoteNetwork:
    """The network in the child. Every output is read, checked and limited on our side."""

    def __init__(self, run: Run, exact: bool, length: int, recorder: Recorder) -> None:
        self._run, self.exact, self._length, self._recorder = run, exact, length, recorder

    def __call__(self, y: DyadicArray) -> tuple[Fraction, ...]:
        """φ(y). Raises StoppedRun."""
        run, bits = self._run, self._run.limits.output_bits
        try:
            with run.watch.running():
                run.conversation.send(wire.frame(Frame.VECTOR, wire.pack_array(y)))
                kind, payload = run.conversation.receive(wire.largest_output(self._length, bits) + _LARGEST_MESSAGE)
            if kind is Frame.OUTPUT:
                return wire.unpack_numbers(payload, self._length, bits)
            self._refuse(kind, payload)
        except TimeIsUp:
            raise self._stopped(_DID_NOT_HALT, time_limit(run.limits)) from None
        except PrintedTooMuch:
            raise self._stopped(_DID_NOT_HALT, _print_limit(run)) from None
        except Malformed as error:
            raise self._stopped("invalid-network", f"the network sent {error}") from None
        except Gone:
            _, (limit, how) = _end_of(run)
            if limit:
                raise self._stopped(_DID_NOT_HALT, limit) from None
            raise self._stopped("invalid-network", f"the network's process {how}") from None

    def _refuse(self, kind: Frame, payload: bytearray) -> NoReturn:
        if kind in (Frame.READ, Frame.COINS):
            raise self._stopped("invalid-network", "the network is not fixed: it asked a question after training")
        if kind is not Frame.REFUSED:
            raise Malformed(f"a message out of turn ({kind.name.lower()})")
        document = wire.parse_json(payload)
        reason = plain(str(document.get("reason", "")))[:500]
        if limit := _limit_sentence(str(document.get("limit", "")), self._run):
            raise self._stopped(_DID_NOT_HALT, f"{limit}: {reason}")
        raise self._stopped("invalid-network", reason)

    def _stopped(self, status: str, reason: str) -> StoppedRun:
        return StoppedRun(status, reason, self._recorder.transcript())


def _limit_sentence(limit: str, run: Run) -> str:
    """The limit that an error in the child points to, with its value; "" if none."""
    limits = run.process_limits
    values = {
        "memory-limit": f"{limits.memory} MiB",
        "process-limit": f"{limits.processes} processes and threads",
        "scratch-limit": f"{limits.scratch} MiB of files",
    }
    return f"{limit}: {values[limit]}" if limit in values else ""


def _print_limit(run: Run) -> str:
    return f"output-limit: it printed more than {run.process_limits.printed} MiB"


def _end_of(run: Run) -> tuple[int, tuple[str, str]]:
    """How a run that has closed its end came to its own: exit code, the limit that struck (or ""), and words for it."""
    code = run.exit_code(_PATIENCE)
    if code is None:
        run.end()
        run.exit_code(_PATIENCE)
        return -1, ("", "closed the connection")
    if code == MEMORY_EXIT:
        return code, (f"memory-limit: {run.process_limits.memory} MiB", "")
    if code == 128 + _SIGXCPU:
        return code, (f"cpu-limit: {run.cpu_seconds} s", "")
    if 128 < code < 192:
        return code, ("", f"was killed by signal {code - 128}")
    return code, ("", f"ended with exit code {code}")
