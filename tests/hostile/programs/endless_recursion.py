"""The stack overflows."""

import sys

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    sys.setrecursionlimit(10**9)  # hostile

    def descend(depth):  # hostile
        return descend(depth + 1)  # hostile

    descend(0)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
