"""The network changes the matrix it was trained to."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        matrix[0, 0] += 1.0  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
