"""One thread for small networks: reproducible sums, and no time lost where other programs use the cores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def single_thread() -> Iterator[None]:
    """Within the block PyTorch uses one thread; the former number comes back however the block ends.

    The order of summation, and with it every bit of a result, then does not depend on the machine or its load. Matrices
    of some twenty rows gain little from a second thread, and lose much when its core is busy elsewhere.
    """
    former = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(former)
