"""How wrong can a network be on *any* instance that fits the answers read? A certified bound per transcript (theory
§7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count

from flint import arb, arb_mat

from barriers.submission import TrainedNetwork
from constructions.enclosures import ball, norm_squared
from constructions.omega import Omega
from constructions.powers import power_of_two
from constructions.solution_set import tied_columns_solution
from oracles.dyadic import DyadicArray
from oracles.precision import precision
from oracles.training_set import Answers
from oracles.transcript import Transcript

Outputs = Mapping[int, tuple[DyadicArray, tuple[Fraction, ...]]]
"""For each distinct sample of a part its number, its vector and the network's value there."""

_FINE = 8
_SPLITS = 200


@dataclass(frozen=True)
class Candidate:
    """A family of instances that the answers do not exclude: one part, one branch (0: the tie), ε in [low, high]."""

    part: str
    branch: int
    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class WorstCase:
    """A certified upper bound of the error over every consistent instance, and the families that were not excluded."""

    error: Fraction
    candidates: tuple[Candidate, ...]


def worst_case(omega: Omega, transcript: Transcript, answers: Answers, network: TrainedNetwork) -> WorstCase:
    """max over parts, branches and all ε ∈ (0, ε_•] consistent with the answers of max_k dist(φ(y_k), Ξ(A, y_k)),
    from above.

    The samples are those of κ = 0. Instances are excluded only by a certified ‖A_n − A‖_F > 2^-n or ‖y_{k,n} − y_k‖
    > 2^-n; a label depends on (A_n, y_{k,n}) alone, so it excludes nothing.
    """
    matrices = {n: answers.matrix(n) for n in sorted({r.n for r in transcript.reads if r.kind != "y"})}
    worst, kept = Fraction(0), []
    for part in ("strong", "weak"):
        if not _samples_fit(omega, part, transcript, answers):
            continue
        outputs = _outputs(omega, part, network)
        found = list(_candidates(omega, part, matrices))
        kept += found
        worst = max(worst, _largest_error(omega, found, outputs))
    return WorstCase(worst, tuple(kept))


def _samples_fit(omega: Omega, part: str, transcript: Transcript, answers: Answers) -> bool:
    samples = omega.member_samples(omega.scale(part))
    read = {(r.k, r.n) for r in transcript.reads if r.k is not None}
    return all((answers.sample(k, n) - samples[k]).norm_squared() <= power_of_two(-2 * n) for k, n in read)


def _outputs(omega: Omega, part: str, network: TrainedNetwork) -> Outputs:
    samples = omega.member_samples(omega.scale(part))
    distinct = {id(y): k for k, y in enumerate(samples)}
    return {k: (samples[k], network(samples[k])) for k in distinct.values()}


def _candidates(omega: Omega, part: str, matrices: Mapping[int, DyadicArray]) -> Iterator[Candidate]:
    """Pieces of the ε-range, halved towards 0, that no answer excludes."""
    deepest = max(matrices, default=0) + 8
    largest = omega.scale(part).epsilon_max
    cores = {n: _Core.of(omega, a_n, n) for n, a_n in matrices.items()}
    if part == "strong" and all(core.admits(omega, 0, Fraction(0), Fraction(0)) for core in cores.values()):
        yield Candidate(part, 0, Fraction(0), Fraction(0))
    pieces = [(largest * power_of_two(-j - 1), largest * power_of_two(-j)) for j in range(deepest)]
    pieces.append((Fraction(0), largest * power_of_two(-deepest)))
    for branch in range(1, omega.d + 1):
        for low, high in pieces:
            yield from _refined(omega, part, branch, low, high, list(cores.values()), _FINE)


def _refined(
    omega: Omega, part: str, branch: int, low: Fraction, high: Fraction, cores: Sequence[_Core], depth: int
) -> Iterator[Candidate]:
    if not all(core.admits(omega, branch, low, high) for core in cores):
        return
    if depth == 0 or not cores or all(core.contains(omega, branch, low, high) for core in cores):
        yield Candidate(part, branch, low, high)
        return
    middle = (low + high) / 2
    yield from _refined(omega, part, branch, low, middle, cores, depth - 1)
    yield from _refined(omega, part, branch, middle, high, cores, depth - 1)


