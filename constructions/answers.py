"""A training set of a member of Omega_K: A_n, y_{k,n}, x_{k,n} within 2^-n, each proved (Lemma 3;
proofs_notes/answers.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt

from constructions.enclosure import Geometry
from constructions.member import Member
from constructions.mixings import BlockMatrix
from constructions.near_minimiser import CertifiedMinimiser, certified_minimiser
from constructions.policies import AnswerPolicy
from constructions.powers import log2_ceil
from oracles.dyadic import DyadicArray


@dataclass(frozen=True)
class MemberAnswers:
    """Answers for a member under a policy; ‖A_n − A‖_F and ‖y_{k,n} − y_k‖₂ are at most 2^-(n+1), half the tolerance,
    but for the policy "against", which uses ‖A_n − A‖_F ≤ (2^-½ + 2^-3)·2^-n and leaves 2^-(n+3) for ε.

    A_n = Q·B_n rounded, where B_n has dyadic heads and a dyadic c_n. Budget for the matrix: rounding of the d + 1
    numbers 2^-(n+4), policy 2^-(n+3) + 2^-(n+5) (against: 2^-(n+½) + 2^-(n+5)), entry rounding under an irrational
    Q 2^-(n+8). Budget for the samples: rounding 2^-(n+3), policy 2^-(n+4). Labels are certified by the enclosure
    lemma for (A_n, y_{k,n}). Answers are cached.
    """

    member: Member
    policy: AnswerPolicy = field(default_factory=AnswerPolicy)
    _matrices: dict[int, DyadicArray] = field(default_factory=dict, repr=False, compare=False)
    _minimisers: dict[tuple[int, int], CertifiedMinimiser] = field(default_factory=dict, repr=False, compare=False)
    _labels: dict[tuple[int, int], DyadicArray] = field(default_factory=dict, repr=False, compare=False)

    def matrix(self, n: int) -> DyadicArray:
        """A_n, shape (m, N)."""
        if n not in self._matrices:
            omega = self.member.omega
            entry_bits = n + 8 + _half_log2(omega.m * omega.N) + omega.m.bit_length() + _half_log2(omega.N)
            self._matrices[n] = omega.rotation.matrix_times_columns(self.block(n), entry_bits)
        return self._matrices[n]

    def block(self, n: int) -> BlockMatrix:
        """B_n: heads and c_n as multiples of 2^-p with p = n + 4 + ⌈½ log₂ N⌉."""
        omega, member = self.member.omega, self.member
        p = n + 4 + _half_log2(omega.N)
        unit = 1 << p
        heads = [_nearest(h * unit) for h in member.heads]
        tail = isqrt(int(member.tail_squared * unit * unit))
        step = 1 << (p - n - 3)
        favoured = self.policy.raised(n, omega.d)
        if favoured is not None:
            heads[favoured] += step
        if self.policy.tie == "against":
            raised, whole = (self.policy.favourite - 1) % omega.d, isqrt(32 * step * step * omega.d // (omega.d - 1))
            heads = [h - whole // omega.d for h in heads]
            heads[raised] += whole // omega.d + whole * (omega.d - 1) // omega.d
        rng = self.policy.random(n)
        if self.policy.tie == "random":
            each = max(1, step // (2 * (1 << _half_log2(omega.d))))
            heads = [h + rng.randint(0, each) for h in heads]
        elif self.policy.noise:
            common = rng.randint(0, max(0, step // (4 << _half_log2(omega.d))))
            heads = [h + common for h in heads]
        if self.policy.noise:
            tail += rng.randint(0, 1)
        return BlockMatrix(tuple(heads), tail, -p)

    def sample(self, k: int, n: int) -> DyadicArray:
        """y_{k,n}, shape (m,)."""
        omega, y = self.member.omega, self.member.samples[k]
        bits = n + 2 + _half_log2(omega.m)
        rounded = y if -y.exponent <= bits else DyadicArray.round_fractions(y.to_fractions(), bits)
        if not self.policy.noise:
            return rounded
        rng = self.policy.random(n, k)
        bits += 2
        noise = DyadicArray([rng.randint(-1, 1) for _ in range(omega.m)], -bits, (omega.m,))
        return rounded + noise

    def label(self, k: int, n: int) -> DyadicArray:
        """x_{k,n}, shape (N,), within 2^-n of Ξ(A_n, y_{k,n})."""
        if (k, n) not in self._labels:
            self._labels[k, n] = self._place(k, n)
        return self._labels[k, n]

    def minimiser(self, k: int, n: int) -> CertifiedMinimiser:
        """The certified minimiser of (A_n, y_{k,n}) behind the label."""
        if (k, n) not in self._minimisers:
            omega = self.member.omega
            self._minimisers[k, n] = certified_minimiser(
                omega.program, self.matrix(n), self.sample(k, n), omega.d, answer_geometry(self.member), n + 3
            )
        return self._minimisers[k, n]

    def _place(self, k: int, n: int) -> DyadicArray:
        """Spread the head over its group of equal columns as the policy says, then round to within 2^-(n+2)."""
        found, omega = self.minimiser(k, n), self.member.omega
        x = list(found.certificate.x.to_fractions())
        for first in set(found.groups.values()):
            group = [j for j, leader in found.groups.items() if leader == first]
            mass = x[first]
            if len(group) > 1 and mass:
                for j, share in zip(group, self._shares(group, n, k), strict=True):
                    x[j] = mass * share
        return DyadicArray.round_fractions(x, n + 2 + omega.N.bit_length())

    def _shares(self, group: list[int], n: int, k: int) -> list[Fraction]:
        if self.policy.label == "barycentre":
            return [Fraction(1, len(group))] * len(group)
        if self.policy.label == "vertex":
            favourite = (self.policy.favourite - 1) % self.member.omega.d
            chosen = favourite if favourite in group else group[0]
            return [Fraction(int(j == chosen)) for j in group]
        rng = self.policy.random(n, k, 1)
        weights = [rng.randint(1, 1 << 20) for _ in group]
        return [Fraction(w, sum(weights)) for w in weights]


def answer_geometry(member: Member) -> Geometry:
    """σ and α for answers: A_n within 1 of QB, columns of B_S orthogonal of norm ≥ a, ‖B‖_F ≤ 1.02·a·√(dm)."""
    omega = member.omega
    return Geometry(sigma=omega.a - 1, alpha=2 * omega.a * omega.N)


def _half_log2(n: int) -> int:
    """⌈½ log₂ n⌉."""
    return -(-log2_ceil(Fraction(n)) // 2)


def _nearest(x: Fraction) -> int:
    return (2 * x.numerator + x.denominator) // (2 * x.denominator)
