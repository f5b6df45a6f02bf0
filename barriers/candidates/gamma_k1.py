"""Γ_{K−1} of proofs_notes/data.md: right to K − 1 digits on all of Omega_K, at the price of unboundedly many data.

Strong part: the barycentre is within 3.3·10^-K of every branch. Weak part: read A_1, A_2, … until one competing
entry is certainly the largest, and answer its branch. It halts on every training set of every element: on branch(i,
ε) by n ≥ max(1, log₂(1/ε) + 1.63). On the weak tie, which is not in Omega_K, it would read for ever.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from flint import arb, arb_mat

from barriers.candidates.face_network import (
    FaceNetwork,
    barycentre_network,
    branch_network,
    unmixed_heads,
    unmixing_row,
)
from constructions.powers import log2_ceil
from oracles.precision import precision

if TYPE_CHECKING:
    from constructions.omega import Omega
    from oracles.training_set import TrainingSet


def train(data: TrainingSet) -> FaceNetwork:
    """Decide the part from one sample, then (weak part) the branch from as many A_n as it takes."""
    omega = data.omega
    if not is_weak(data):
        return barycentre_network(omega)
    for n in count(1):
        branch = certain_branch(omega, data, n)
        if branch is not None:
            return branch_network(omega, branch)
    raise AssertionError("unreachable")  # pragma: no cover


def is_weak(data: TrainingSet) -> bool:
    """True on the weak part: β_w − β_s ≥ 7aτ_s, so y to within 7aτ_s/4 decides."""
    omega = data.omega
    n = max(0, log2_ceil(4 / (7 * omega.a * omega.tau_strong)))
    y = data.y(0, n)
    bits = n + 64 + int(omega.a).bit_length()
    with precision(bits + 64):
        beta = (unmixing_row(omega, bits) * arb_mat(y.to_flint()))[0, 0]
        middle = (omega.head(omega.strong) + omega.head(omega.weak)) / 2
        return bool(beta > middle)


def certain_branch(omega: Omega, data: TrainingSet, n: int) -> int | None:
    """The branch whose head exceeds all others by more than √2·2^-n + 2ρ_n, ρ_n ≤ 2^-(n+4), or None.

    ‖A_n − A‖_F ≤ 2^-n moves the difference of two heads by at most √2·2^-n, so it never fires wrongly.
    """
    heads = unmixed_heads(omega, data.A(n), n + 4)
    with precision(n + int(omega.a).bit_length() + 64):
        first, second = sorted(range(omega.d), key=lambda i: -heads[i].mid())[:2]
        gap = arb(2).sqrt() * arb(2) ** -n + arb(2) ** -(n + 3)
        return first + 1 if heads[first] - heads[second] > gap else None
