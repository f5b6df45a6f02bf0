"""Asks to be root."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    os.setuid(0)  # hostile
    os.mkdir("/hostile-was-here")  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
