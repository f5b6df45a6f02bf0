"""The worker: runs the submitted algorithm and its network in the child, and asks our side for everything it reads."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from barriers.isolation import wire
from barriers.isolation.public_class import class_from_parameters
from barriers.isolation.wire import HEADER, Frame
from barriers.network_output import InvalidNetwork, exact_output
from barriers.submission import Task
from oracles.coins import RNG_COINS, CoinTape
from oracles.dyadic import DyadicArray
from oracles.errors import BarriersError, InvalidArgument
from oracles.training_set import Recorder, TrainingSet, open_training_set
from oracles.transcript import Read

_LONGEST_REASON = 500


class Line:
    """The worker's end of the connection to our side."""

    def __init__(self, descriptor: int) -> None:
        self._socket = socket.socket(fileno=descriptor)
        self._socket.setblocking(True)
        self._owner = os.getpid()

    def say(self, message: bytes) -> None:
        """Send a frame. A copy of the worker that the algorithm forked must not speak: it ends."""
        if os.getpid() != self._owner:
            os._exit(0)
        self._socket.sendall(message)

    def hear(self) -> tuple[Frame, bytearray]:
        """The next frame; ends the process when our side has closed the connection."""
        kind, length = HEADER.unpack(self._exactly(HEADER.size))
        return Frame(kind), self._exactly(length)

    def ask(self, message: bytes) -> bytearray:
        """Send a question and return the payload of its answer."""
        self.say(message)
        return self.hear()[1]

    def _exactly(self, count: int) -> bytearray:
        received = bytearray()
        while len(received) < count:
            part = self._socket.recv(min(count - len(received), 1 << 20))
            if not part:
                os._exit(0)
            received += part
        return received


@dataclass(frozen=True)
class RemoteAnswers:
    """Answers that our side gives; nothing of them is known here before they are asked for."""

    line: Line

    def matrix(self, n: int) -> DyadicArray:
        """A_n."""
        return self._ask(Read("A", n))

    def sample(self, k: int, n: int) -> DyadicArray:
        """y_{k,n}."""
        return self._ask(Read("y", n, k))

    def label(self, k: int, n: int) -> DyadicArray:
        """x_{k,n}."""
        return self._ask(Read("x", n, k))

    def _ask(self, read: Read) -> DyadicArray:
        return wire.unpack_array(self.line.ask(wire.frame(Frame.READ, wire.pack_read(read))))


class RemoteTape(CoinTape):
    """Coins that our side tosses."""

    __slots__ = ("_line",)

    def __init__(self, line: Line) -> None:
        super().__init__(bits=())
        self._line = line

    def _toss(self, count: int) -> list[int]:
        coins = list(self._line.ask(wire.frame(Frame.COINS, wire.pack_count(count))))
        self._tossed.extend(coins)
        return coins

    def bit(self) -> int:
        """The next fair bit."""
        return self._toss(1)[0]

    def rng(self) -> np.random.Generator:
        """A generator seeded by the next 128 coins, as `CoinTape.rng`."""
        seed = 0
        for coin in self._toss(RNG_COINS):
            seed = seed << 1 | coin
        return np.random.Generator(np.random.PCG64(seed))


def work(descriptor: int) -> None:
    """Receive the task, train, and evaluate the network for as long as our side asks."""
    line = Line(descriptor)
    line.say(wire.frame(Frame.READY))
    task = wire.parse_json(line.hear()[1])
    try:
        train = load(task["target"])
    except (InvalidArgument, BarriersError) as error:
        kind = Frame.UNUSABLE if isinstance(error, InvalidArgument) else Frame.RAISED
        _give_up(line, kind, str(error))
    omega = class_from_parameters(task["class"])
    told = Task(omega, task["digits"]).describe()
    data, recorder = open_training_set(RemoteAnswers(line), tape=RemoteTape(line), **told)
    network = _train(line, train, data, recorder)
    exact = _is_exact(line, network)
    line.say(wire.frame(Frame.TRAINED, bytes([exact])))
    while True:
        line.say(_evaluate(network, exact, wire.unpack_array(line.hear()[1]), omega.N, task["output_bits"], recorder))


def load(target: str) -> Callable[[Any], Any]:
    """The algorithm that a TARGET names. Raises InvalidArgument, MissingExtra, or TargetCrashed for what importing
    raised."""
    from barriers.targets import parse_target

    return parse_target(target).load()


def _train(line: Line, train: Callable[[Any], Any], data: TrainingSet, recorder: Recorder) -> Any:
    try:
        network = train(data)
    except BaseException as error:
        _give_up(line, Frame.RAISED, "training raised " + _described(error), _limit_behind(error))
    finally:
        recorder.close()
    if not callable(network):
        _give_up(line, Frame.REFUSED, f"training returned a {type(network).__name__}, which is not callable")
    return network


def _is_exact(line: Line, network: Any) -> bool:
    try:
        return bool(getattr(network, "exact", False))
    except BaseException as error:
        _give_up(line, Frame.REFUSED, "asking the network whether it is exact raised " + _described(error))


def _evaluate(network: Any, exact: bool, y: DyadicArray, length: int, output_bits: int, recorder: Recorder) -> bytes:
    try:
        values = exact_output(network(y if exact else y.to_numpy()), length, output_bits)
        reason = limit = ""
    except InvalidNetwork as error:
        values, reason, limit = (), str(error), ""
    except BaseException as error:
        values, reason, limit = (), "the network raised " + _described(error), _limit_behind(error)
    if recorder.violations:
        reason, limit = f"the network is not fixed: {recorder.violations[0]}", ""
    if reason:
        return wire.json_frame(Frame.REFUSED, {"reason": reason[:_LONGEST_REASON], "limit": limit})
    return wire.frame(Frame.OUTPUT, wire.pack_numbers(values))


def _give_up(line: Line, kind: Frame, reason: str, limit: str = "") -> NoReturn:
    line.say(wire.json_frame(kind, {"reason": reason[:_LONGEST_REASON], "limit": limit}))
    os._exit(0)


def _described(error: BaseException) -> str:
    name = type(error).__name__
    try:
        return f"{name}: {error}"
    except BaseException:  # its text is code of the algorithm's, too
        return name


def _limit_behind(error: BaseException) -> str:
    """The process limit that raises such an error, or ""."""
    if isinstance(error, MemoryError):
        return "memory-limit"
    if isinstance(error, BlockingIOError) and error.errno == errno.EAGAIN and error.filename is None:
        return "process-limit"
    if isinstance(error, RuntimeError) and "can't start new thread" in str(error):
        return "process-limit"
    if isinstance(error, OSError) and error.errno in (errno.EFBIG, errno.ENOSPC):
        return "scratch-limit"
    return ""
