"""Writes to the folder it was started in."""

from pathlib import Path

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    Path("hostile-was-here").write_text("x")  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
