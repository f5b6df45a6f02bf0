"""The process becomes another program."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    os.execv("/bin/true", ["true"])  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
