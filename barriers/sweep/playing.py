"""Play one job, in whatever process: the job comes as JSON and the result goes as JSON."""

from __future__ import annotations

import time
from typing import Any

from barriers.sweep.grid import Job


def play_job(key: str) -> dict[str, Any]:
    """The verdicts of a job as `verify --json` prints them, or the error that prevented them, and the seconds taken."""
    from barriers.isolation.choosing import opened
    from barriers.targets import TargetCrashed, parse_target
    from barriers.verification import verify
    from oracles.errors import BarriersError

    job, start = Job.from_key(key), time.monotonic()
    try:
        train = job.target if job.isolated else parse_target(job.target).load()
        with opened(train, job.isolated) as submission:
            report = verify(submission, job.family(), seed=job.seed, time_limit=job.time_limit)
        outcome: dict[str, Any] = {"verdicts": [verdict.to_json() for verdict in report.verdicts]}
    except TargetCrashed as error:
        outcome = {"verdicts": [{"digits": job.digits, "status": "crashed", "reason": str(error)}]}
    except BarriersError as error:
        outcome = {"verdicts": [], "error": str(error)}
    return {**outcome, "seconds": round(time.monotonic() - start, 3)}
