"""Depends on the seed of Python's hashes."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0] + hash("barrier") * 1e-35  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
