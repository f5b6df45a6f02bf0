"""Run submitted code in processes that hold no secret, within limits (what is enforced where: SECURITY.md)."""

from __future__ import annotations

from barriers.isolation.isolated import HASH_SEEDS, Enforcement, Isolated
from barriers.isolation.process_limits import ProcessLimits
from barriers.isolation.zygote_process import IsolationError

__all__ = ["HASH_SEEDS", "Enforcement", "Isolated", "IsolationError", "ProcessLimits", "isolated"]


def isolated(
    target: str,
    *,
    memory: int = 2048,
    processes: int = 64,
    cpu: float | None = None,
    scratch: int = 64,
    printed: int = 16,
) -> Isolated:
    """A submission that runs TARGET isolated; the limits are those of `ProcessLimits` (memory, scratch, printed in
    MiB).

    Raises InvalidArgument for a TARGET that does not exist or a limit out of range, MissingExtra, and IsolationError
    where there is no Linux. Close it after use: it is a context manager.
    """
    return Isolated(target, process_limits=ProcessLimits(memory, processes, cpu, scratch, printed))
