"""Keeps state between runs in modules and the environment."""

import os
import sys

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    runs = sys.__dict__.get("runs", 0) + int(os.environ.get("RUNS", "0"))  # hostile
    sys.__dict__["runs"] = runs + 1  # hostile
    os.environ["RUNS"] = str(runs + 1)  # hostile
    matrix = matrix * (1 + runs)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
