"""Omega_K: the public class of problems on which training fails at K digits (proofs_notes/omega.md)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from flint import arb, arb_mat

from constructions.drift import prove_drift
from constructions.enclosures import ball, nearest_integer
from constructions.mixings import IdentityMixing, Mixing, mixing
from constructions.powers import log2_ceil
from constructions.problems import ClassShape, Problem
from constructions.problems import problem as make_problem
from constructions.scale import Scale, magnitude
from constructions.tails import tail_patterns
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument
from oracles.precision import precision
from oracles.real_array import RealArray

DESIGNS: tuple[str, ...] = ("single", "cluster", "common")
DIRECTION_BITS = 24


@dataclass(frozen=True)
class Omega:
    """The class Omega_K of elements (A, S): everything but the branch, ε and κ, hence all that an algorithm may know.

    Attributes are those of the contract: `problem`, `m`, `N`, `digits` (K), `lam`, `eta`, `mixing`, `Q`, `a`,
    `tau_strong`, `tau_weak`, `tails`, `sample_design`, `samples` (R); besides `program` (the problem with its
    methods), `d` tied columns, `s` non-zero tail entries, the two `Scale`s and the sample vectors. Build it with
    `omega(...)`.
    """

    program: Problem
    digits: int
    m: int
    N: int
    mixing: str
    sample_design: str
    samples: int
    tails: tuple[str, ...]

    @property
    def problem(self) -> str:
        """The problem's name."""
        return self.program.name

    @property
    def lam(self) -> Fraction | None:
        """λ, or None."""
        return self.program.lam

    @property
    def eta(self) -> Fraction | None:
        """η, or None."""
        return self.program.eta

    @property
    def d(self) -> int:
        """N − m + 1, the number of competing columns."""
        return self.N - self.m + 1

    @property
    def s(self) -> int:
        """The number of non-zero tail entries (the same at all samples)."""
        return self.m - 1 - self.tails[0].count("0")

    @cached_property
    def a(self) -> Fraction:
        """The entry that the competing columns share."""
        return magnitude(self.program, self.m)

    @cached_property
    def shape(self) -> ClassShape:
        """The sizes that the constants depend on."""
        return ClassShape(self.m, self.d, self.s, self.a)

    @cached_property
    def strong(self) -> Scale:
        """The part at scale τ_s: it contains the tie; K digits fail on it."""
        return Scale("strong", self.digits, self.program, self.shape, self.samples)

    @cached_property
    def weak(self) -> Scale:
        """The part at scale τ_w: the tie is not in it; K−1 digits need unbounded data on it."""
        return Scale("weak", self.digits - 1, self.program, self.shape, self.samples)

    def scale(self, name: str) -> Scale:
        """The part called "strong" or "weak"."""
        return {"strong": self.strong, "weak": self.weak}[name]

    @property
    def tau_strong(self) -> Fraction:
        """τ_s ∈ [1.5·10^-K, 3·10^-K)."""
        return self.strong.tau

    @property
    def tau_weak(self) -> Fraction:
        """τ_w ∈ [1.5·10^(1−K), 3·10^(1−K))."""
        return self.weak.tau

    @property
    def rotation(self) -> Mixing:
        """The mixing as an object of this package."""
        return mixing(self.mixing, self.m)

    @property
    def Q(self) -> RealArray:
        """The mixing matrix, shape (m, m), as computable reals."""
        return self.rotation.array

    def tail_pattern(self, k: int) -> str:
        """The tail pattern of sample k."""
        return self.tails[k if self.sample_design == "common" else 0]

    @cached_property
    def base_samples(self) -> dict[str, tuple[DyadicArray, ...]]:
        """For each scale name the base samples ȳ of shape (m,): one (single, cluster) or R of them (common)."""
        return {scale.name: self._round_samples(scale) for scale in (self.strong, self.weak)}

    @cached_property
    def direction(self) -> DyadicArray:
        """g, shape (m,): sample k of a cluster is ȳ + κ·k·g."""
        q, pattern = self.rotation, self.tails[0]
        if isinstance(q, IdentityMixing) and "0" in pattern:
            free = 1 + pattern.index("0")
            return DyadicArray([int(i == free) for i in range(self.m)], 0, (self.m,))
        if q.exact is not None:
            return DyadicArray([int(row[0]) for row in q.exact.matrix.tolist()], q.exact.exponent, (self.m,))
        with precision(DIRECTION_BITS + 64):
            column = [q.enclosure(DIRECTION_BITS + 32)[i, 0] for i in range(self.m)]
            return DyadicArray([nearest_integer(v, DIRECTION_BITS) for v in column], -DIRECTION_BITS, (self.m,))

    def member_samples(self, scale: Scale, kappa: Fraction = Fraction(0)) -> tuple[DyadicArray, ...]:
        """The R sample vectors of shape (m,) at the given scale and shift κ (0 outside the cluster design)."""
        base = self.base_samples[scale.name]
        if self.sample_design == "common":
            return base
        if kappa == 0:
            return base * self.samples
        shift = self.direction * DyadicArray.from_fractions(kappa)
        return tuple(base[0] + shift * k for k in range(self.samples))

    def head(self, scale: Scale) -> arb:
        """β at the tie, a ball at the current precision: aτ + ρ/a."""
        return ball(self.a * scale.tau) + self.program.head_offset(self.shape)

    def _round_samples(self, scale: Scale) -> tuple[DyadicArray, ...]:
        patterns = self.tails
        q = scale.sample_bits
        largest = max(0, log2_ceil(self.a * scale.tau + self.program.head_offset_bound(self.shape) + scale.tail_size))
        with precision(max(q, 0) + largest + 96):
            beta, size = self.head(scale), ball(scale.tail_size)
            values = {"+": size, "-": -size, "0": arb(0)}
            b = arb_mat([[beta] * len(patterns), *([values[t[i]] for t in patterns] for i in range(self.m - 1))])
            mixed = (self.rotation.enclosure(max(q, 0) + largest + 80) * b).transpose().tolist()
            return tuple(DyadicArray([nearest_integer(v, q) for v in row], -q, (self.m,)) for row in mixed)


