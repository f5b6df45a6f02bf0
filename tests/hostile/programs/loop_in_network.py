"""The network never answers."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        while True:  # hostile
            pass  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
