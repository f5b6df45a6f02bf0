"""Looks for the truth among all objects and frames, and ends with a message if it finds it."""

import gc
import sys

import numpy as np


def train(data):
    matrix = data.A(60).to_numpy()
    frame, found = sys._getframe(), []  # hostile
    while frame is not None:  # hostile
        found += [*frame.f_locals.values(), *frame.f_globals.values()]  # hostile
        frame = frame.f_back  # hostile
    for thing in [*gc.get_objects(), *found]:  # hostile
        if type(thing).__name__ in ("Member", "MemberAnswers", "SwitchedAnswers", "LimitGame", "Challenge"):  # hostile
            raise SystemExit("found the truth")  # hostile

    def network(y):
        return np.linalg.lstsq(matrix, y, rcond=None)[0]

    return network
