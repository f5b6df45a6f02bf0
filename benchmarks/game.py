"""What the game costs around an algorithm, and how that grows; every claim of speed is a ratio within one run.

    python -m benchmarks.game [--quick]

Ratios: K = 1 000 → 10 000 digits against one arb_mat.solve of that size (claimed: at most 1.5 × its growth); one
A(60) of
an m = 999, N = 1000 DCT class against rounding that many numbers (claimed: at most 3 ×); the exported checker on the
certificate of m = 19, N = 20, K = 6 (claimed: 0.2 s, start-up of Python included).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from flint import arb, arb_mat

import barriers
from barriers.adversaries import evidence
from constructions.answers import MemberAnswers
from constructions.member import Member
from oracles.precision import precision

ROWS, COLUMNS = 19, 20


def timed(action: Callable[[], Any], repeats: int = 3) -> float:
    """The median of a few runs, in seconds."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)[len(seconds) // 2]


def label_reader(n: int) -> Callable[[Any], Any]:
    """An exact algorithm whose own cost is next to nothing: it answers the label that it read at accuracy n."""

    def train(data: Any) -> Any:
        answer = data.x(0, n)

        def network(y: Any) -> Any:
            return answer

        network.exact = True  # type: ignore[attr-defined]
        return network

    return train


def game_seconds(digits: int) -> float:
    """One game at K digits, with class, certificate and replay; the separate check is left out at every K alike."""

    def play() -> None:
        family = barriers.omega(digits=digits, rows=ROWS, columns=COLUMNS)
        report = barriers.verify(label_reader(int(3.33 * digits) + 60), family, levels=[digits])
        assert report.verdicts[0].status is barriers.Status.REFUTED

    with mock.patch.object(evidence, "CHECKED_DIGITS", 0):
        return timed(play)


def solve_seconds(digits: int) -> float:
    """One arb_mat.solve of the size of A_S at the precision of K digits."""
    with precision(int(2 * 3.33 * digits) + 200):
        entries = [[arb(i * j + 1).sqrt() + (50 if i == j else 0) for j in range(ROWS)] for i in range(ROWS)]
        matrix, right = arb_mat(entries), arb_mat([[1]] * ROWS)
        return timed(lambda: matrix.solve(right))


def growth(digits: tuple[int, ...]) -> None:
    """Game and solve at each K, and the ratio of their growths over the last decade."""
    game, solve = {k: game_seconds(k) for k in digits}, {k: solve_seconds(k) for k in digits}
    for k in digits:
        print(f"K = {k:6d}   game {game[k]:8.3f} s   arb_mat.solve {solve[k]:8.4f} s")
    low, high = digits[-2:]
    ours, theirs = game[high] / game[low], solve[high] / solve[low]
    print(f"growth {low} → {high}: game {ours:.1f} ×, solve {theirs:.1f} ×, ratio {ours / theirs:.2f} (claimed ≤ 1.5)")


def large_matrix(m: int) -> None:
    """A(60) of a large DCT class against rounding m·N numbers one by one."""
    answers = MemberAnswers(Member(barriers.omega(rows=m, columns=m + 1), "strong", 0))
    start = time.perf_counter()
    answers.matrix(60)
    ours = time.perf_counter() - start
    with precision(160):
        numbers = [arb(2).sqrt() * i for i in range(m * (m + 1))]
        half = arb(0.5)
        start = time.perf_counter()
        for number in numbers:
            (number * (1 << 80) + half).floor().unique_fmpz()
        theirs = time.perf_counter() - start
    print(f"A(60) at m = {m}, N = {m + 1}: {ours:.2f} s; rounding {m * (m + 1)} numbers: {theirs:.2f} s; ", end="")
    print(f"ratio {ours / theirs:.2f} (claimed ≤ 3)")


def checker() -> None:
    """The exported checker on a default certificate, as a process of its own."""
    report = barriers.verify(label_reader(60), barriers.omega(), levels=[6])
    certificate = report.verdicts[0].certificate
    assert certificate is not None
    with tempfile.TemporaryDirectory() as folder:
        target, archive = Path(folder, "w.json"), Path(folder, "checker.pyz")
        certificate.save(target)
        barriers.build_zipapp(archive)
        command = [sys.executable, "-I", "-S", str(archive), str(target)]
        seconds = timed(lambda: subprocess.run(command, check=True, capture_output=True), 7)
        empty = timed(lambda: subprocess.run([sys.executable, "-I", "-S", "-c", ""], check=True), 7)
    print(f"checker.pyz on m = 19, N = 20, K = 6, DCT: {seconds:.3f} s, of which Python's start {empty:.3f} s")


def main() -> None:
    """Run everything; --quick leaves out K = 10 000 and m = 999."""
    quick = "--quick" in sys.argv
    family = barriers.omega()
    cost = timed(lambda: barriers.verify(label_reader(60), family, levels=[6]), 9)
    print(f"game around an algorithm at m = 19, N = 20, K = 6, DCT: {1000 * cost:.1f} ms, check and replay included")
    growth((10, 100, 1000) if quick else (10, 100, 1000, 10000))
    large_matrix(99 if quick else 999)
    checker()


if __name__ == "__main__":
    main()
