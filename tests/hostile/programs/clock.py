"""Answers from the clock."""

import time

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0] + time.perf_counter_ns() * 1e-20  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
