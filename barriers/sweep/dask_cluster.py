"""A Dask cluster as an executor (extra `[dask]`)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from barriers.candidates import MissingExtra
from barriers.sweep.running import MakeExecutor

CONNECT_SECONDS = 10.0


@contextmanager
def dask_executors(address: str) -> Iterator[MakeExecutor]:
    """Executors on the cluster whose scheduler listens at `address` ("tcp://host:8786").

    The cluster runs a job again elsewhere when its worker dies. Raises MissingExtra, and OSError if nobody listens.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtra(
            "A sweep on a Dask cluster needs dask: pip install 'computability-barriers[dask]'."
        ) from error
    with Client(address, set_as_default=False, timeout=CONNECT_SECONDS) as client:

        def make() -> Executor:
            return client.get_executor(pure=False)

        yield make
