"""The network returns rational numbers of a million bits, with denominators that share nothing."""

from fractions import Fraction

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def network(y):
        return [Fraction(1, (1 << 1000000 + k) + 1) for k in range(matrix.shape[1])]  # hostile
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