@dataclass(frozen=True)
class _Core:
    """QᵀA_n reduced to what ‖A_n − QB(ε)‖_F depends on: the head row, the tail diagonal, and the rest squared."""

    n: int
    bits: int
    heads: tuple[arb, ...]
    diagonal: tuple[arb, ...]
    rest: arb

    @staticmethod
    def of(omega: Omega, a_n: DyadicArray, n: int) -> _Core:
        bits = 2 * n + 96 + int(omega.a).bit_length()
        with precision(bits + 64):
            table = omega.Q.enclosure(bits).transpose() * arb_mat(a_n.to_flint())
            heads = tuple(table[0, j] for j in range(omega.d))
            diagonal = tuple(table[1 + j, omega.d + j] for j in range(omega.m - 1))
            total = norm_squared(table.entries())
            rest = (total - norm_squared(heads) - norm_squared(diagonal)).nonnegative_part()
            return _Core(n, bits, heads, diagonal, rest)

    def _squared(self, omega: Omega, branch: int, low: Fraction, high: Fraction) -> arb:
        a = ball(omega.a)
        epsilon = arb(ball((low + high) / 2), ball((high - low) / 2).upper())
        c = ((omega.d - 1) * a * a + (a + epsilon) * (a + epsilon)).sqrt()
        differences = [h - a - (epsilon if j + 1 == branch else 0) for j, h in enumerate(self.heads)]
        return norm_squared(differences) + norm_squared(v - c for v in self.diagonal) + self.rest

    def admits(self, omega: Omega, branch: int, low: Fraction, high: Fraction) -> bool:
        """False only if every ε of the piece is certainly excluded."""
        with precision(self.bits + 64):
            excluded = self._squared(omega, branch, low, high) > arb(2) ** (-2 * self.n)
            return not excluded

    def contains(self, omega: Omega, branch: int, low: Fraction, high: Fraction) -> bool:
        """True only if every ε of the piece is certainly admitted."""
        with precision(self.bits + 64):
            return bool(self._squared(omega, branch, low, high) <= arb(2) ** (-2 * self.n))


def _largest_error(omega: Omega, candidates: Sequence[Candidate], outputs: Outputs) -> Fraction:
    """The largest upper bound over the pieces; the piece that attains it is halved until its bounds agree to 2 %."""
    number = count()  # settles ties between equal bounds
    heap: list[tuple[Fraction, int, Fraction, Candidate]] = []

    def add(piece: Candidate) -> None:
        low, high = _error(omega, piece, outputs)
        heappush(heap, (-high, next(number), low, piece))

    for candidate in candidates:
        add(candidate)
    for _ in range(_SPLITS if heap else 0):
        minus_high, _, low, top = heap[0]
        if top.low == top.high or low >= -minus_high * Fraction(98, 100):
            break
        heappop(heap)
        middle = (top.low + top.high) / 2
        add(replace(top, high=middle))
        add(replace(top, low=middle))
    return -heap[0][0] if heap else Fraction(0)


def _error(omega: Omega, candidate: Candidate, outputs: Outputs) -> tuple[Fraction, Fraction]:
    """Lower and upper bounds, for every ε of the piece, of the largest distance of an output from Ξ: Lemma 2 with ε as
    a ball."""
    a = ball(omega.a)
    bits = 192 + 2 * max(0, omega.scale(candidate.part).sample_bits)
    below = above = Fraction(0)
    with precision(bits):
        middle, half = (candidate.low + candidate.high) / 2, (candidate.high - candidate.low) / 2
        epsilon = arb(ball(middle), ball(half).upper())
        alpha = a + epsilon
        c = ((omega.d - 1) * a * a + alpha * alpha).sqrt()
        face = tuple(range(omega.d)) if candidate.branch == 0 else (candidate.branch - 1,)
        heads = [alpha if j in face else a for j in range(omega.d)]
        q = omega.Q.enclosure(bits).transpose()
        for y, z in outputs.values():
            b = (q * arb_mat(y.to_flint())).entries()
            low, high = tied_columns_solution(omega.program, heads, face, c, b).distance(z)
            below, above = max(below, low), max(above, high)
    return below, above
