"""Sends bytes of its own over the connection to our side."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    os.write(3, b"\xff" * 64)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
