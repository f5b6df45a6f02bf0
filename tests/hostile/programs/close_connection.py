"""Closes the connection and goes on for ever."""

import os
import time

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    os.close(3)  # hostile
    time.sleep(3600)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
