"""What a submitted algorithm may use; every limit that strikes is named in the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from oracles.errors import InvalidArgument


@dataclass(frozen=True)
class Limits:
    """Budgets for one run of an algorithm (training and evaluation of its network together).

    time: seconds of wall clock. accuracy: the largest n that is answered (an honest answer holds m·N numbers of n
    bits). reads: the number of questions. output_bits: the size of one number of an output. data: the run is
    stopped once it has read more than this many data (None: no bound; the adversary of part (ii) sets it).
    """

    time: float = 60.0
    accuracy: int = 200_000
    reads: int = 1_000_000
    output_bits: int = 10_000_000
    data: int | None = None

    def __post_init__(self) -> None:
        if not self.time > 0:
            raise InvalidArgument("time_limit", self.time, "a number of seconds > 0")
        for name in ("accuracy", "reads", "output_bits"):
            if getattr(self, name) < 1:
                raise InvalidArgument(name, getattr(self, name), "an integer >= 1")
