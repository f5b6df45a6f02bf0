"""Importing the file never ends."""

import numpy as np

while True:  # hostile
    pass  # hostile


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
