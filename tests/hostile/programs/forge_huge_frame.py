"""Announces a message of 2^60 bytes."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        os.write(3, (15).to_bytes(1, "little") + (1 << 60).to_bytes(8, "little"))  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
