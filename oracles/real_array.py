"""Vectors and matrices of computable reals."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Self, cast

import numpy as np
from flint import arb, arb_mat
from numpy.typing import DTypeLike, NDArray

from oracles.doubles import nearest_double
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument
from oracles.nested import flatten
from oracles.precision import precision
from oracles.reals import Computed, Real, are_within, real, refine
from oracles.rounding import GUARD_BITS, bits_for, nearest_to_midpoint, round_array

__all__ = ["RealArray"]

_DOUBLE_BITS = (128, 1200)  # the accuracies tried for doubles: most numbers, then all but those below 2^-1100
_RELATIVE_BITS = 60


class RealArray:
    """An immutable number, vector or matrix of computable reals.

    RealArray(shape, reals): the entries, row-major, for shape (), (n,) or (r, c).
    RealArray.of(values): from nested sequences (or arrays) of whatever `real` accepts.
    RealArray.computed(shape, function): all entries at once from function(bits), a matrix of balls.
    Raises InvalidArgument where the numbers do not fit the shape.
    """

    __slots__ = ("_bits", "_exact", "_found", "_function", "_reals", "_shape")

    def __init__(self, shape: tuple[int, ...], reals: Sequence[Real]) -> None:
        self._prepare(shape)
        if len(reals) != self.size:
            raise InvalidArgument("reals", reals, f"{self.size} reals for shape {shape}")
        self._reals: Sequence[Real] | None = tuple(reals)

    def _prepare(self, shape: tuple[int, ...]) -> None:
        if len(shape) > 2 or any(size < 0 for size in shape):
            raise InvalidArgument("shape", shape, "(), (n,) or (r, c) with integers >= 0")
        self._shape = tuple(shape)
        self._reals = None
        self._function: Callable[[int], arb_mat] | None = None
        self._exact: DyadicArray | None = None
        self._found: arb_mat | None = None
        self._bits = 0

    @classmethod
    def of(cls, values: object) -> Self:
        """From a number, or nested sequences of numbers; lists, arrays and matrices of numpy, sympy, mpmath, flint.

        Raises InvalidArgument for ragged rows and for entries that `real` does not accept.
        """
        if isinstance(values, DyadicArray):
            return cls.computed(values.shape, _exact_balls(values), exact=values)
        shape, entries = flatten("values", values)
        reals: dict[int, Real] = {}  # one Real for each object, so that repeated numbers are computed once
        for entry in entries:
            if id(entry) not in reals:
                reals[id(entry)] = real(entry)
        return cls(shape, [reals[id(entry)] for entry in entries])

    @classmethod
    def computed(
        cls, shape: tuple[int, ...], function: Callable[[int], arb_mat], exact: DyadicArray | None = None
    ) -> Self:
        """All entries at once: function(bits) gives balls that contain them, n x 1 for vectors and 1 x 1 for numbers.

        It runs with flint's precision set to `bits`, and again with more until every radius is small enough. `exact`:
        the same numbers as an exact array where there is one.
        """
        made = cls.__new__(cls)
        made._prepare(shape)
        made._function, made._exact = function, exact
        return made

    @property
    def shape(self) -> tuple[int, ...]:
        return self._shape

    @property
    def ndim(self) -> int:
        return len(self._shape)

    @property
    def size(self) -> int:
        """The number of entries."""
        return math.prod(self._shape)

    @property
    def exact(self) -> DyadicArray | None:
        """The array itself where it was given as a dyadic one, else None."""
        return self._exact

    def _sides(self) -> tuple[int, int]:
        return (self._shape[0] if self._shape else 1), (self._shape[1] if len(self._shape) == 2 else 1)

    def enclosure(self, bits: int) -> arb_mat:
        """Balls of radius at most 2^-bits that contain the entries: r x c, vectors n x 1, numbers 1 x 1.

        Raises InvalidArgument where the function never gives balls that narrow, or a matrix of other sides.
        """
        # A much finer matrix found earlier would do but would make the caller's arithmetic slow.
        if self._found is None or not bits <= self._bits <= 4 * max(bits, 64):
            self._found, self._bits = self._enclose(bits), bits
        return arb_mat(self._found)  # a copy: matrices of flint can be changed

    def _enclose(self, bits: int) -> arb_mat:
        rows, columns = self._sides()
        if self._function is None:
            return arb_mat(rows, columns, [number.enclosure(bits) for number in self._reals or ()])

        def accepts(found: arb_mat, bits: int) -> bool:
            if (found.nrows(), found.ncols()) != (rows, columns):
                raise InvalidArgument("function(bits)", found, f"a {rows} x {columns} matrix of balls")
            return are_within(found.entries(), bits)

        return refine(self._function, bits, accepts, self)

    def nearest(self, bits: int) -> DyadicArray:
        """Each entry's nearest multiple of 2^-bits, proved within 2^-bits (1/2 + 2^-20)."""
        if self._function is None:
            return round_array(self._reals or (), self._shape, bits)
        balls = self.enclosure(bits + GUARD_BITS).entries()  # their radii have been checked
        mantissas = [nearest_to_midpoint(ball, bits) for ball in balls]
        return DyadicArray(mantissas, -bits, self._shape)

    def round(self, n: int) -> DyadicArray:
        """A dyadic array within 2^-n, proved, in the Euclidean (Frobenius) norm.

        Each entry has n + ceil(log2(size) / 2) + 1 bits, which leaves an error of at most 2^-n (1/4 + 2^-21).
        Raises InvalidArgument unless n is an integer >= 0.
        """
        return self.nearest(bits_for(self.size, n))

    def to_numpy(self) -> NDArray[np.float64]:
        """Doubles within 2^-52 relative error, for entries that are 0 or between 2^-1000 and the largest double."""
        if self._exact is not None:
            return self._exact.to_numpy()
        balls: list[arb] = []
        for bits in _DOUBLE_BITS:
            balls = self.enclosure(bits).entries()
            if all(ball.is_exact() or ball.rel_accuracy_bits() >= _RELATIVE_BITS for ball in balls):
                break
        midpoints = [ball.mid().man_exp() for ball in balls]
        rounded = [nearest_double(int(mantissa), int(exponent)) for mantissa, exponent in midpoints]
        return np.array(rounded, dtype=np.float64).reshape(self._shape)

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:
        if copy is False:
            raise ValueError("a RealArray has no memory of doubles to share: a copy is needed")
        array = self.to_numpy()
        return array if dtype is None else array.astype(dtype)

    def __len__(self) -> int:
        if not self._shape:
            raise TypeError("a single number has no length")
        return self._shape[0]

    def __getitem__(self, index: int | tuple[int, ...]) -> Real:
        """One entry. Raises IndexError beyond the range, or where not every axis has its index."""
        places = index if isinstance(index, tuple) else (index,)
        if len(places) != len(self._shape):
            raise IndexError(f"{len(places)} indices for an array of {len(self._shape)} axes")
        row, column = (range(size)[place] for size, place in zip(self._sides(), (*places, 0, 0)[:2], strict=True))
        if self._reals is not None:
            return self._reals[row * self._sides()[1] + column]
        return Computed(lambda bits: self.enclosure(bits)[row, column], name=f"entry {index} of {self!r}")

    def __repr__(self) -> str:
        return f"<RealArray of shape {self._shape}>"


def _exact_balls(values: DyadicArray) -> Callable[[int], arb_mat]:
    def balls(bits: int) -> arb_mat:
        mantissas = values.matrix
        longest = max((entry.bit_length() for entry in mantissas.entries()), default=0)
        with precision(longest + 2):  # nothing is rounded
            return cast(arb_mat, arb_mat(mantissas) * arb((1, values.exponent)))

    return balls
