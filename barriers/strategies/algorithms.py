"""Training algorithms: deterministic, halting, with total networks; everything else about them is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from oracles.dyadic import DyadicArray
from oracles.training_set import TrainingSet


@dataclass(frozen=True)
class Network:
    """φ(y) = weight·P y + offset, P the first m entries followed by zeros: exact."""

    columns: int
    offset: tuple[int, ...]
    exponent: int
    weight: int
    exact: bool = True

    def __call__(self, y: DyadicArray) -> list[Any]:
        entries = [self.weight * value for value in y.to_fractions()]
        entries += [0] * (self.columns - len(entries))
        unit = DyadicArray([1], self.exponent, ()).to_fractions()
        return [value + self.offset[j % len(self.offset)] * unit for j, value in enumerate(entries)]


@dataclass(frozen=True)
class DrawnAlgorithm:
    """Reads the data listed, as (n, which): 0 the matrix, 1 a sample, 2 a label; learns nothing, or the last label."""

    reads: tuple[tuple[int, int], ...]
    copies_label: bool
    network: Network

    def __call__(self, data: TrainingSet) -> Network:
        """A training algorithm."""
        offset, exponent = self.network.offset, self.network.exponent
        for n, which in self.reads:
            if which == 0:
                data.A(n)
            elif which == 1:
                data.y(n % data.samples, n)
            else:
                label = data.x(n % data.samples, n)
                if self.copies_label:
                    offset, exponent = label.mantissas, label.exponent
        return Network(data.shape[1], offset, exponent, self.network.weight)


def training_algorithms(max_reads: int = 4, max_accuracy: int = 80) -> st.SearchStrategy[DrawnAlgorithm]:
    """Deterministic training algorithms that halt on every training set of every class."""
    network = st.builds(
        Network,
        columns=st.just(0),
        offset=st.lists(st.integers(-100, 100), min_size=1, max_size=4).map(tuple),
        exponent=st.integers(-40, 5),
        weight=st.integers(-2, 2),
    )
    reads = st.lists(st.tuples(st.integers(0, max_accuracy), st.integers(0, 2)), max_size=max_reads).map(tuple)
    return st.builds(DrawnAlgorithm, reads=reads, copies_label=st.booleans(), network=network)
