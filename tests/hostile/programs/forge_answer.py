"""Sends an output that is no output."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        os.write(3, (15).to_bytes(1, "little") + (5).to_bytes(8, "little") + bytes(5))  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
