"""Training burns CPU time while it seems to sleep."""

import threading
import time

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()

    def burn():  # hostile
        while True:  # hostile
            pass  # hostile

    threading.Thread(target=burn, daemon=True).start()  # hostile
    time.sleep(3600)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
