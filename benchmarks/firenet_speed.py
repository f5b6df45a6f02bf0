"""FIRENET against a plain NumPy loop of the same iteration, and against its floor: one product by A and one by Aᵀ per
step.

    python benchmarks/firenet_speed.py [--seconds 0.5] [--largest 4096] > benchmarks/firenet_speed.md

Prints a Markdown table: time per primal–dual step for N = 20 … 4096 (m = N/2), batches of 1 … 8000; the plain loop
handles one sample at a time, as in the public scripts, so its time for a batch is that for one sample times the batch.
Times are the least of repeated runs, which disturbs them least on a machine that is not quiet.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable
from time import perf_counter

import numpy as np

from networks.firenet import Firenet, FirenetParameters
from networks.operators import DenseOperator

SIZES = (20, 128, 1024, 4096)
BATCHES = (1, 64, 1000, 8000)
STEPS = 20
FEW_STEPS = 2
MANY_ENTRIES = 10_000_000


def plain_loop(a: np.ndarray, y: np.ndarray, tau: float, sigma: float, threshold: float, steps: int) -> np.ndarray:
    """The iteration as one writes it down, for one sample."""
    x, u, total = np.zeros(a.shape[1]), np.zeros(a.shape[0]), np.zeros(a.shape[1])
    for _ in range(steps):
        v = x - tau * (a.T @ u)
        new = np.sign(v) * np.maximum(np.abs(v) - threshold, 0)
        u = u + sigma * (a @ (2 * new - x)) - sigma * y
        u = u / max(1.0, float(np.linalg.norm(u)))
        total, x = total + new, new
    return total / steps


def products_only(a: np.ndarray, x: np.ndarray, u: np.ndarray, steps: int) -> None:
    """The floor: the two products of a step on the whole batch."""
    for _ in range(steps):
        np.matmul(u, a)
        np.matmul(x, a.T)


def least_time(run: Callable[[], object], seconds: float) -> float:
    """The least time of one call, over repeated calls for `seconds` (at least three)."""
    run()
    best, started, calls = float("inf"), perf_counter(), 0
    while calls < 3 or perf_counter() - started < seconds:
        before = perf_counter()
        run()
        best, calls = min(best, perf_counter() - before), calls + 1
    return best


def measure(n: int, batch: int, seconds: float) -> tuple[float, float, float]:
    """Seconds per step: FIRENET on the batch, the plain loop on one sample, the products on the batch."""
    steps = STEPS if n * batch <= MANY_ENTRIES else FEW_STEPS
    rng = np.random.default_rng(0)
    a = rng.standard_normal((n // 2, n))
    a /= np.linalg.norm(a, 2)
    y, x = rng.standard_normal((batch, n // 2)), rng.standard_normal((batch, n))
    bound = float(np.linalg.norm(y, axis=1).max())
    parameters = FirenetParameters(
        inner=steps,
        outer=1,
        contraction=0.5,
        delta=0.0,
        tau=1.0,
        sigma=1.0,
        lam=0.01,
        bound=bound,
        gain=steps * bound / 4,
    )  # α_1 = 2 gain/(p υ b_2) = 1
    network = Firenet(DenseOperator(a, known_norm=1.0), parameters)
    np.testing.assert_allclose(network(y)[0], plain_loop(a, y[0], 1.0, 1.0, 0.01, steps), atol=1e-12)
    times = (
        least_time(lambda: network(y), seconds),
        least_time(lambda: plain_loop(a, y[0], 1.0, 1.0, 0.01, steps), seconds / 2),
        least_time(lambda: products_only(a, x, y, steps), seconds / 2),
    )
    return times[0] / steps, times[1] / steps, times[2] / steps


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=0.5, help="time per measurement")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="the largest N")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print("# FIRENET: time per primal–dual step\n")
    machine = f"NumPy {np.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores"
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "not set")
    print(f"{machine}, load {load:.1f} at the start, OPENBLAS_NUM_THREADS {threads}.")
    print("m = N/2, float64. Plain loop: one sample after the other. Floor: the products by A and Aᵀ alone.\n")
    print("| N | batch | FIRENET, µs | plain loop, µs | speed-up | floor, µs | FIRENET / floor |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for n in (size for size in SIZES if size <= options.largest):
        for batch in BATCHES:
            ours, plain, floor = measure(n, batch, options.seconds)
            cells = (n, batch, f"{ours * 1e6:.1f}", f"{plain * batch * 1e6:.1f}", f"{plain * batch / ours:.1f}")
            print("| " + " | ".join(map(str, (*cells, f"{floor * 1e6:.1f}", f"{ours / floor:.2f}"))) + " |", flush=True)


if __name__ == "__main__":
    main()
