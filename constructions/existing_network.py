"""The network that exists: an explicit two-layer ReLU network, exact on S for a given element
(proofs_notes/existence.md)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from constructions.enclosures import ball, exact
from constructions.member import Member
from constructions.solution_set import solution_set, unmix
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument
from oracles.precision import precision


@dataclass(frozen=True)
class ExistingNetwork:
    """φ(y) = W₂·relu(W₁y + b₁): rational weights, W₁ of shape (2m − 1, m), W₂ of shape (N, 2m − 1).

    Hidden units: one for the head ⟨Qe₁, y⟩ − θ₀ and two for each tail entry, relu(±v_j − θ). Soft-thresholding is
    relu(v − θ) − relu(−v − θ), so on S the network computes Lemma 2 for its element up to the rounding of its weights.
    """

    inner: tuple[tuple[Fraction, ...], ...]
    bias: tuple[Fraction, ...]
    outer: tuple[tuple[Fraction, ...], ...]
    exact: bool = True

    @property
    def widths(self) -> tuple[int, int, int]:
        """Input, hidden and output widths (m, 2m − 1, N)."""
        return len(self.inner[0]), len(self.inner), len(self.outer)

    def __call__(self, y: DyadicArray) -> tuple[Fraction, ...]:
        """φ(y), exactly."""
        values = y.to_fractions()
        hidden = [
            max(Fraction(0), sum((w * v for w, v in zip(row, values, strict=True)), bias))
            for row, bias in zip(self.inner, self.bias, strict=True)
        ]
        return tuple(sum((w * h for w, h in zip(row, hidden, strict=True)), Fraction(0)) for row in self.outer)


def existing_network(member: Member, bits: int | None = None) -> ExistingNetwork:
    """The network for a branch of Omega_K, weights rounded to `bits` bits (default: 64 beyond 10^-K).

    Raises InvalidArgument for the tie, whose minimisers are not unique (any point of the face would do).
    """
    omega, scale = member.omega, member.scale
    if member.branch == 0:
        raise InvalidArgument("branch", 0, f"a branch from 1 to {omega.d}")
    precise = (
        bits or (10**omega.digits).bit_length() + 64 + 2 * scale.sample_bits + member.epsilon.denominator.bit_length()
    )
    with precision(precise + 128):
        q, c, alpha = omega.rotation.enclosure(precise + 64), member.tail, ball(omega.a + member.epsilon)
        rho = _multiplier(member, precise)
        rows = [[q[i, j] for i in range(omega.m)] for j in range(omega.m)]
        inner = [rows[0], *(row for j in range(1, omega.m) for row in (rows[j], [-v for v in rows[j]]))]
        bias = [-rho / alpha, *([-rho / c] * (2 * (omega.m - 1)))]
        outer = [[arb(0)] * (2 * omega.m - 1) for _ in range(omega.N)]
        outer[member.branch - 1][0] = 1 / alpha
        for j in range(omega.m - 1):
            outer[omega.d + j][1 + 2 * j], outer[omega.d + j][2 + 2 * j] = 1 / c, -1 / c
        return ExistingNetwork(_rounded(inner, precise), _rounded([bias], precise)[0], _rounded(outer, precise))


def network_error(member: Member, network: ExistingNetwork) -> Fraction:
    """A certified upper bound of max_k dist(φ(y_k), Ξ(A, y_k))."""
    distinct = {id(y): k for k, y in enumerate(member.samples)}
    return max(solution_set(member, k).distance(network(member.samples[k]))[1] for k in distinct.values())


def _multiplier(member: Member, bits: int) -> arb:
    """ρ of Lemma 2, the same at all samples up to their rounding (ρ/α = β − αt at the first sample)."""
    if member.omega.program.interpolates:
        return arb(0)
    if member.omega.program.lam is not None:
        return ball(member.omega.program.lam) / 2
    alpha = ball(member.omega.a + member.epsilon)
    head = unmix(member, member.samples[0], bits + 64)[0]
    return (head - alpha * solution_set(member, 0, bits).total) * alpha


def _rounded(rows: list[list[arb]], bits: int) -> tuple[tuple[Fraction, ...], ...]:
    return tuple(DyadicArray.round_fractions([exact(v) for v in row], bits).to_fractions() for row in rows)
