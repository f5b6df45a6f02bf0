"""A training algorithm of one's own: barriers verify examples/my_algorithm.py:train"""

import numpy as np


def train(data):
    """Read A to 60 bits and learn a linear network; its bias makes it right at the first training sample."""
    A, y0, x0 = data.A(60).to_numpy(), data.y(0, 60).to_numpy(), data.x(0, 60).to_numpy()
    weights = np.linalg.pinv(A)
    bias = x0 - weights @ y0
    return lambda y: weights @ y + bias
