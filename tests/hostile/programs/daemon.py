"""Leaves a process behind that has left its session and its parent."""

import os
import time

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    if os.fork() == 0:  # hostile
        os.setsid()  # hostile
        if os.fork() == 0:  # hostile
            time.sleep(3600)  # hostile
        os._exit(0)  # hostile
    os.wait()  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
