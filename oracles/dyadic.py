"""Exact dyadic numbers, vectors and matrices: integer mantissas times one power of two."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any, Self, SupportsIndex, cast

import numpy as np
from flint import fmpq_mat, fmpz_mat
from numpy.typing import ArrayLike, DTypeLike, NDArray

from oracles import conversion, doubles
from oracles.conversion import as_integer, exact_fraction, integer_matrix, nearest_multiple
from oracles.errors import InvalidArgument
from oracles.nested import flatten, fold

__all__ = ["DyadicArray"]

Index = SupportsIndex | slice


def _sides(shape: tuple[int, ...]) -> tuple[int, int]:
    """Rows and columns of the matrix that holds an array of this shape: vectors are columns, numbers are 1 x 1."""
    return (shape[0] if shape else 1), (shape[1] if len(shape) == 2 else 1)


def _number(value: object) -> Fraction:
    """The exact value of a number that may also be a dyadic one; raises InvalidArgument as `exact_fraction`."""
    if isinstance(value, DyadicArray) and not value.shape:
        return value.to_fractions()
    return exact_fraction(value)


class DyadicArray:
    """An immutable number, vector or matrix whose entries are integers times one common power of two. Exact.

    DyadicArray(mantissas, exponent, shape): entry j (row-major) is mantissas[j] * 2**exponent; shape is (), (n,) or
    (r, c). `mantissas` is a sequence of integers or a matrix of flint with matching sides (vectors are n x 1).
    Raises InvalidArgument where lengths or types do not match.

    +, - and @ are exact, as is * by an integer or a dyadic number; equality and hash go by value, not by
    representation. numpy functions get the nearest doubles: rounding is the caller's own act.
    """

    __slots__ = ("_exponent", "_hash", "_matrix", "_shape")

    def __init__(self, mantissas: Sequence[int] | fmpz_mat, exponent: int, shape: tuple[int, ...]) -> None:
        sizes = tuple(as_integer(size) for size in shape)
        if len(sizes) > 2 or any(size is None or size < 0 for size in sizes):
            raise InvalidArgument("shape", shape, "(), (n,) or (r, c) with integers >= 0")
        power = as_integer(exponent)
        if power is None:
            raise InvalidArgument("exponent", exponent, "an integer")
        self._shape = cast("tuple[int, ...]", sizes)
        self._exponent = power
        self._hash: int | None = None
        rows, columns = _sides(self._shape)
        if isinstance(mantissas, fmpz_mat):
            if (mantissas.nrows(), mantissas.ncols()) != (rows, columns):
                raise InvalidArgument("mantissas", mantissas, f"a {rows} x {columns} matrix")
            self._matrix = fmpz_mat(mantissas)  # a copy: matrices of flint can be changed
            return
        if len(mantissas) != rows * columns:
            raise InvalidArgument("mantissas", mantissas, f"{rows * columns} integers for shape {shape}")
        try:
            self._matrix = integer_matrix(rows, columns, mantissas)
        except TypeError:
            raise InvalidArgument("mantissas", mantissas, "integers") from None

    @classmethod
    def _make(cls, matrix: fmpz_mat, exponent: int, shape: tuple[int, ...]) -> Self:
        """Without copy or checks, for a matrix that nobody else holds."""
        made = cls.__new__(cls)
        made._matrix, made._exponent, made._shape, made._hash = matrix, exponent, shape, None
        return made

    # --- other ways to make one ---

    @classmethod
    def zeros(cls, shape: tuple[int, ...]) -> Self:
        """All entries 0. Raises InvalidArgument for a shape with more than two axes."""
        if len(shape) > 2:
            raise InvalidArgument("shape", shape, "(), (n,) or (r, c) with integers >= 0")
        return cls(fmpz_mat(*_sides(shape)), 0, shape)

    @classmethod
    def from_floats(cls, values: ArrayLike) -> Self:
        """The exact values of finite floats (of at most 64 bits) or integers, as an array of at most two axes.

        Raises InvalidArgument for infinities, NaN, other types and more axes.
        """
        array = np.asarray(values)
        if array.ndim > 2:
            raise InvalidArgument("values", values, "a number, a vector or a matrix")
        if array.dtype.kind in "iu":
            return cls(array.ravel().tolist(), 0, array.shape)
        if array.dtype.kind != "f" or array.dtype.itemsize > 8:
            raise InvalidArgument("values", values, "floats of at most 64 bits, or integers")
        if not bool(np.all(np.isfinite(array))):
            raise InvalidArgument("values", values, "finite numbers")
        mantissas, exponent = doubles.from_doubles(array.astype(np.float64))
        return cls(mantissas, exponent, array.shape)

    @classmethod
    def from_fractions(cls, values: object) -> Self:
        """The exact values of (nested sequences of) ints, Fractions or floats.

        Raises InvalidArgument unless each is dyadic: a finite number whose denominator is a power of two.
        """
        shape, entries = flatten("values", values)
        fractions = [_number(entry) for entry in entries]
        denominator = max((f.denominator for f in fractions), default=1)
        bits = denominator.bit_length() - 1
        for fraction in fractions:
            if fraction.denominator & (fraction.denominator - 1):
                raise InvalidArgument("values", fraction, "dyadic numbers (denominators that are powers of two)")
        mantissas = [f.numerator << (bits - f.denominator.bit_length() + 1) for f in fractions]
        return cls(mantissas, -bits, shape)

    @classmethod
    def round_fractions(cls, values: object, bits: int) -> Self:
        """Each number's nearest multiple of 2^-bits, ties to the even multiple; every error is at most 2^-bits-1.

        `values` as for from_fractions but not necessarily dyadic; `bits` is any integer.
        """
        shape, entries = flatten("values", values)
        power = as_integer(bits)
        if power is None:
            raise InvalidArgument("bits", bits, "an integer")
        return cls([nearest_multiple(_number(entry), power) for entry in entries], -power, shape)

    # --- representation ---

    @property
    def matrix(self) -> fmpz_mat:
        """The mantissas as a matrix of flint, r x c; vectors are n x 1, numbers 1 x 1. A copy, the caller's own."""
        return fmpz_mat(self._matrix)

    @property
    def mantissas(self) -> tuple[int, ...]:
        """The mantissas as ints, row-major."""
        return tuple(map(int, self._matrix.entries()))

    @property
    def exponent(self) -> int:
        """The common power of two."""
        return self._exponent

    @property
    def shape(self) -> tuple[int, ...]:
        return self._shape

    @property
    def ndim(self) -> int:
        return len(self._shape)

    @property
    def size(self) -> int:
        """The number of entries."""
        rows, columns = _sides(self._shape)
        return rows * columns

    @property
    def T(self) -> Self:
        """The transpose; numbers and vectors are their own, as in numpy."""
        if len(self._shape) < 2:
            return self
        return self._make(self._matrix.transpose(), self._exponent, self._shape[::-1])

    def normalised(self) -> Self:
        """The same value with the largest possible exponent (0 where all entries are 0): one form for each value."""
        if self._matrix.is_zero():
            return self if self._exponent == 0 else self._make(self._matrix, 0, self._shape)
        entries = self._matrix.entries()
        if any(entry & 1 for entry in entries):
            return self
        union = reduce(operator.or_, map(int, entries))
        shift = (union & -union).bit_length() - 1
        rows, columns = _sides(self._shape)
        return self._make(
            fmpz_mat(rows, columns, [entry >> shift for entry in entries]), self._exponent + shift, self._shape
        )

    # --- conversion ---

    def to_numpy(self) -> NDArray[np.float64]:
        """The nearest doubles, ties to even; subnormal where needed, infinite beyond the range. Never raises."""
        entries = list(map(int, self._matrix.entries()))
        return doubles.nearest_doubles(entries, self._exponent).reshape(self._shape)

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:
        if copy is False:
            raise ValueError("a DyadicArray has no memory of doubles to share: a copy is needed")
        array = self.to_numpy()
        return array if dtype is None else array.astype(dtype)

    def __float__(self) -> float:
        """The nearest double of a single number. Raises TypeError for vectors and matrices."""
        self._check_number("float()")
        return doubles.nearest_double(int(self._matrix[0, 0]), self._exponent)

    def to_fractions(self) -> Any:
        """The exact values: a Fraction, a tuple of them, or a tuple of rows."""
        return fold(self._shape, conversion.to_fractions(self._matrix, self._exponent))

    def to_flint(self) -> fmpq_mat:
        """The exact values as a rational matrix of flint; vectors are n x 1, numbers 1 x 1."""
        return conversion.to_flint(self._matrix, self._exponent)

    def to_mpmath(self) -> Any:
        """The exact values, whatever mpmath's working precision: an mpf, or a matrix (vectors are columns)."""
        made = conversion.to_mpmath(self._matrix, self._exponent)
        return made if self._shape else made[0, 0]

    def to_sympy(self) -> Any:
        """The exact values: a sympy Rational, or a Matrix of them (vectors are columns)."""
        made = conversion.to_sympy(self._matrix, self._exponent)
        return made if self._shape else made[0, 0]

    def norm_squared(self) -> Fraction:
        """The exact sum of the squares of the entries: the squared Euclidean or Frobenius norm."""
        flat = fmpz_mat(1, self.size, self._matrix.entries())
        total = (flat * flat.transpose())[0, 0] if self.size else 0
        return DyadicArray([int(total)], 2 * self._exponent, ()).to_fractions()

    # --- parts ---

    def __len__(self) -> int:
        if not self._shape:
            raise TypeError("a single number has no length")
        return self._shape[0]

    def __iter__(self) -> Iterator[Self]:
        return (self[index] for index in range(len(self)))

    def __getitem__(self, index: Index | tuple[Index, ...]) -> Self:
        """Entries, rows and blocks by integers and slices, as in numpy. Raises IndexError beyond the range."""
        wanted = index if isinstance(index, tuple) else (index,)
        if len(wanted) > len(self._shape):
            raise IndexError(f"{len(wanted)} indices for an array of {len(self._shape)} axes")
        places: list[Sequence[int]] = []
        shape: list[int] = []
        for axis, size in enumerate(_sides(self._shape)):
            chosen = wanted[axis] if axis < len(wanted) else slice(None)
            if isinstance(chosen, slice):
                places.append(range(size)[chosen])
                if axis < len(self._shape):
                    shape.append(len(places[-1]))
            else:
                places.append([range(size)[chosen]])
        rows, columns = places
        matrix = self._matrix
        picked = fmpz_mat(len(rows), len(columns), [matrix[r, c] for r in rows for c in columns])
        if len(self._shape) == 2 and len(shape) == 1:  # a row or a column became a vector
            picked = fmpz_mat(shape[0], 1, picked.entries())
        return self._make(picked, self._exponent, tuple(shape))

    # --- comparison ---

    def __eq__(self, other: object) -> bool:
        """By value. A single number also equals the int, Fraction or float of its value."""
        if not isinstance(other, DyadicArray):
            if self._shape or not isinstance(other, int | float | Fraction | np.integer):
                return NotImplemented
            return bool(self.to_fractions() == other)
        if self._shape != other._shape:
            return False
        if self._exponent != other._exponent:
            self, other = self.normalised(), other.normalised()
        return self._exponent == other._exponent and self._matrix == other._matrix

    def __hash__(self) -> int:
        if self._hash is None:
            if self._shape:
                canonical = self.normalised()
                self._hash = hash((canonical._shape, canonical._exponent, canonical.mantissas))
            else:  # as the int, Fraction or float of this value, which it equals
                self._hash = hash(self.to_fractions())
        return self._hash

    def __lt__(self, other: DyadicArray | Fraction | int | float) -> bool:
        return self._compare(other, operator.lt)

    def __le__(self, other: DyadicArray | Fraction | int | float) -> bool:
        return self._compare(other, operator.le)

    def __gt__(self, other: DyadicArray | Fraction | int | float) -> bool:
        return self._compare(other, operator.gt)

    def __ge__(self, other: DyadicArray | Fraction | int | float) -> bool:
        return self._compare(other, operator.ge)

    def _compare(self, other: object, relation: Callable[[Any, Any], bool]) -> bool:
        self._check_number("an order")
        if isinstance(other, DyadicArray):
            other._check_number("an order")
            left, right, _ = self._aligned(other)
            return relation(left[0, 0], right[0, 0])
        return relation(self.to_fractions(), other)  # exact, NaN and infinities included

    def __bool__(self) -> bool:
        """Whether a single number is not 0. Raises TypeError for vectors and matrices."""
        self._check_number("a truth value")
        return not self._matrix.is_zero()

    def _check_number(self, what: str) -> None:
        if self._shape:
            raise TypeError(f"only a single number has {what}, not an array of shape {self._shape}")

    # --- arithmetic ---

    def _operand(self, other: object) -> DyadicArray | None:
        if isinstance(other, DyadicArray):
            return other
        number = as_integer(other)
        return None if number is None else DyadicArray([number], 0, ())

    def _aligned(self, other: DyadicArray) -> tuple[fmpz_mat, fmpz_mat, int]:
        """Both mantissas over the smaller exponent, and that exponent."""
        left, right, difference = self._matrix, other._matrix, self._exponent - other._exponent
        # Zeros fit every exponent: they must not blow up the other side.
        if difference > 0:
            return (left if left.is_zero() else left * (1 << difference)), right, other._exponent
        if difference < 0:
            return left, (right if right.is_zero() else right * (1 << -difference)), self._exponent
        return left, right, self._exponent

    def _sum(self, other: object, subtract: bool) -> DyadicArray:
        number = self._operand(other)
        if number is None:
            return NotImplemented
        if number._shape != self._shape:
            raise InvalidArgument("shape", number._shape, f"the shape {self._shape} of the other operand")
        left, right, exponent = self._aligned(number)
        return self._make(left - right if subtract else left + right, exponent, self._shape)

    def __add__(self, other: DyadicArray | int) -> DyadicArray:
        return self._sum(other, subtract=False)

    __radd__ = __add__

    def __sub__(self, other: DyadicArray | int) -> DyadicArray:
        return self._sum(other, subtract=True)

    def __rsub__(self, other: int) -> DyadicArray:
        return (-self)._sum(other, subtract=False)

    def __neg__(self) -> Self:
        return self._make(-self._matrix, self._exponent, self._shape)

    def __pos__(self) -> Self:
        return self

    def __mul__(self, other: DyadicArray | int) -> DyadicArray:
        """The product with a single number (either side); for products of arrays use @."""
        number = self._operand(other)
        if number is None:
            return NotImplemented
        array, number = (self, number) if not number._shape else (number, self)
        if number._shape:
            raise InvalidArgument("shape", number._shape, "a single number (use @ for products of arrays)")
        scaled = array._matrix * number._matrix[0, 0]
        return self._make(scaled, array._exponent + number._exponent, array._shape)

    __rmul__ = __mul__

    def __matmul__(self, other: DyadicArray) -> DyadicArray:
        """The exact product, by numpy's rules for vectors. Raises InvalidArgument where inner sizes differ."""
        if not isinstance(cast(object, other), DyadicArray):
            return NotImplemented
        if not self._shape or not other._shape or self._shape[-1] != other._shape[0]:
            raise InvalidArgument("shape", other._shape, f"an array that fits to the right of shape {self._shape}")
        left = self._matrix.transpose() if len(self._shape) == 1 else self._matrix
        product = left * other._matrix
        shape = self._shape[:-1] + other._shape[1:]
        if len(self._shape) == 1 and len(other._shape) == 2:  # a row, stored as a column
            product = product.transpose()
        return self._make(product, self._exponent + other._exponent, shape)

    # --- rest ---

    def __reduce__(self) -> tuple[Any, ...]:
        return DyadicArray, (list(self.mantissas), self._exponent, self._shape)

    def __repr__(self) -> str:
        if self.size > 8:
            return f"<DyadicArray of shape {self._shape}, exponent {self._exponent}>"
        return f"<DyadicArray {self.to_numpy().tolist()}, exponent {self._exponent}>"
