"""Depends on where objects lie in memory."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0] + id(matrix) * 1e-30  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
