"""The processes around a run: a guardian outside its namespaces, an init inside them, and the worker that runs the
code."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from barriers.isolation import linux
from barriers.isolation.confinement import Confinement
from barriers.isolation.process_limits import ProcessLimits
from barriers.isolation.process_tree import descendants, end_all_children, memory

MEMORY_EXIT, SETUP_EXIT = 200, 201  # exit codes of a guardian beyond those of a worker (0–127, or 128 + signal)
RUN_CHANNEL, STOP = 3, 4  # descriptors: the run's connection to our side (in the worker alone), the zygote's pipe
_TICK = 0.05  # seconds between two looks at the memory of a run
_MIB = 1 << 20


@dataclass(frozen=True)
class RunSetting:
    """One run as the zygote is told of it. cpu_seconds: limit per process. probe: try the limits instead of running."""

    number: int
    limits: ProcessLimits
    cpu_seconds: int
    confinement: Confinement


def guard(setting: RunSetting, work: Callable[[], None]) -> NoReturn:
    """In a child of the zygote: start init and worker, watch their memory, end everything when told or when they end.

    STOP is a pipe whose other end the zygote holds; when that closes, the run is over. Exits with the worker's code.
    """
    try:
        linux.adopt_orphans()
        if setting.confinement.namespaces:
            linux.unshare(linux.CLONE_NEWPID | linux.CLONE_NEWIPC)
        init = os.fork()
        if init == 0:
            os.close(STOP)
            _start(lambda: _initiate(setting, work))
        _release_run_descriptors()
        code = _watch(setting, init)
        end_all_children()
        if not setting.confinement.namespaces:
            shutil.rmtree(setting.confinement.scratch_of(setting.number), ignore_errors=True)
    except BaseException:
        traceback.print_exc()
        code = SETUP_EXIT
    os._exit(code)


def _watch(setting: RunSetting, init: int) -> int:
    allowed = setting.limits.memory * _MIB
    ended = os.pidfd_open(init)
    poller = select.poll()
    poller.register(ended, select.POLLIN)
    poller.register(STOP, select.POLLIN)
    while True:
        events = dict(poller.poll(_TICK * 1000))
        if ended in events:
            return _exit_code(os.waitpid(init, 0)[1])
        if STOP in events:
            return 0
        if memory(descendants(init), allowed) > allowed:
            return MEMORY_EXIT


def _initiate(setting: RunSetting, work: Callable[[], None]) -> int:
    """The first process of the run: mounts, starts the worker, reaps whatever is orphaned until the worker ends."""
    linux.die_with_parent(signal.SIGKILL)
    linux.adopt_orphans()
    os.setsid()
    if setting.confinement.namespaces:
        linux.unshare(linux.CLONE_NEWNS)
    setting.confinement.make_scratch(setting.number, setting.limits)
    worker = os.fork()
    if worker == 0:
        _start(lambda: _shut_in(setting, work))
    _release_run_descriptors()
    while True:
        pid, status = os.waitpid(-1, 0)
        if pid == worker:
            return _exit_code(status, 127)


def _shut_in(setting: RunSetting, work: Callable[[], None]) -> int:
    setting.confinement.enter(setting.number, setting.limits, setting.cpu_seconds)
    work()
    return 0


def _start(run: Callable[[], int]) -> NoReturn:
    try:
        code = run()
    except BaseException:
        traceback.print_exc()
        code = SETUP_EXIT
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _release_run_descriptors() -> None:
    """Only the worker holds the pipes to our side: when it ends, they close."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (1, 2, RUN_CHANNEL):
        os.dup2(null, descriptor)
    os.close(null)


def _exit_code(status: int, largest: int = 255) -> int:
    """An exit code, or 128 + signal; codes above `largest` are kept for us, but for that of a failed set-up."""
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        return 128 - code
    return code if code == SETUP_EXIT else min(code, largest)
