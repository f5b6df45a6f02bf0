"""Time of an inner step of a FIRENET on N × N images, beside the transforms that it cannot do without.

    python benchmarks/imaging.py [--largest 1024] > benchmarks/imaging.md

Prints a Markdown table: complex doubles, 15 % Fourier samples; least CPU times of repeated runs, taken in turn.
"""

from __future__ import annotations

import argparse
import os
import platform

import numpy as np

from barriers.experiments.cost import inner_cost

SIZES = (64, 128, 256, 512, 1024)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="the largest N")
    options = parser.parse_args()
    print("# FIRENET on images: CPU time per inner step\n")
    load = os.getloadavg()[0]
    print(f"NumPy {np.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}.\n")
    print("| N | inner step, ms | two Fourier, one Haar, one inverse Haar, ms | ratio |")
    print("| ---: | ---: | ---: | ---: |")
    for n in (size for size in SIZES if size <= options.largest):
        step, transforms = inner_cost(n)
        print(f"| {n} | {1e3 * step:.2f} | {1e3 * transforms:.2f} | {step / transforms:.2f} |", flush=True)


if __name__ == "__main__":
    main()
