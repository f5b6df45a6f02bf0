"""The network raises when asked whether it is exact."""

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    class Network:  # hostile
        exact = property(lambda self: 1 / 0)  # hostile

        def __call__(self, y):  # hostile
            return y  # hostile

    return Network()  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
