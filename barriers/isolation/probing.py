"""Try every limit from inside, once at the start: what is reported as enforced was seen to hold on this machine."""

from __future__ import annotations

import contextlib
import errno
import mmap
import os
import resource
import socket
import tempfile
from collections.abc import Callable
from typing import Any

from barriers.isolation import linux, wire
from barriers.isolation.guardian import RUN_CHANNEL, RunSetting
from barriers.isolation.wire import Frame
from barriers.isolation.worker import Line

_DOCUMENTATION_ADDRESS = ("192.0.2.1", 9)  # RFC 5737: nobody's
_ALWAYS_WRITABLE = ("/tmp", "/var/tmp", "/")


def probe(setting: RunSetting, outside: dict[str, Any]) -> None:
    """In a worker that is shut in: try to break each limit and report to our side what happened.

    outside: `pid` of our side and its pid `namespace`, and `folders` that it can write to.
    """
    line = Line(RUN_CHANNEL)
    trials: dict[str, Callable[[], bool]] = {
        "memory": lambda: _memory_is_limited(setting),
        "cpu time": lambda: resource.getrlimit(resource.RLIMIT_CPU)[0] == setting.cpu_seconds,
        "processes": _processes_are_limited,
        "scratch size": lambda: _scratch_is_limited(setting),
        "files outside the scratch folder": lambda: _files_are_safe(outside["folders"]),
        "network": _network_is_absent,
        "other processes": lambda: _others_are_safe(outside["pid"], outside["namespace"]),
        "privileges": _has_no_privileges,
    }
    line.say(wire.frame(Frame.READY))
    line.say(wire.json_frame(Frame.PROBED, {name: _holds(trial) for name, trial in trials.items()}))


def _holds(trial: Callable[[], bool]) -> bool:
    try:
        return trial()
    except Exception:
        return False


def _memory_is_limited(setting: RunSetting) -> bool:
    """Address space is asked for, never touched."""
    try:
        mmap.mmap(-1, (setting.limits.memory + 16) << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()
    except (OSError, MemoryError):
        return True
    return False


def _processes_are_limited() -> bool:
    """With room for no further process, fork must fail. Tried in a child, which keeps the lowered limit to itself."""
    child = os.fork()
    if child == 0:
        limited = 1
        with contextlib.suppress(Exception):
            resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
            try:
                if os.fork() == 0:
                    os._exit(0)
            except BlockingIOError:
                limited = 0
        os._exit(limited)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _scratch_is_limited(setting: RunSetting) -> bool:
    handle, path = tempfile.mkstemp()
    try:
        os.posix_fallocate(handle, 0, (setting.limits.scratch << 20) + 1)
    except OSError as error:
        return error.errno in (errno.EFBIG, errno.ENOSPC)
    finally:
        os.close(handle)
        os.unlink(path)
    return False


def _files_are_safe(folders: list[str]) -> bool:
    """Nothing can be made in folders that everyone, or our side, can write to."""
    for folder in {*folders, *_ALWAYS_WRITABLE} - {os.environ["TMPDIR"]}:
        path = os.path.join(folder, f".barriers-probe-{os.getpid()}")
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        except OSError:
            continue
        os.unlink(path)
        return False
    return True


def _network_is_absent() -> bool:
    """There is no way out: "connecting" a datagram socket sends nothing, it only looks for a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        try:
            datagrams.connect(_DOCUMENTATION_ADDRESS)
        except OSError:
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as stream:
                return stream.connect_ex(("127.0.0.1", 9)) not in (0, errno.ECONNREFUSED)
    return False


def _others_are_safe(pid: int, namespace: str) -> bool:
    """Our side can neither be signalled nor read."""
    if os.readlink("/proc/self/ns/pid") != namespace:
        return True
    try:
        os.kill(pid, 0)
    except PermissionError:
        with contextlib.suppress(OSError), open(f"/proc/{pid}/mem", "rb"):
            return False
        return True
    return False


def _has_no_privileges() -> bool:
    """No new privileges, and no capability but, where Python itself needs it, that of reading."""
    with open("/proc/self/status") as status:
        fields = dict(line.split(":\t", 1) for line in status if ":\t" in line)
    held = int(fields["CapPrm"], 16) | int(fields["CapBnd"], 16) * (os.getuid() == 0)
    return linux.has_no_new_privileges() and held & ~(1 << linux.CAP_DAC_READ_SEARCH) == 0
