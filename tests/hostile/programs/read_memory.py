"""Looks for the memory of other processes, and ends with a message if it can read any."""

import contextlib
import os
from pathlib import Path

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    for pid in filter(str.isdigit, os.listdir("/proc")):  # hostile
        with contextlib.suppress(OSError), open(f"/proc/{pid}/mem", "rb"):  # hostile
            if int(pid) != os.getpid() and b"pytest" in Path(f"/proc/{pid}/cmdline").read_bytes():  # hostile
                raise SystemExit("can read the memory of our side")  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
