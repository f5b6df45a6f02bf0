"""A sweep on a real Dask cluster of processes on this machine, one of which is killed."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from distributed import LocalCluster

from barriers.sweep import Progress, Store, grid, play_job, sweep
from barriers.sweep.dask_cluster import dask_executors

NO_DASHBOARD: dict[str, Any] = {"dashboard_address": None}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        **NO_DASHBOARD,
        local_directory=str(tmp_path),
        silence_logs=50,
    ) as cluster:
        yield cast(LocalCluster, cluster)


@pytest.mark.filterwarnings("ignore")  # Dask's own, about workers that end
def test_a_cluster_gives_the_same_verdicts_and_a_killed_worker_loses_nothing(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    store = Store(tmp_path / "s.sqlite")
    jobs, _ = grid(["zero", "barycentre"], digits=(4,), shapes=((4, 5),), seeds=range(6))
    victims = [worker.pid for worker in cluster.workers.values()][:1]
    struck = threading.Event()

    def strike(progress: Progress) -> None:
        if progress.done == 3 and not struck.is_set():
            os.kill(victims[0], signal.SIGKILL)
            struck.set()

    with dask_executors(cluster.scheduler_address) as make:
        assert sweep(jobs, store, make, progress=strike) == 12
    assert struck.is_set()
    results = dict(store.results())
    assert set(results) == set(jobs)
    for target in ("zero", "barycentre"):
        job = next(job for job in jobs if job.target == target)
        assert results[job]["verdicts"] == play_job(job.key)["verdicts"]
