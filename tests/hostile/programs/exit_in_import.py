"""The process ends while the file is imported."""

import os

import numpy as np

os._exit(0)  # hostile


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
