"""Asks for n = 1.5."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    data.y(0, 1.5)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
