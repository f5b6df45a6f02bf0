"""Asks for more coins than there can be."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    os.write(3, (11).to_bytes(1, "little") + (4).to_bytes(8, "little") + b"\xff" * 4)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
