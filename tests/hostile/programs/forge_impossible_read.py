"""Asks below the checks of the training set for a sample that does not exist."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    question = bytes([1]) + (999).to_bytes(4, "little") + b"\x01"  # hostile
    os.write(3, (10).to_bytes(1, "little") + (6).to_bytes(8, "little") + question)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
