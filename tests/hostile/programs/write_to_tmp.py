"""Writes to a folder that everyone can write to."""

from pathlib import Path

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    Path("/tmp/hostile-was-here").write_text("x")  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
