"""What an inner step of a FIRENET costs beside the transforms that it cannot do without."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import numpy as np

from networks.imaging import Sampling, fourier2, haar2, image_firenet, inverse_fourier2, inverse_haar2, uniform_mask


def inner_cost_ratio(n: int, seed: int = 0) -> float:
    """Time of one inner step over that of its transforms: see `inner_cost`."""
    step, transforms = inner_cost(n, seed)
    return step / transforms


def inner_cost(n: int, seed: int = 0, repeats: int = 25) -> tuple[float, float]:
    """CPU seconds of an inner step, and of two Fourier, one Haar and one inverse Haar transform; N × N, complex double.

    The two are timed in turn, `repeats` times; the least of each counts, as other load on the machine only adds to it.
    """
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, n)) + 1j * rng.normal(size=(n, n))
    sampling = Sampling("fourier", uniform_mask(n, 0.15, rng))
    y = sampling.measure(x)
    net = image_firenet(sampling, (1,) * (n.bit_length() - 1), bound=float(np.linalg.norm(y)), like=y)
    steps = net.network.inner_steps(y, net.coefficients(sampling.zero_fill(y)), repeats + 1)
    next(steps)

    def transforms() -> None:
        inverse_haar2(haar2(inverse_fourier2(fourier2(x))))

    pairs = [(_time(lambda: next(steps)), _time(transforms)) for _ in range(repeats)]
    return min(p[0] for p in pairs), min(p[1] for p in pairs)


def _time(action: Callable[[], object]) -> float:
    start = process_time()
    action()
    return process_time() - start
