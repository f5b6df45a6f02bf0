"""Functions that play jobs in worker processes of the tests."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from barriers.sweep import Job


def echo(key: str) -> dict[str, Any]:
    """A result without a game."""
    return {"verdicts": [{"digits": Job.from_key(key).seed, "status": "survived"}], "seconds": 0.0}


def die_once(key: str) -> dict[str, Any]:
    """Job 3 kills its worker the first time; the job's target is a folder that remembers that."""
    job = Job.from_key(key)
    if job.seed == 3:
        try:
            (Path(job.target) / "died").touch(exist_ok=False)
        except FileExistsError:
            return echo(key)
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(key)


def die_always(key: str) -> dict[str, Any]:
    """Every job kills its worker."""
    os.kill(os.getpid(), signal.SIGKILL)
    return echo(key)
