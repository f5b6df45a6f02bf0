"""Hypothesis strategies that generate training algorithms: a way of reading, then a network made of what was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import strategies as st

from constructions.mixings import MIXINGS
from constructions.omega import Omega, omega
from constructions.policies import LABELS, TIES, AnswerPolicy
from oracles.training_set import TrainingSet
from tests.barriers.algorithms import Exact
from tests.constructions.families import PROBLEMS, available

NETWORKS = ("affine", "relu", "picker", "mixture", "copier", "junk")


@dataclass(frozen=True)
class Generated:
    """A deterministic training algorithm: a pure function of the data and of these numbers.

    first: the data asked for at the start. adaptive: how many more questions follow, each chosen from what was read.
    network: one of NETWORKS, exact or in doubles; weights: the numbers it is made of.
    """

    first: tuple[tuple[str, int, int], ...]
    adaptive: int
    network: str
    exact: bool
    weights: tuple[Fraction, ...]

    def __call__(self, data: TrainingSet) -> Callable[[Any], Any]:
        seen = 1
        for kind, k, n in self.first:
            seen = (31 * seen + self._read(data, kind, k % data.samples, n)) % 10007
        for _ in range(self.adaptive):
            seen = (31 * seen + self._read(data, "Ayx"[seen % 3], seen % data.samples, seen % 83)) % 10007
        return self._make(data, seen)

    def _read(self, data: TrainingSet, kind: str, k: int, n: int) -> int:
        answer = data.A(n) if kind == "A" else data.y(k, n) if kind == "y" else data.x(k, n)
        return sum((i + 1) * v for i, v in enumerate(answer.mantissas)) % 10007

    def _make(self, data: TrainingSet, seen: int) -> Callable[[Any], Any]:
        m, length = data.shape
        d, w = data.omega.d, self.weights
        tau = data.omega.tau_strong
        if self.network == "copier":
            n = 30 + 4 * data.omega.digits
            labels = [data.x(k, n).to_fractions() for k in range(data.samples)]
            return self._constant(labels[seen % data.samples])
        label = data.x(seen % data.samples, 30 + 4 * data.omega.digits).to_fractions()
        total, tail = sum(label[:d], Fraction(0)), label[d:]
        if self.network == "picker":
            return self._constant([total * int(j == seen % d) for j in range(d)] + list(tail))
        if self.network == "mixture":
            shares = [abs(w[j % len(w)]) + Fraction(1, 100) for j in range(d)]
            return self._constant([total * s / sum(shares) for s in shares] + list(tail))
        if self.network == "junk":
            return self._constant([w[j % len(w)] * 10 ** (seen % 5) for j in range(length)])

        def compute(y: Any) -> list[Any]:
            rows = [sum(w[(i * m + j + seen) % len(w)] * y[j] for j in range(m)) for i in range(length)]
            if self.network == "relu":
                return [max(r, 0 * r) + tau * w[i % len(w)] for i, r in enumerate(rows)]
            return [r + tau * w[i % len(w)] for i, r in enumerate(rows)]

        if self.exact:
            return Exact(compute)
        return lambda y: np.array([float(v) for v in compute([Fraction(v) for v in y.tolist()])])

    def _constant(self, values: Any) -> Callable[[Any], Any]:
        if self.exact:
            return Exact(lambda y: list(values))
        floats = np.array([float(v) for v in values])
        return lambda y: floats


reads = st.tuples(st.sampled_from("Ayx"), st.integers(0, 9), st.integers(0, 120))

algorithms = st.builds(
    Generated,
    first=st.lists(reads, max_size=4).map(tuple),
    adaptive=st.integers(0, 3),
    network=st.sampled_from(NETWORKS),
    exact=st.booleans(),
    weights=st.lists(st.fractions(-3, 3, max_denominator=1000), min_size=3, max_size=7).map(tuple),
)

policies = st.builds(
    AnswerPolicy,
    tie=st.sampled_from(TIES),
    label=st.sampled_from(LABELS),
    favourite=st.integers(1, 6),
    noise=st.booleans(),
    seed=st.integers(0, 999),
)


@st.composite
def classes(draw: st.DrawFn) -> Omega:
    """A random small class: problem and parameter, K, size, mixing, design and tails."""
    name, parameters = draw(st.sampled_from(PROBLEMS))
    m, extra = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    design = draw(st.sampled_from(["single", "cluster", "common"]))
    return omega(
        name,
        digits=draw(st.sampled_from([1, 2, 3, 6, 12])),
        rows=m,
        columns=m + extra,
        mixing=draw(st.sampled_from([x for x in MIXINGS if available(x, m)])),
        sample_design=design,
        samples=1 if design == "single" else draw(st.integers(1, 6)),
        tails=draw(st.integers(0, m - 1)),
        **parameters,
    )
