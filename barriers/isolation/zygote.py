"""The zygote: a fresh Python that has imported our libraries but nothing submitted, and forks a child for every run."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import io
import json
import os
import select
import signal
import socket
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

from barriers.isolation.confinement import Confinement, arrange

MAX_MESSAGE = 1 << 16


@dataclass
class _Run:
    number: int
    guardian: int
    stop: int


def main(descriptor: int, settings: dict[str, Any]) -> NoReturn:
    """Serve our side over a socket until it closes: {"do": "run"} with two descriptors, {"do": "end"}.

    settings: the `needed` paths, whether to ask for `namespaces`, the `target`.
    Answers {"ready": ...} once, {"exited": number, "code": c} for every run.
    """
    control = socket.socket(fileno=descriptor)
    confinement = arrange(settings["namespaces"], settings["needed"])
    _import_libraries(settings["target"])
    gc.collect()
    gc.freeze()  # runs share these pages with us for as long as nobody touches them
    with contextlib.suppress(BrokenPipeError):  # our side has left already; serving will notice
        control.send(json.dumps({"ready": vars(confinement)}).encode())
    try:
        _serve(control, confinement, settings)
    finally:
        confinement.remove()
    os._exit(0)


def _import_libraries(target: str) -> None:
    """Everything that runs need of ours; the namespaces must be left before, while there is one thread."""
    for name in ("barriers.isolation.probing", "barriers.targets", "constructions.omega"):
        import_module(name)
    from barriers.isolation.preloading import preload

    preload(target)


def _serve(control: socket.socket, confinement: Confinement, settings: dict[str, Any]) -> None:
    runs: dict[int, _Run] = {}  # by the descriptor that tells the guardian's end
    poller = select.poll()
    poller.register(control, select.POLLIN)
    while True:
        for descriptor, _ in poller.poll():
            if descriptor in runs:
                run = runs.pop(descriptor)
                poller.unregister(descriptor)
                _announce_end(control, descriptor, run)
                continue
            try:
                message, descriptors, _, _ = socket.recv_fds(control, MAX_MESSAGE, 2)
            except ConnectionResetError:  # our side closed with news of ours unread
                message, descriptors = b"", []
            if not message:
                _end_all(runs)
                return
            order = json.loads(message)
            if order["do"] == "run":
                run = _fork(order, descriptors, confinement, settings)
                watch = os.pidfd_open(run.guardian)
                runs[watch] = run
                poller.register(watch, select.POLLIN)
            else:
                for run in runs.values():
                    if run.number == order["number"] and run.stop >= 0:
                        os.close(run.stop)
                        run.stop = -1


def _announce_end(control: socket.socket, descriptor: int, run: _Run) -> None:
    os.close(descriptor)
    if run.stop >= 0:
        os.close(run.stop)
    code = os.waitstatus_to_exitcode(os.waitpid(run.guardian, 0)[1])
    try:
        control.send(json.dumps({"exited": run.number, "code": code}).encode())
    except OSError:  # our side is gone; the loop will notice
        return


def _end_all(runs: dict[int, _Run]) -> None:
    for run in runs.values():
        if run.stop >= 0:
            os.close(run.stop)
    for run in runs.values():
        os.waitpid(run.guardian, 0)


def _fork(order: dict[str, Any], descriptors: list[int], confinement: Confinement, settings: dict[str, Any]) -> _Run:
    from barriers.isolation.guardian import RunSetting
    from barriers.isolation.process_limits import ProcessLimits

    channel, output = descriptors
    reading, writing = os.pipe()
    setting = RunSetting(order["number"], ProcessLimits(**order["limits"]), order["cpu_seconds"], confinement)
    guardian = os.fork()
    if guardian == 0:
        _become_guardian(setting, channel, output, reading, order["probe"])
    for used in (channel, output, reading):
        os.close(used)
    return _Run(setting.number, guardian, writing)


def _become_guardian(setting: Any, channel: int, output: int, stop: int, probe: dict[str, Any] | None) -> NoReturn:
    from barriers.isolation.guardian import RUN_CHANNEL, STOP, guard
    from barriers.isolation.probing import probe as try_limits
    from barriers.isolation.worker import work

    # Out of the way of descriptors 0 to 4 first, then into their places; nothing else of ours stays open.
    moved = [fcntl.fcntl(used, fcntl.F_DUPFD_CLOEXEC, 16) for used in (channel, output, output, stop)]
    for source, place in zip(moved, (RUN_CHANNEL, 1, 2, STOP), strict=True):
        os.dup2(source, place)
    for name in os.listdir("/proc/self/fd"):
        if int(name) > STOP:
            with contextlib.suppress(OSError):  # that of the listing itself
                os.close(int(name))
    sys.stdout, sys.stderr = _text_stream(1), _text_stream(2)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    guard(setting, (lambda: work(RUN_CHANNEL)) if probe is None else (lambda: try_limits(setting, probe)))


def _text_stream(descriptor: int) -> io.TextIOWrapper:
    raw = io.FileIO(descriptor, "wb", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True, errors="backslashreplace")
