"""Our side of a zygote: start it, order runs, learn how they ended, end it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from barriers.isolation.process_limits import ProcessLimits
from oracles.errors import BarriersError

_PATIENCE = 30.0  # seconds for our own processes to answer: none of the submitted code runs in them
_BOOTSTRAP = (
    "import json, sys; settings = json.loads(sys.argv[2]); sys.path[:] = settings['path'];"
    "from barriers.isolation.zygote import main; main(int(sys.argv[1]), settings)"
)
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "RAYON_NUM_THREADS")


class IsolationError(BarriersError):
    """Isolation itself failed: nothing is said about the algorithm."""


class ZygoteProcess:
    """A running zygote. Its end is certain: it ends when the connection closes, also when our process is killed."""

    def __init__(self, target: str, folder: str, hash_seed: int, namespaces: bool, needed: Sequence[str]) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        path = [os.path.abspath(entry or ".") for entry in sys.path]
        settings = {
            "path": path,
            "needed": [*needed, *path, sys.prefix, sys.base_prefix],
            "namespaces": namespaces,
            "target": target,
        }
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-s", "-c", _BOOTSTRAP, str(theirs.fileno()), json.dumps(settings)],
                pass_fds=[theirs.fileno()],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(hash_seed),
                start_new_session=True,
            )
        self._control, self._lock, self._last = ours, threading.Lock(), 0
        self._exits: dict[int, int] = {}
        self._ready: Mapping[str, Any] | None = None

    @property
    def arrangement(self) -> Mapping[str, Any]:
        """What the zygote could arrange (the fields of `Confinement`). Waits until it is ready. Raises
        IsolationError."""
        with self._lock:
            until = time.monotonic() + _PATIENCE
            while self._ready is None:
                self._take_message(until)
            return self._ready

    def start_run(
        self, limits: ProcessLimits, cpu_seconds: int, descriptors: Sequence[int], probe: Mapping[str, Any] | None
    ) -> int:
        """Fork a run that talks over the first descriptor and prints to the second; returns its number."""
        _ = self.arrangement
        with self._lock:
            while self._take_message(0.0, required=False):  # news of old runs: left there, they would block the zygote
                pass
            self._last += 1
            order = {
                "do": "run",
                "number": self._last,
                "limits": asdict(limits),
                "cpu_seconds": cpu_seconds,
                "probe": probe,
            }
            try:
                socket.send_fds(self._control, [json.dumps(order).encode()], list(descriptors))
            except OSError as error:
                raise IsolationError(f"the process that starts runs has ended: {error}") from error
            return self._last

    def end_run(self, number: int) -> None:
        """Have a run ended, with all its processes; does not wait."""
        with self._lock, contextlib.suppress(OSError):
            self._control.send(json.dumps({"do": "end", "number": number}).encode())

    def exit_code(self, number: int, seconds: float) -> int | None:
        """The exit code of a run's guardian, waiting for it at most so long; None if it has not ended."""
        with self._lock:
            until = time.monotonic() + seconds
            while number not in self._exits and time.monotonic() < until:
                if not self._take_message(until, required=False):
                    break
            return self._exits.get(number)

    def close(self) -> None:
        """End the zygote and all its runs, and wait for that."""
        self._control.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _take_message(self, until: float, required: bool = True) -> bool:
        """Receive one message; False if none came in time. Raises IsolationError if one had to come or it is the
        end."""
        poller = select.poll()
        poller.register(self._control, select.POLLIN)
        if not poller.poll(max(0.0, until - time.monotonic()) * 1000):
            if required:
                raise IsolationError("the process that starts runs does not answer")
            return False
        message = self._control.recv(1 << 16)
        if not message:
            raise IsolationError(f"the process that starts runs has ended (exit code {self._process.wait(_PATIENCE)})")
        document = json.loads(message)
        if "ready" in document:
            self._ready = document["ready"]
        else:
            self._exits[document["exited"]] = document["code"]
        return True


def _environment(hash_seed: int) -> dict[str, str]:
    """Little of ours: no tokens, no user; one thread for numerical libraries, whose sums then have one order."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    fixed = {"PYTHONHASHSEED": str(hash_seed), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"}
    return {**kept, **fixed, **dict.fromkeys(_ONE_THREAD, "1")}


def needed_paths(target: str, folder: str) -> list[str]:
    """What must be readable for a TARGET besides Python itself: `folder`, where it runs, and where its file is."""
    where = Path(folder, target.rpartition(":")[0]).resolve()
    return [folder, *([str(where.parent), str(where)] if where.suffix == ".py" else [])]
