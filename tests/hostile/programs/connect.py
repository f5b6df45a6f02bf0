"""Opens a connection."""

import socket

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    socket.create_connection(("127.0.0.1", 9), timeout=1)  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
