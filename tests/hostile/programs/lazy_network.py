"""The network reads when it is called."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return np.linalg.lstsq(data.A(100).to_numpy(), y, rcond=None)[0]  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
