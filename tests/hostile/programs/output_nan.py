"""The network returns NaN."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return np.full(matrix.shape[1], np.nan)  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
