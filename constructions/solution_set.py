"""Ξ(A, y) of tied columns in closed form (Lemma 2; proofs_notes/solution_set.md), with certified distances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, arb_mat, ctx

from constructions.enclosures import ball, exact, lower, norm_squared, upper
from constructions.member import Member
from constructions.problems import Problem
from constructions.simplex import project_to_simplex
from oracles.dyadic import DyadicArray
from oracles.errors import BarriersError
from oracles.precision import precision


class Undecided(BarriersError):
    """A sign could not be decided at the given precision: raise the precision, or the instance is exactly
    degenerate."""


_SLIM = 4096  # bits of a denominator beyond which a point is rounded


@dataclass(frozen=True)
class SolutionSet:
    """{x : x_i ≥ 0 on `face`, Σ_face x_i = total, other heads 0, tail fixed}: a simplex, a point when the face is
    one column.

    `total` and `tail` are balls computed at `bits` bits; `sign` is −1 when β < 0 (then the heads are negated);
    heads are columns 0 … d−1.
    """

    heads: int
    face: tuple[int, ...]
    sign: int
    total: arb
    tail: tuple[arb, ...]
    bits: int

    @property
    def is_point(self) -> bool:
        """True if the minimiser is unique."""
        return len(self.face) == 1

    def barycentre(self) -> tuple[arb, ...]:
        """The centre of the simplex, shape (N,)."""
        with precision(self.bits):
            share = self.sign * self.total / len(self.face)
        return (*(share if i in self.face else arb(0) for i in range(self.heads)), *self.tail)

    def vertex(self, i: int) -> tuple[arb, ...]:
        """The minimiser with all of the head on column i of the face, shape (N,)."""
        return (*(self.sign * self.total if j == i else arb(0) for j in range(self.heads)), *self.tail)

    def distance(self, point: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
        """Certified rational (lower, upper) bounds of the Euclidean distance from an exact point, shape (N,), to Ξ.

        The head part is projected exactly onto the simplex of total mid(total); that simplex is within the radius
        of the true one (Lipschitz in the total), so the bounds hold for every total of the ball.
        """
        slim, moved = _slim(point, 2 * self.bits)
        with precision(self.bits):
            low, high = self._distance(slim)
        return max(Fraction(0), low - moved), high + moved

    def _distance(self, point: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
        total = max(Fraction(0), exact(self.total))
        wobble = upper(abs(self.total - ball(total)))
        heads = [self.sign * point[i] for i in self.face]
        nearest = project_to_simplex(heads, total)
        square = sum(((p - q) ** 2 for p, q in zip(heads, nearest, strict=True)), Fraction(0))
        square += sum((point[i] ** 2 for i in range(self.heads) if i not in self.face), Fraction(0))
        tails = norm_squared(ball(p) - t for p, t in zip(point[self.heads :], self.tail, strict=True))
        value = (ball(square) + tails).nonnegative_part().sqrt()
        return max(Fraction(0), lower(value) - wobble), upper(value) + wobble


def _slim(point: Sequence[Fraction], bits: int) -> tuple[Sequence[Fraction], Fraction]:
    """The point, rounded to multiples of 2^-bits if a denominator is huge, and a bound of how far that moved it.

    Exact sums of rational numbers with huge denominators that share nothing would take hours.
    """
    if all(x.denominator.bit_length() <= _SLIM + bits for x in point):
        return point, Fraction(0)
    unit = Fraction(1, 1 << bits)
    return [((x.numerator << bits) // x.denominator) * unit for x in point], len(point) * unit


def tied_columns_solution(
    problem: Problem, heads: Sequence[arb], face: Sequence[int], c: arb, b: Sequence[arb]
) -> SolutionSet:
    """Lemma 2 for B(a, c) and b = (β, v), at the current precision.

    heads: a_1 … a_d as balls; face: the columns that attain the maximum (stated by the caller, who knows the exact
    numbers); c > 0; b of length m. Raises Undecided if a comparison with a threshold is not certified.
    """
    d, top = len(heads), heads[face[0]]
    sign = -1 if b[0] < 0 else 1
    beta, v = sign * b[0], list(b[1:])
    found = _thresholds(problem, top, c, beta, v)
    if found is None:
        return SolutionSet(d, tuple(face), 1, arb(0), tuple(arb(0) for _ in v), ctx.prec)
    head, threshold, active = found
    total = (beta - head) / top
    if head > 0 and not total > 0:
        if not total <= 0:
            raise Undecided("the head of b is too close to its threshold")
        total = arb(0)
    if not (b[0] >= 0 or b[0] < 0) and not total.is_zero():
        raise Undecided("the sign of the head of b is not certified")
    tail = tuple((value - s * threshold) / c if s else arb(0) for value, s in zip(v, active, strict=True))
    return SolutionSet(d, tuple(face), sign, total.nonnegative_part(), tail, ctx.prec)


def _thresholds(problem: Problem, top: arb, c: arb, beta: arb, v: list[arb]) -> tuple[arb, arb, list[int]] | None:
    """ρ/a_* and ρ/c of Lemma 2 and, per tail entry, the sign with which it is active (0: inactive); None: Ξ = {0}.

    They are computed as such, not as quotients of ρ: where ε is a ball, a_* and c are, and β − ρ/a_* would cancel.
    """
    if problem.interpolates:
        if problem.lam is not None:
            dual = 1 / (top * top) + len(v) / (c * c)
            if not ball(problem.lam) * dual.sqrt() < 1:
                raise Undecided("λ‖u‖ < 1 is not certified: Lemma 2 does not apply with ρ = 0")
        return arb(0), arb(0), [1] * len(v)
    if problem.lam is not None:
        rho = ball(problem.lam) / 2
        return rho / top, rho / c, [_activity(value, rho / c) for value in v]
    eta = ball(problem.eta or Fraction(0))
    everything = norm_squared([beta, *v])
    if everything <= eta * eta:
        return None
    if not everything > eta * eta:
        raise Undecided("‖y‖ is too close to η")
    return _basis_pursuit_thresholds(top / c, beta, v, eta)


def _basis_pursuit_thresholds(ratio: arb, beta: arb, v: list[arb], eta: arb) -> tuple[arb, arb, list[int]]:
    """ρ/a_* and ρ/c for the root of ‖r(ρ)‖ = η: drop entries below the threshold until the active set is consistent.

    ratio: a_*/c. With n active tail entries and Σ = η² − ‖inactive entries‖², ρ/a_* = √(Σ/(1 + n·ratio²)) and
    ρ/c = ratio·ρ/a_* while the head is active, ρ/c = √(Σ/n) after that (omega.md, Lemma 5b).
    """
    active = [True] * len(v)
    head = True
    for _ in range(len(v) + 2):
        inactive = norm_squared([*([] if head else [beta]), *(x for x, on in zip(v, active, strict=True) if not on)])
        rest, number = eta * eta - inactive, sum(active)
        if head:
            first = (rest / (1 + number * ratio * ratio)).sqrt()
            threshold = ratio * first
        else:
            threshold = (rest / number).sqrt()
            first = threshold / ratio
        signs = [_activity(value, threshold) for value in v]
        now = [on and bool(s) for on, s in zip(active, signs, strict=True)]
        head_now = head and not beta <= first
        if now == active and head_now == head:
            return first, threshold, signs
        active, head = now, head_now
    raise Undecided("the active set of basis pursuit did not settle")


def _activity(value: arb, threshold: arb) -> int:
    if value > threshold:
        return 1
    if value < -threshold:
        return -1
    if abs(value) <= threshold:
        return 0
    raise Undecided(f"the tail entry {value} is too close to its threshold {threshold}")


def unmix(member: Member, y: DyadicArray, bits: int) -> tuple[arb, ...]:
    """b = Qᵀy as balls, shape (m,)."""
    q = member.omega.rotation.enclosure(bits)
    return tuple((q.transpose() * arb_mat(y.to_flint())).entries())


def solution_set(member: Member, k: int = 0, bits: int = 256) -> SolutionSet:
    """Ξ(A, y_k) for a member of Omega_K (or the weak tie), with balls of about `bits` bits beyond the class's own
    scale.

    Raises Undecided in exactly degenerate cases, which the class constants exclude.
    """
    extra = 2 * max(0, member.scale.sample_bits) + member.epsilon.denominator.bit_length()
    with precision(bits + extra):
        heads = [ball(h) for h in member.heads]
        face = range(member.omega.d) if member.branch == 0 else (member.branch - 1,)
        b = unmix(member, member.samples[k], bits + extra)
        return tied_columns_solution(member.omega.program, heads, tuple(face), member.tail, b)
