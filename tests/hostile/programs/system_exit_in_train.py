"""Training calls sys.exit."""

import sys

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    sys.exit(0)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
