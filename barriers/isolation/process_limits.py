"""What the process of an isolated algorithm may use; every limit that strikes is named in the verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass

from oracles.errors import InvalidArgument

_LONGEST = 1e9  # seconds of CPU time that stand for no limit


@dataclass(frozen=True)
class ProcessLimits:
    """Budgets of one isolated run, besides those of `barriers.Limits`.

    memory: MiB of private memory of each process, and of all processes of the run together. processes: how many
    processes and threads a run may have at a time. cpu: seconds of CPU time of each process (None: twice the limit
    on wall-clock time, and one more). scratch: MiB of files in the scratch folder, the only place that can be
    written. printed: MiB that may be written to standard output and error together. Raises InvalidArgument for
    values that are not positive.
    """

    memory: int = 2048
    processes: int = 64
    cpu: float | None = None
    scratch: int = 64
    printed: int = 16

    def __post_init__(self) -> None:
        for name in ("memory", "processes", "scratch", "printed"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise InvalidArgument(name, value, "an integer >= 1")
        if self.cpu is not None and not 0 < self.cpu < math.inf:
            raise InvalidArgument("cpu", self.cpu, "a number of seconds > 0")

    def cpu_seconds(self, time: float) -> int:
        """Whole seconds of CPU time for a run of `time` seconds (the kernel counts in whole seconds)."""
        return max(1, math.ceil(min(_LONGEST, 2 * time + 1 if self.cpu is None else self.cpu)))
