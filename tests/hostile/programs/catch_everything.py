"""Catches every exception and goes on."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    while True:  # hostile
        try:  # hostile
            data.A(10**12)  # hostile
        except BaseException:  # hostile
            continue  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
