"""One instance given by computable numbers, answered at every accuracy."""

from __future__ import annotations

from dataclasses import dataclass

from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument
from oracles.nested import flatten
from oracles.real_array import RealArray

__all__ = ["ComputableData", "round_answers"]


@dataclass(frozen=True, slots=True)
class ComputableData:
    """A matrix A of shape (m, N) and samples y_0 ... y_{R-1} of m entries each, all computable.

    Gives the A and y of a training set; whoever knows the minimisers adds `label`. Raises InvalidArgument where the
    shapes do not fit.
    """

    A: RealArray
    ys: tuple[RealArray, ...]

    def __post_init__(self) -> None:
        if self.A.ndim != 2:
            raise InvalidArgument("A", self.A, "a matrix")
        if not self.ys:
            raise InvalidArgument("ys", self.ys, "at least one sample")
        for y in self.ys:
            if y.shape != (self.A.shape[0],):
                raise InvalidArgument("ys", y, f"samples of shape ({self.A.shape[0]},)")

    @property
    def shape(self) -> tuple[int, int]:
        """(m, N)."""
        return self.A.shape[0], self.A.shape[1]

    @property
    def samples(self) -> int:
        """R, the number of samples."""
        return len(self.ys)

    def matrix(self, n: int) -> DyadicArray:
        """A to within 2^-n in the Frobenius norm, proved; shape (m, N). Raises InvalidArgument unless n >= 0."""
        return self.A.round(n)

    def sample(self, k: int, n: int) -> DyadicArray:
        """y_k to within 2^-n in the Euclidean norm, proved; shape (m,). Raises InvalidArgument for other k or n."""
        if not 0 <= k < self.samples:
            raise InvalidArgument("k", k, f"an integer in 0..{self.samples - 1}")
        return self.ys[k].round(n)


def round_answers(A: object, y: object) -> ComputableData:
    """The data of one instance, rounded to every accuracy asked for.

    `A`: the rows of an m x N matrix; `y`: one vector of m numbers or a sequence of them. Entries may be integers,
    Fractions, floats (at their exact value), sympy expressions such as sqrt(2) or cos(pi/7), or anything else that
    `real` accepts. A column matrix is one vector. Raises InvalidArgument for other shapes and entries.
    """
    matrix = A if isinstance(A, RealArray) else RealArray.of(A)
    return ComputableData(matrix, _samples(y, matrix.shape[0] if matrix.ndim == 2 else -1))


def _samples(y: object, rows: int) -> tuple[RealArray, ...]:
    if isinstance(y, RealArray):
        return (y,)
    if isinstance(y, list | tuple) and y and all(isinstance(sample, RealArray) for sample in y):
        return tuple(y)
    shape, entries = flatten("y", y)
    if len(shape) == 1 or shape == (rows, 1):
        return (RealArray.of(entries),)
    if len(shape) != 2:
        raise InvalidArgument("y", y, "a vector, or a sequence of vectors")
    return tuple(RealArray.of(entries[k * shape[1] : (k + 1) * shape[1]]) for k in range(shape[0]))
