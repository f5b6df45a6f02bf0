"""Asks for n = 10^12."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    data.A(10**12)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
