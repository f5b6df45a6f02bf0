"""FIRENET on the published instance: with the script's steps (as published) and with legal ones."""

from __future__ import annotations

from math import sqrt

import numpy as np

from barriers.table1 import published
from networks.firenet import Firenet, FirenetParameters


def as_published(matrix: np.ndarray, sample: np.ndarray) -> np.ndarray:
    """The output with τ = σ = √(1/‖A‖) − 10^-4 and α_k = 2‖A‖/(p ε_k), ε_0 = ‖y‖: τσ‖A‖² > 1, so no error bound
    holds."""
    norm = float(np.linalg.norm(matrix, 2))
    step = sqrt(1 / norm) - published.STEP_MARGIN
    return Firenet(matrix, _parameters(step, sample, gain=norm), illegal_steps=True)(sample)


def with_legal_steps(matrix: np.ndarray, sample: np.ndarray) -> np.ndarray:
    """The output with τ = σ = 1/‖A‖ and otherwise the same settings."""
    return Firenet(matrix, _parameters(1 / float(np.linalg.norm(matrix, 2)), sample, gain=None))(sample)


def _parameters(step: float, sample: np.ndarray, gain: float | None) -> FirenetParameters:
    return FirenetParameters(
        inner=published.INNER,
        outer=published.OUTER,
        contraction=published.CONTRACTION,
        delta=published.DELTA,
        tau=step,
        sigma=step,
        lam=1.0,
        bound=float(np.linalg.norm(sample)),
        gain=gain,
    )
