"""Sends a datagram."""

import socket

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
