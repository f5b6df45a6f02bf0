"""Arrays of any library that follows the array-API standard, and NumPy object arrays of exact rationals.

NumPy itself follows the standard since 2.0, so array-api-compat is needed (and imported) only for other libraries.
"""

from __future__ import annotations

from fractions import Fraction
from importlib import import_module
from math import isqrt
from typing import Any

import numpy as np

from oracles.errors import InvalidArgument

Array = Any
"""An array of NumPy, PyTorch or another array-API library; its last axis is the vector, the others are the batch."""

Number = float | Fraction
"""A real parameter: rational parameters and rational arrays give exact results."""


def namespace(*arrays: Array) -> Any:
    """The array-API namespace (`xp`) that the arrays share. Raises TypeError if they come from different libraries."""
    for x in arrays:
        if not isinstance(x, (np.ndarray, np.generic)):
            return import_module("array_api_compat").array_namespace(*arrays)
    return np


def device_of(x: Array) -> Any:
    """The device that holds the array, to make others there."""
    return "cpu" if isinstance(x, np.ndarray | np.generic) else import_module("array_api_compat").device(x)


def is_exact(x: Array) -> bool:
    """True for a NumPy array of Python numbers (dtype object), on which every operation below is exact."""
    return isinstance(x, np.ndarray) and x.dtype == object


def is_complex(x: Array) -> bool:
    """True if the array has a complex floating-point type."""
    if isinstance(x, np.ndarray):
        return x.dtype.kind == "c"
    return bool(namespace(x).isdtype(x.dtype, "complex floating"))


def as_array(value: Any, argument: str) -> Array:
    """The value itself if it is a floating or object array, else a float64 NumPy array of it.

    Raises InvalidArgument (naming `argument`) if the value is not numeric.
    """
    try:
        # Arrays of the standard say where they live; sequences, numbers and DyadicArray do not.
        array = value if hasattr(value, "device") else np.asarray(value)
        if is_exact(array) or namespace(array).isdtype(array.dtype, ("real floating", "complex floating")):
            return array
        return namespace(array).astype(array, namespace(array).float64)
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidArgument(argument, value, "a numeric array") from error


def exact_array(values: Any) -> np.ndarray:
    """A NumPy object array of Fractions with the shape of the nested sequence `values` of rationals."""
    array = np.asarray(values, dtype=object)
    exact = np.empty(array.shape, dtype=object)
    exact[...] = np.frompyfunc(Fraction, 1, 1)(array)
    return exact


def promote(x: Array, like: Array) -> Array:
    """x in the type that x and `like` share (complex if either is), on the device of x."""
    if is_exact(x) or is_exact(like):
        return x
    xp = namespace(x, like)
    dtype = xp.result_type(x.dtype, like.dtype)
    return x if x.dtype == dtype else xp.astype(x, dtype)


def real_constant(value: Any, like: Array) -> Array:
    """A real constant (a number or numbers) as an array of the precision, library and device of `like`."""
    if is_exact(like):
        return np.asarray(value, dtype=object)
    xp = namespace(like)
    kind = xp.float32 if like.dtype == xp.complex64 else xp.float64 if like.dtype == xp.complex128 else like.dtype
    numbers = [float(v) for v in value] if isinstance(value, tuple) else float(value)
    return xp.asarray(numbers, dtype=kind, device=device_of(like))


def zeros(shape: tuple[int, ...], like: Array) -> Array:
    """Zeros of the type, library and device of `like`."""
    if is_exact(like):
        return np.full(shape, Fraction(0), dtype=object)
    xp = namespace(like)
    return xp.zeros(shape, dtype=like.dtype, device=device_of(like))


def without_gradient(x: Array) -> Array:
    """The same numbers, apart from any record of derivatives that the library keeps."""
    return x.detach() if hasattr(x, "detach") else x


def square_root(x: Array) -> Array:
    """Elementwise square root of nonnegative entries; exact on rationals, where it must exist.

    Raises ArithmeticError for an object array with an entry that is not the square of a rational.
    """
    if not is_exact(x):
        return namespace(x).sqrt(x)
    return np.asarray(np.frompyfunc(rational_root, 1, 1)(x), dtype=object)


def rational_root(x: Fraction | int) -> Fraction:
    """The rational square root of a rational x >= 0. Raises ArithmeticError if there is none."""
    x = Fraction(x)
    root = Fraction(isqrt(x.numerator), isqrt(x.denominator))
    if root * root != x:
        raise ArithmeticError(f"{x} is not the square of a rational: the exact evaluation stops here")
    return root


def squared_modulus(x: Array) -> Array:
    """|x_i|² entry by entry, real."""
    if is_complex(x):
        xp = namespace(x)
        return xp.real(x) * xp.real(x) + xp.imag(x) * xp.imag(x)
    return x * x


def squared_norm(x: Array) -> Array:
    """‖x‖² along the last axis, which is kept with length 1."""
    xp = namespace(x)
    if is_exact(x) or is_complex(x):
        return xp.sum(squared_modulus(x), axis=-1, keepdims=True)
    return xp.vecdot(x, x, axis=-1)[..., None]