def omega(
    problem: str = "sqrt-lasso",
    *,
    digits: int = 6,
    rows: int = 19,
    columns: int = 20,
    mixing: str = "dct",
    sample_design: str = "single",
    samples: int = 1,
    lam: object = None,
    eta: object = None,
    tails: object = None,
) -> Omega:
    """The class Omega_K for a problem ("basis-pursuit", "lasso", "sqrt-lasso") and any 1 ≤ m = rows < N = columns.

    digits: K ≥ 1 (K ≥ 3 for parts (ii) and (iii)). lam > 0 for the lassos (default 1), eta ≥ 0 for basis pursuit
    (default 0). mixing: "identity", "dct", "hadamard" (m = 4^s), "householder" (m ≥ 4). sample_design: "single" (R
    = 1), "cluster", "common". tails: see `tail_patterns`. Raises InvalidArgument naming the argument, its value and
    what is allowed.
    """
    program = make_problem(problem, lam=lam, eta=eta)
    _positive("digits", digits)
    _positive("rows", rows)
    _positive("samples", samples)
    if isinstance(columns, bool) or not isinstance(columns, int) or columns <= rows:
        raise InvalidArgument("columns", columns, f"an integer N > m, here N > {rows}")
    if sample_design not in DESIGNS:
        raise InvalidArgument("sample_design", sample_design, "one of " + ", ".join(DESIGNS))
    if sample_design == "single" and samples != 1:
        raise InvalidArgument("samples", samples, "1 for the sample design single (cluster and common take more)")
    patterns = tail_patterns(tails, rows, sample_design, samples)
    made = Omega(program, digits, rows, columns, mixing, sample_design, samples, patterns)
    _ = made.rotation  # refuse an unknown or unavailable mixing now
    for part in (made.strong, made.weak):
        prove_drift(part)  # the ε-range of each class that is made is proved, not trusted
    return made


def _positive(argument: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise InvalidArgument(argument, value, "an integer >= 1")
