"""The figures of the talk's numerical table, and the settings of the scripts published with it.

Sources: the table "fails with training methods" of the talk (its K = 6 LISTA entry "0.000030" is read 0.0000030, as in
the paper, where every LISTA entry is 3·10^-K); the folder inexact_input of the public repository
Comp-Foundations-and-Barriers-of-AI/firenet.
"""

from __future__ import annotations

from math import exp
from typing import Final, NamedTuple

DIGITS: Final = (1, 3, 6)
"""K of the published rows, in the order in which the public script runs through them."""

ACCURACIES: Final = (10, 20, 30)
"""n of the published rows: ‖A_n − A‖ <= 2^-n and ‖y_n − y‖ <= 2^-n."""

HEADS: Final = 2
"""Columns that compete (N1 of the public scripts), which makes m = N − 1."""

SHAPES: Final = ((21, 22), (19, 20))
"""(m, N) of the public scripts (the default here) and of the talk."""

INTENDED_INDEX: Final = 2
"""The branch that the scripts mean to show, counted from 1; the true matrix belongs to the branch before it."""

INNER, OUTER, CONTRACTION, DELTA, STEP_MARGIN = 50, 30, exp(-1), 1e-6, 1e-4
"""FIRENET settings of the public script: p, n, υ, δ, and what it subtracts from √(1/‖A‖) to get τ = σ."""


class Published(NamedTuple):
    """The two published distances of one row."""

    lista: float
    firenet: float


FIGURES: Final[dict[tuple[int, int], Published]] = {
    (1, 10): Published(0.2999690, 0.2597827),
    (1, 20): Published(0.3000000, 0.2598050),
    (1, 30): Published(0.3000000, 0.2598052),
    (3, 10): Published(0.0030000, 0.0025980),
    (3, 20): Published(0.0030000, 0.0025980),
    (3, 30): Published(0.0030000, 0.0025980),
    (6, 10): Published(0.0000030, 0.0000015),
    (6, 20): Published(0.0000030, 0.0000015),
    (6, 30): Published(0.0000030, 0.0000015),
}


def reproduction_tolerance(digits: int) -> float:
    """How close the reproduced FIRENET entry of row K must be to the printed one (seven decimals, chaotic last
    digits)."""
    return {1: 1e-6, 3: 1e-7, 6: 6e-8}[digits]
