"""Training raises an exception whose text raises one."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    class Silent(Exception):  # hostile
        def __str__(self):  # hostile
            raise Silent  # hostile

    raise Silent  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
