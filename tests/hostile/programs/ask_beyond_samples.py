"""Asks for a sample that does not exist."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    data.x(10**6, 3)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
