"""Training pretends that the user has pressed Ctrl-C."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    raise KeyboardInterrupt  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
