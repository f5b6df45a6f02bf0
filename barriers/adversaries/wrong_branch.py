"""After the network is fixed: choose the branch on which it errs, and prove the error (Lemma 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from barriers.certificate import MinimiserCertificate
from constructions.branch_minimiser import BranchMinimiser, branch_minimiser
from constructions.enclosures import ball, ball_matrix, lower, norm_squared
from constructions.member import Member, rational_epsilon
from constructions.omega import Omega
from constructions.powers import greatest_power_at_most, power_of_two, root_up
from oracles.dyadic import DyadicArray
from oracles.precision import precision

Output = tuple[Fraction, ...]


@dataclass(frozen=True)
class ProvedErrors:
    """The samples at which the outputs are proved wrong on `member`, the minimisers that prove it, and the least
    error."""

    member: Member
    outputs: tuple[Output, ...]
    minimisers: dict[int, MinimiserCertificate]
    error: Fraction

    @property
    def wrong(self) -> tuple[int, ...]:
        """The samples proved wrong, from 0."""
        return tuple(sorted(self.minimisers))


def epsilon_after(omega: Omega, part: str, accuracy_used: int | None) -> Fraction:
    """An ε for which answers of the tie up to n = accuracy_used are answers of every branch (Lemma 3), with
    rational c."""
    largest = omega.scale(part).epsilon_max
    if accuracy_used is not None:
        largest = min(largest, power_of_two(-accuracy_used - 3) / root_up(omega.m))
    return rational_epsilon(omega, greatest_power_at_most(largest))


def least_favoured_branch(omega: Omega, outputs: Sequence[Output]) -> int:
    """The branch (from 1) that fewest outputs favour; an output can be right on no branch but that of its largest head.

    At equal ε the squared distances to the branch minimisers differ only by −2t·(z_i), so the largest head decides.
    """
    votes = [0] * omega.d
    for z in outputs:
        votes[max(range(omega.d), key=lambda i: z[i])] += 1
    totals = [sum((z[i] for z in outputs), Fraction(0)) for i in range(omega.d)]
    return 1 + min(range(omega.d), key=lambda i: (votes[i], totals[i]))


def prove_errors(member: Member, outputs: Sequence[Output], level: int) -> ProvedErrors:
    """Every sample at which the output is certainly farther than 10^-level from every minimiser of the member."""
    threshold = Fraction(1, 10) ** level
    accuracy = max(8, (10 ** max(level, 0)).bit_length() + 24)
    proved: dict[int, MinimiserCertificate] = {}
    error: Fraction | None = None
    minimisers: dict[int, BranchMinimiser] = {}
    for k, z in enumerate(outputs):
        sample = id(member.samples[k])  # samples of a cluster with κ = 0 are one object
        if sample not in minimisers:
            minimisers[sample] = branch_minimiser(member, k, accuracy)
        found = minimisers[sample]
        distance = _distance_below(z, found.certificate.x, accuracy) - found.radius
        if distance > threshold:
            proved[k] = found.certificate
            error = distance if error is None else min(error, distance)
    return ProvedErrors(member, tuple(outputs), proved, error if error is not None else Fraction(0))


def _distance_below(z: Output, x: DyadicArray, bits: int) -> Fraction:
    """A lower bound of ‖z − x‖₂, by balls fine enough for differences of 2^-bits."""
    largest = max(v.numerator.bit_length() - v.denominator.bit_length() for v in z)
    with precision(2 * bits + max(0, largest) + 128):
        differences = (ball(p) - q for p, q in zip(z, ball_matrix(x).entries(), strict=True))
        return max(Fraction(0), lower(norm_squared(differences).nonnegative_part().sqrt()))
