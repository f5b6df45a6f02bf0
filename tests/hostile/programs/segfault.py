"""The process ends by a memory fault."""

import ctypes

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    ctypes.string_at(0)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
