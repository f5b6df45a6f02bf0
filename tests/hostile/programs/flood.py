"""Prints a little too much."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    print("x" * (1 << 20))  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
