"""Rewrites its own file, so that the next run is another."""

from pathlib import Path

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    Path(__file__).write_text("def train(data): return None")  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
