"""Looks for descriptors other than its own five, and ends with a message if it finds any."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    for name in os.listdir("/proc/self/fd"):  # hostile
        if int(name) > 4 and os.path.exists(f"/proc/self/fd/{name}"):  # hostile
            raise SystemExit("found a descriptor of ours")  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
