"""The network returns too few numbers."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return np.zeros(matrix.shape[1] - 1)  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
