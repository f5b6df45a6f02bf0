"""Training returns something that is not a network."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    return matrix  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
