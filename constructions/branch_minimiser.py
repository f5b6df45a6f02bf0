"""The minimiser of a branch of Omega_K, certified in the coordinates of B by the enclosure lemma (Lemma 1 brings it
back)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from constructions.answers import answer_geometry
from constructions.enclosure import Geometry, MinimiserCertificate, radius
from constructions.enclosures import ball, ball_matrix, dot, dyadic_vector, norm_squared, upper
from constructions.member import Member
from constructions.near_minimiser import NotCertified
from constructions.powers import log2_ceil
from constructions.problems import NearMinimiser, Problem
from constructions.solution_set import tied_columns_solution, unmix
from oracles.precision import precision


@dataclass(frozen=True)
class BranchMinimiser:
    """x~ and u in the coordinates of B, with a radius that holds for every minimiser of (A, y_k)."""

    certificate: MinimiserCertificate
    radius: Fraction


def branch_minimiser(member: Member, k: int, accuracy: int) -> BranchMinimiser:
    """The minimiser at sample k, every minimiser proved within 2^-accuracy of it. Raises NotCertified.

    x~ and u come from Lemma 2 at the midpoints of b = Qᵀy and c; the enclosure lemma decides, with b and c as balls.
    """
    gap_bits = member.epsilon.denominator.bit_length() - member.epsilon.numerator.bit_length()
    bits = 2 * max(accuracy, 32) + max(0, gap_bits) + max(0, member.scale.sample_bits) + 4 * member.omega.N.bit_length()
    bits += 128 + 6 * _log2_size(member)
    for _ in range(4):
        found = _attempt(member, k, bits)
        if found.radius <= Fraction(1, 1 << accuracy):
            return found
        bits *= 2
    raise NotCertified(f"no certified minimiser for branch {member.branch} at sample {k} to 2^-{accuracy}")


def _log2_size(member: Member) -> int:
    """log2 of the largest of a, 1/λ and 1/η: what the lemma divides and multiplies by besides ε."""
    program = member.omega.program
    return log2_ceil(max([member.omega.a, *(1 / p for p in (program.lam, program.eta) if p)]))


def _attempt(member: Member, k: int, bits: int) -> BranchMinimiser:
    omega, i, size = member.omega, member.branch - 1, _log2_size(member)
    with precision(bits + 96 + 4 * size):
        b = unmix(member, member.samples[k], bits + 64 + 4 * size)
        c, heads = member.tail, [ball(h) for h in member.heads]
        certificate = _candidate(omega.program, heads, i, c, [v.mid() for v in b], bits, size)
        value = _radius(omega.program, heads, c, b, certificate, answer_geometry(member))
        return BranchMinimiser(certificate, upper(value) if value is not None else Fraction(1 << bits))


def _candidate(
    problem: Problem, heads: Sequence[arb], i: int, c: arb, b: Sequence[arb], bits: int, size: int
) -> MinimiserCertificate:
    """Lemma 2 at midpoints: x~ the vertex, u = residual/ρ, or the signs of the minimiser where it interpolates.

    `size` ≥ log2 a: u is rounded to multiples of 2^-bits and then shrunk by more than the columns of B can make of
    that.
    """
    d, m = len(heads), len(b)
    x = [v.mid() for v in tied_columns_solution(problem, heads, (i,), c.mid(), b).vertex(i)]
    if problem.interpolates:
        u = [1 / heads[i], *((-1 if t < 0 else 1) / c for t in x[d:])]
        support = [i, *range(d, d + m - 1)]
    else:
        residual = [b[0] - heads[i] * x[i], *(b[1 + j] - c * x[d + j] for j in range(m - 1))]
        rho = residual[0] * heads[i]
        u = [r / rho for r in residual]
        support = [i, *(d + j for j in range(m - 1) if not x[d + j].is_zero())]
    shrink = 1 - arb(2) ** (16 + size - bits)
    if problem.eta:  # stay inside ‖Ax − y‖ ≤ η: move the head outwards by a hair
        x[i] += arb(2) ** (24 - bits)
    return MinimiserCertificate(dyadic_vector(x, bits), dyadic_vector([v * shrink for v in u], bits), tuple(support))


def _radius(
    problem: Problem,
    heads: Sequence[arb],
    c: arb,
    b: Sequence[arb],
    certificate: MinimiserCertificate,
    geometry: Geometry,
) -> arb | None:
    d, m = len(heads), len(b)
    x, u = ball_matrix(certificate.x).entries(), ball_matrix(certificate.u).entries()
    correlations = [abs(u[0]) * h for h in heads] + [abs(v) * c for v in u[1:]]
    if not all(v <= 1 for v in correlations):
        return None
    outside = [1 - v for j, v in enumerate(correlations) if j not in certificate.support]
    residual = [b[0] - dot(heads, x[:d]), *(b[1 + j] - c * x[d + j] for j in range(m - 1))]
    squared = norm_squared(residual)
    near = NearMinimiser(
        l1=sum((abs(v) for v in x), start=arb(0)),
        residual_squared=squared,
        dual_value=dot(u, b),
        dual_squared=norm_squared(u),
        # The root first: multiplying a ball that begins at 0 may push its lower end below 0, where the root is nan.
        feasibility_cost=squared.nonnegative_part().sqrt() * arb(d + m - 1).sqrt() / ball(geometry.sigma),
    )
    margin = min((v.lower() for v in outside), default=None)
    return radius(problem, near, margin, geometry)
