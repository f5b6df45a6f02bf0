"""The file calls sys.exit on import."""

import sys

import numpy as np

sys.exit(0)  # hostile


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
