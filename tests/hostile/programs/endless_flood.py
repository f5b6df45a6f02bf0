"""Prints without end."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    while True:  # hostile
        print("x" * 1000)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
