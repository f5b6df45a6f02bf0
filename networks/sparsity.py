"""Sparsity in levels: local sparsities s, levels M, weights constant on levels, and the numbers ξ, ζ, κ, σ_{s,M}."""

from __future__ import annotations

import operator as indexing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

import numpy as np

from networks.arrays import Array, Number
from oracles.errors import InvalidArgument


@dataclass(frozen=True)
class SparsityInLevels:
    """(s, M)-sparsity with level weights: at most s_k non-zero entries among columns M_{k−1} … M_k − 1 (M_0 = 0).

    sparsities: s_k with 1 <= s_k <= M_k − M_{k−1}; levels: M_1 < … < M_r = N; weights: w_(k) > 0, one per level (1 by
    default). Weights may be Fractions, then ξ, ζ and κ are exact. Raises InvalidArgument for anything else. Source: CAH
    §4 (s_k = 0 makes ζ = 0 and κ infinite, so it is refused: join that level to its neighbour).
    """

    sparsities: tuple[int, ...]
    levels: tuple[int, ...]
    weights: tuple[Number, ...] = ()

    def __post_init__(self) -> None:
        sparsities, levels = _integers("sparsities", self.sparsities), _integers("levels", self.levels)
        weights = tuple(self.weights) or (1,) * len(levels)
        widths = [b - a for a, b in zip((0, *levels), levels, strict=False)]
        if not levels or any(width <= 0 for width in widths):
            raise InvalidArgument("levels", self.levels, "strictly increasing positive integers M_1 < … < M_r")
        if len(sparsities) != len(levels):
            raise InvalidArgument("sparsities", self.sparsities, f"one local sparsity for each of {len(levels)} levels")
        if any(not 1 <= s <= width for s, width in zip(sparsities, widths, strict=True)):
            raise InvalidArgument("sparsities", self.sparsities, "1 <= s_k <= M_k − M_{k−1} on every level")
        if len(weights) != len(levels):
            raise InvalidArgument("weights", self.weights, f"one weight for each of {len(levels)} levels")
        if any(not 0 < w < float("inf") for w in weights):
            raise InvalidArgument("weights", self.weights, "finite weights > 0")
        object.__setattr__(self, "sparsities", sparsities)
        object.__setattr__(self, "levels", levels)
        object.__setattr__(self, "weights", weights)

    @classmethod
    def with_entry_weights(
        cls, sparsities: Sequence[int], levels: Sequence[int], entry_weights: Sequence[Number]
    ) -> SparsityInLevels:
        """The same from one weight per column, shape (N,). Raises InvalidArgument unless they are constant on each
        level."""
        plain = cls(tuple(sparsities), tuple(levels))
        if len(entry_weights) != plain.columns:
            raise InvalidArgument("weights", entry_weights, f"{plain.columns} weights, one per column")
        groups = [{entry_weights[j] for j in span} for span in plain.spans]
        if any(len(group) > 1 for group in groups):
            raise InvalidArgument("weights", entry_weights, "weights that are constant on each level")
        return cls(plain.sparsities, plain.levels, tuple(group.pop() for group in groups))

    @property
    def columns(self) -> int:
        """N = M_r."""
        return self.levels[-1]

    @property
    def total(self) -> int:
        """s = s_1 + … + s_r."""
        return sum(self.sparsities)

    @property
    def spans(self) -> tuple[range, ...]:
        """The columns of each level."""
        return tuple(range(a, b) for a, b in zip((0, *self.levels), self.levels, strict=False))

    @property
    def entry_weights(self) -> tuple[Number, ...]:
        """The weight of each column, shape (N,)."""
        return tuple(w for w, span in zip(self.weights, self.spans, strict=True) for _ in span)

    @property
    def xi(self) -> Number:
        """ξ = Σ w_(k)² s_k."""
        return sum((w * w * s for w, s in zip(self.weights, self.sparsities, strict=True)), Fraction(0))

    @property
    def zeta(self) -> Number:
        """ζ = min w_(k)² s_k."""
        return min(w * w * s for w, s in zip(self.weights, self.sparsities, strict=True))

    @property
    def kappa(self) -> Number:
        """κ = ξ/ζ >= 1."""
        return Fraction(self.xi) / Fraction(self.zeta) if _rational(self.weights) else self.xi / self.zeta

    def norm(self, x: Array) -> Array:
        """‖x‖_{1,w} of NumPy vectors, shape (..., N): shape (...)."""
        return np.sum(np.abs(x) * np.asarray([float(w) for w in self.entry_weights]), axis=-1)

    def best_support(self, x: Array) -> tuple[int, ...]:
        """The (s, M)-support of largest modulus of one vector of shape (N,), sorted; the first of equal entries is
        kept."""
        modulus = np.abs(self._vector(x))
        return tuple(
            j
            for s, span in zip(self.sparsities, self.spans, strict=True)
            for j in sorted(sorted(span, key=lambda i: -modulus[i])[:s])
        )

    def sigma(self, x: Array) -> float:
        """σ_{s,M}(x)_{1,w} = inf {‖x − z‖_{1,w} : z is (s, M)-sparse}, for one vector of shape (N,)."""
        rest = self._vector(x).copy()
        rest[list(self.best_support(x))] = 0
        return float(self.norm(rest))

    def is_sparse(self, x: Array) -> bool:
        """True if the vector of shape (N,) has at most s_k non-zero entries on every level (exactly zero elsewhere)."""
        vector = self._vector(x)
        return all(
            sum(bool(vector[j] != 0) for j in span) <= s for s, span in zip(self.sparsities, self.spans, strict=True)
        )

    def supports(self) -> Iterator[tuple[int, ...]]:
        """All maximal (s, M)-supports: exactly s_k columns of every level, in lexicographic order."""
        choices = [combinations(span, s) for s, span in zip(self.sparsities, self.spans, strict=True)]
        for parts in product(*(tuple(choice) for choice in choices)):
            yield tuple(j for part in parts for j in part)

    def _vector(self, x: Array) -> np.ndarray:
        vector = np.asarray(x)
        if vector.shape != (self.columns,):
            raise InvalidArgument("x", x, f"a vector of length {self.columns}")
        return vector


def _integers(name: str, values: Sequence[int]) -> tuple[int, ...]:
    try:
        return tuple(indexing.index(v) for v in values)
    except TypeError as error:
        raise InvalidArgument(name, values, "integers") from error


def _rational(values: Sequence[Number]) -> bool:
    return all(isinstance(v, int | Fraction) for v in values)
