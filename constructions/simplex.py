"""Exact projection onto a scaled simplex {x ≥ 0, Σx = t}."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def project_to_simplex(point: Sequence[Fraction], total: Fraction) -> tuple[Fraction, ...]:
    """The nearest point of {x ≥ 0, Σ x_i = total}, total ≥ 0, exactly.

    x_i = max(0, z_i − θ) with θ fixed by the sum: the k largest entries stay positive for the largest k that allows it.
    """
    ordered = sorted(point, reverse=True)
    running, theta = Fraction(0), ordered[0] - total
    for k, value in enumerate(ordered, start=1):
        running += value
        candidate = (running - total) / k
        if value <= candidate:
            break
        theta = candidate
    return tuple(max(Fraction(0), value - theta) for value in point)
