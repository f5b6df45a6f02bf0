"""Asks on and on."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    n = 0  # hostile
    while True:  # hostile
        n += 1  # hostile
        data.y(0, n % 50)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
