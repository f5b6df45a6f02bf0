"""Run jobs on any executor and keep every result as soon as it is there."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from barriers.sweep.grid import Job
from barriers.sweep.playing import play_job
from barriers.sweep.store import Store
from oracles.errors import BarriersError

log = logging.getLogger("barriers.sweep")

MakeExecutor = Callable[[], Executor]
_IN_FLIGHT = 64  # jobs handed to an executor at a time: an interrupted sweep then has little to forget
_BROKEN_POOLS = 5


@dataclass(frozen=True)
class Progress:
    """How far a sweep is: jobs that have a result (also from earlier sweeps), and all of them."""

    done: int
    total: int


class SweepError(BarriersError):
    """Workers died again and again; the results so far are kept, and the same command goes on from there."""


def processes(workers: int | None = None) -> MakeExecutor:
    """Executors of `workers` processes (default: one for each processor), started afresh: nothing of ours is copied."""
    spawn = multiprocessing.get_context("spawn")
    return lambda: ProcessPoolExecutor(workers, mp_context=spawn, initializer=_end_with_parent, initargs=(os.getpid(),))


def _end_with_parent(parent: int) -> None:
    """In a worker: end once the sweep is gone. Workers of a killed pool would wait for each other's pipes for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def sweep(
    jobs: Iterable[Job],
    store: Store,
    make_executor: MakeExecutor | None = None,
    *,
    progress: Callable[[Progress], None] | None = None,
    play: Callable[[str], dict[str, Any]] = play_job,
) -> int:
    """Play the jobs that have no result in `store` yet and return how many results were added.

    make_executor makes an executor (`concurrent.futures`; default: processes). When one breaks, because a worker was
    killed, its unfinished jobs go to a new one. Raises SweepError when that happens again and again.
    """
    keys = list(dict.fromkeys(job.key for job in jobs))
    finished = store.done()
    pending = [key for key in keys if key not in finished]
    done = Progress(len(keys) - len(pending), len(keys))
    added, broken = 0, 0

    def keep(key: str, result: dict[str, Any]) -> None:
        nonlocal added
        store.add(key, result)
        added += 1
        if progress is not None:
            progress(Progress(done.done + added, done.total))

    if progress is not None:
        progress(done)
    while pending:
        before = added
        with (make_executor or processes())() as executor:
            pending = _drain(executor, pending, keep, play)
        broken = 0 if added > before else broken + 1
        if pending:
            log.warning("a worker died; %d jobs go to new workers", len(pending))
        if broken >= _BROKEN_POOLS:
            raise SweepError(f"workers died {broken} times without a result; {len(pending)} jobs are left")
    return added


def _drain(
    executor: Executor,
    pending: list[str],
    keep: Callable[[str, dict[str, Any]], None],
    play: Callable[[str], dict[str, Any]],
) -> list[str]:
    """Play what is pending; the jobs left when the executor broke."""
    waiting, running = list(reversed(pending)), {}
    lost: list[str] = []
    try:
        while waiting or running:
            while waiting and len(running) < _IN_FLIGHT:
                running[executor.submit(play, waiting[-1])] = waiting[-1]
                waiting.pop()
            ready, _ = wait(running, return_when=FIRST_COMPLETED)
            lost += _keep_all(ready, running, keep)
            if lost:
                break
    except BrokenExecutor:  # from submit
        pass
    except BaseException:  # such as Ctrl-C: do not wait for what is queued
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    ready = {future for future in running if future.done() and not future.cancelled()}
    lost += _keep_all(ready, running, keep)
    return [*lost, *running.values(), *reversed(waiting)]


def _keep_all(
    ready: Iterable[Future[dict[str, Any]]],
    running: dict[Future[dict[str, Any]], str],
    keep: Callable[[str, dict[str, Any]], None],
) -> list[str]:
    """Keep what is ready; the jobs whose workers died."""
    lost: list[str] = []
    for future in ready:
        key = running.pop(future)
        error = future.exception()
        if error is None:
            keep(key, future.result())
        elif isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker":  # the latter is Dask's
            lost.append(key)
        else:
            raise error
    return lost
