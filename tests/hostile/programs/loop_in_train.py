"""Training never ends."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    while True:  # hostile
        pass  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
