"""What isolation costs: start-up once per verification, one fork per run, and a read through the pipe.

    python benchmarks/isolation.py [--json]

Medians of several repetitions on this machine. "computed" is A(60) by the oracle with an empty cache; "packed and
unpacked" is what a first read of it adds to that in both processes; "one more read" is the round trip of a later one:
question, answer, exact array, as the child's clock sees it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import barriers
from barriers.isolation import isolated
from barriers.isolation.wire import pack_array, unpack_array
from barriers.submission import StoppedRun, Task
from constructions.answers import MemberAnswers
from constructions.member import Member
from oracles.coins import CoinTape

FAMILY = barriers.omega()
TASK = Task(FAMILY, FAMILY.digits)
READS = 200
READER = f"""
import time


def train(data):
    data.A(60)
    times = []
    for _ in range({READS}):
        start = time.perf_counter()
        data.A(60)
        times.append(time.perf_counter() - start)
    raise RuntimeError(sorted(times)[len(times) // 2])
"""


def median(repetitions: int, action: Callable[[], object]) -> float:
    """Median of the seconds that an action takes."""
    times: list[float] = []
    for _ in range(repetitions):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def tie() -> MemberAnswers:
    """The tie's answers, nothing cached."""
    return MemberAnswers(Member(FAMILY, "strong", 0))


def seconds_per_read() -> float:
    """Seconds for one read of A(60) in an isolated run, by the clock of the run."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reader.py"
        file.write_text(READER, encoding="utf-8")
        with isolated(f"{file}:train") as submission:
            try:
                submission.train(tie(), TASK, barriers.Limits(), CoinTape(bits=()))
            except StoppedRun as stop:
                return float(stop.reason.rsplit(" ", 1)[1])
    raise AssertionError("the reader reports by raising")


def start_up() -> None:
    """Start both zygotes, fork one run, end all."""
    with isolated("zero") as submission:
        submission.train(tie(), TASK, barriers.Limits(), CoinTape(bits=()))


def measure() -> dict[str, float]:
    """All figures, in milliseconds."""
    tie().matrix(60)  # enclosures of the mixing are shared by all members of the class
    figures = {"A(60) computed": median(50, lambda: tie().matrix(60))}
    answer = tie().matrix(60)
    figures["A(60) packed and unpacked"] = median(50, lambda: unpack_array(pack_array(answer)))
    figures["A(60), one more read through the pipe"] = seconds_per_read()
    figures["start and end of isolation"] = median(5, start_up)
    with isolated("zero") as submission:
        run = lambda: submission.train(tie(), TASK, barriers.Limits(), CoinTape(bits=()))  # noqa: E731
        run()
        figures["one more run (fork, limits, training)"] = median(50, run)
        figures["verification, three levels, isolated"] = median(3, lambda: barriers.verify(submission, FAMILY))
    from barriers.candidates.zero import train

    figures["verification, three levels, in-process"] = median(3, lambda: barriers.verify(train, FAMILY))
    return {name: 1000 * seconds for name, seconds in figures.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    figures = measure()
    if parser.parse_args().json:
        print(json.dumps(figures, indent=2))
        return
    for name, milliseconds in figures.items():
        print(f"{name:45} {milliseconds:9.3f} ms")


if __name__ == "__main__":
    main()
