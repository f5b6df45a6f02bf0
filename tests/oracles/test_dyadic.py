"""DyadicArray against Fractions, numpy, mpmath and sympy."""

import pickle
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from flint import fmpq, fmpz_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from oracles import DyadicArray, InvalidArgument

quick = settings(deadline=None, max_examples=60)
integers = st.integers(-(2**80), 2**80) | st.integers(-4, 4)
exponents = st.integers(-90, 30)
sizes = st.integers(1, 4)


@st.composite
def arrays(draw: st.DrawFn, shape: tuple[int, ...] | None = None) -> DyadicArray:
    if shape is None:
        shape = draw(st.sampled_from([(), (1,), (3,), (0,), (2, 3), (3, 1), (1, 4), (0, 2)]))
    count = int(np.prod(shape, dtype=int))
    return DyadicArray(draw(st.lists(integers, min_size=count, max_size=count)), draw(exponents), shape)


def exact(array: DyadicArray) -> np.ndarray[Any, Any]:
    """The same array as numpy objects of Fraction: an independent arithmetic."""
    made = np.empty(array.size, dtype=object)
    for place, mantissa in enumerate(array.mantissas):
        made[place] = Fraction(mantissa) * Fraction(2) ** array.exponent
    return made.reshape(array.shape)


def same(array: DyadicArray, expected: Any) -> bool:
    found, wanted = exact(array), np.asarray(expected, dtype=object)
    sides = (*wanted.shape, 1, 1)[:2]
    if (array.matrix.nrows(), array.matrix.ncols()) != sides:
        return False
    return found.shape == wanted.shape and bool(np.all(found == wanted))


# --- construction ---


@quick
@given(arrays())
def test_mantissas_and_matrix_agree(array: DyadicArray) -> None:
    rows = array.shape[0] if array.shape else 1
    matrix = array.matrix
    assert (matrix.nrows(), matrix.nrows() * matrix.ncols()) == (rows, array.size)
    assert DyadicArray(matrix, array.exponent, array.shape) == array
    assert DyadicArray(array.mantissas, array.exponent, array.shape) == array


def test_the_callers_matrix_and_ours_are_apart() -> None:
    matrix = fmpz_mat([[1, 2], [3, 4]])
    array = DyadicArray(matrix, 0, (2, 2))
    matrix[0, 0] = 99
    array.matrix[0, 1] = 99
    assert array.mantissas == (1, 2, 3, 4)


def test_numpy_integers_are_integers() -> None:
    assert DyadicArray([np.int64(3), np.int8(-2)], -1, (2,)).mantissas == (3, -2)  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("mantissas", "exponent", "shape"),
    [
        ([1, 2], 0, (3,)),
        ([1], 0, (1, 1, 1)),
        ([1], 0, (-1,)),
        ([1.0], 0, (1,)),
        (["1"], 0, (1,)),
        ([1], 0.5, (1,)),
        ([1], True, (1,)),
        (fmpz_mat([[1, 2]]), 0, (2,)),
    ],
)
def test_refused(mantissas: Any, exponent: Any, shape: Any) -> None:
    with pytest.raises(InvalidArgument):
        DyadicArray(mantissas, exponent, shape)


def test_zeros() -> None:
    for shape in [(), (3,), (2, 2), (0,)]:
        assert same(DyadicArray.zeros(shape), np.full(shape, Fraction(0), dtype=object))
    with pytest.raises(InvalidArgument):
        DyadicArray.zeros((1, 1, 1))


# --- from numbers ---


@quick
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=6, max_size=6))
def test_floats_go_round_exactly(values: list[float]) -> None:
    array = np.array(values).reshape(2, 3)
    made = DyadicArray.from_floats(array)
    assert same(made, [[Fraction(v) for v in row] for row in array.tolist()])
    assert made.to_numpy().tolist() == array.tolist()
    assert np.asarray(made).tolist() == array.tolist()


def test_from_floats_keeps_integers_beyond_53_bits() -> None:
    assert DyadicArray.from_floats(np.array([2**62 + 1])).to_fractions() == (Fraction(2**62 + 1),)
    assert DyadicArray.from_floats(np.float32(0.1)).to_fractions() == Fraction(float(np.float32(0.1)))


@pytest.mark.parametrize("values", [[np.nan], [np.inf], [1j], ["a"], [True], np.zeros((2, 2, 2)), np.longdouble(1)])
def test_from_floats_refuses(values: Any) -> None:
    with pytest.raises(InvalidArgument):
        DyadicArray.from_floats(values)


@quick
@given(arrays())
def test_fractions_go_round_exactly(array: DyadicArray) -> None:
    if 0 not in array.shape[:1]:  # an empty tuple of rows has lost its number of columns
        assert DyadicArray.from_fractions(array.to_fractions()) == array


@pytest.mark.parametrize(
    "values", [Fraction(1, 3), [1, Fraction(1, 6)], [1.0, float("inf")], [[1], [1, 2]], [1j], [True]]
)
def test_from_fractions_refuses(values: Any) -> None:
    with pytest.raises(InvalidArgument):
        DyadicArray.from_fractions(values)


@quick
@given(
    st.lists(st.fractions(max_denominator=10**6) | st.integers(-8, 8).map(lambda i: Fraction(i, 16))),
    st.integers(-4, 70),
)
def test_round_fractions_is_round_half_even(values: list[Fraction], bits: int) -> None:
    made = DyadicArray.round_fractions(values, bits)
    assert made.exponent == -bits
    assert list(made.mantissas) == [round(value * Fraction(2) ** bits) for value in values]


def test_mixed_numbers() -> None:
    third = fmpq(1, 3)
    made = DyadicArray.round_fractions(
        [[1, 0.5], [np.float64(0.25), third], [np.int32(7), DyadicArray([3], -3, ())]], 2
    )
    assert made.to_fractions() == ((1, Fraction(1, 2)), (Fraction(1, 4), Fraction(1, 4)), (7, Fraction(1, 2)))


# --- to other libraries ---


@quick
@given(arrays())
def test_nearest_doubles(array: DyadicArray) -> None:
    expected = np.array([float(v) for v in exact(array).ravel()]).reshape(array.shape)
    found = array.to_numpy()
    assert found.dtype == np.float64
    assert found.shape == array.shape
    assert np.array_equal(found, expected)


@quick
@given(arrays(shape=(2, 3)))
def test_other_libraries_are_exact(array: DyadicArray) -> None:
    values = exact(array)
    with mpmath.workdps(5):  # far too little for these numbers, on purpose
        in_mpmath = array.to_mpmath()
    in_sympy, in_flint, in_python = array.to_sympy(), array.to_flint(), array.to_fractions()
    for r in range(2):
        for c in range(3):
            sign, man, exp, _ = in_mpmath[r, c]._mpf_
            assert (-1) ** sign * int(man) * Fraction(2) ** exp == values[r, c]
            assert in_sympy[r, c] == sympy.Rational(values[r, c].numerator, values[r, c].denominator)
            assert in_flint[r, c] == fmpq(values[r, c].numerator, values[r, c].denominator)
            assert in_python[r][c] == values[r, c]


def test_shapes_in_other_libraries() -> None:
    vector, number = DyadicArray([1, 3], -1, (2,)), DyadicArray([3], -1, ())
    assert (vector.to_mpmath().rows, vector.to_mpmath().cols) == (2, 1)
    assert vector.to_sympy().shape == (2, 1)
    assert (vector.to_flint().nrows(), vector.to_flint().ncols()) == (2, 1)
    assert number.to_mpmath() == mpmath.mpf(1.5)
    assert number.to_sympy() == sympy.Rational(3, 2)
    assert number.to_fractions() == Fraction(3, 2)
    assert float(number) == 1.5


def test_positive_exponents_in_other_libraries() -> None:
    array = DyadicArray([1, -3], 70, (2,))
    assert array.to_fractions() == (2**70, -3 * 2**70)
    assert array.to_flint()[1, 0] == fmpq(-3 * 2**70)
    assert array.to_sympy()[1] == -3 * 2**70
    assert array.to_mpmath()[1] == -3 * mpmath.mpf(2) ** 70


def test_array_protocol() -> None:
    array = DyadicArray([1, 3], -1, (2,))
    assert np.asarray(array, dtype=np.float32).dtype == np.float32
    with pytest.raises(ValueError, match="copy"):
        np.array(array, copy=False)
    ones = np.ones(2)
    for mixed in (array - ones, ones - array, array + ones):
        assert isinstance(mixed, np.ndarray)
    assert (array - ones).tolist() == [-0.5, 0.5]
    assert array @ ones == ones @ array == 2.0


# --- arithmetic ---


@quick
@given(st.data(), st.sampled_from([(), (3,), (2, 3)]))
def test_sums_and_products_with_numbers(data: st.DataObject, shape: tuple[int, ...]) -> None:
    a, b = data.draw(arrays(shape)), data.draw(arrays(shape))
    number, whole = data.draw(arrays(())), data.draw(integers)
    assert same(a + b, exact(a) + exact(b))
    assert same(a - b, exact(a) - exact(b))
    assert same(-a, -exact(a))
    assert same(a * number, exact(a) * exact(number))
    assert same(number * a, exact(a) * exact(number))
    assert same(whole * a, exact(a) * whole)
    assert same(a * whole, exact(a) * whole)


@quick
@given(st.data(), sizes, sizes, sizes)
def test_products(data: st.DataObject, rows: int, inner: int, columns: int) -> None:
    a, b = data.draw(arrays((rows, inner))), data.draw(arrays((inner, columns)))
    u, v = data.draw(arrays((inner,))), data.draw(arrays((inner,)))
    assert same(a @ b, exact(a) @ exact(b))
    assert same(a @ v, exact(a) @ exact(v))
    assert same(u @ b, exact(u) @ exact(b))
    assert same(u @ v, exact(u) @ exact(v))
    assert same(a.T, exact(a).T)
    assert u.T is u
    assert a.norm_squared() == sum(x * x for x in exact(a).ravel())
    assert u.norm_squared() == (u @ u).to_fractions()


def test_integers_add_to_numbers() -> None:
    half = DyadicArray([1], -1, ())
    assert half + 1 == 1 + half == Fraction(3, 2)
    assert 1 - half == half
    assert half - 1 == Fraction(-1, 2)


def test_zeros_with_distant_exponents_stay_small() -> None:
    far, near = DyadicArray([0], 10**13, ()), DyadicArray([1], 0, ())
    assert (far + near).matrix[0, 0] == 1
    assert (near - far).matrix[0, 0] == 1


def test_misfits_are_refused() -> None:
    vector, matrix = DyadicArray.zeros((3,)), DyadicArray.zeros((2, 2))
    with pytest.raises(InvalidArgument):
        _ = vector + matrix
    with pytest.raises(InvalidArgument):
        _ = matrix @ vector
    with pytest.raises(InvalidArgument):
        _ = vector * vector
    with pytest.raises(InvalidArgument):
        _ = vector + 1
    for wrong in (0.5, "a", None):
        with pytest.raises(TypeError):
            _ = vector * wrong  # type: ignore[operator]
        with pytest.raises(TypeError):
            _ = vector + wrong  # type: ignore[operator]


# --- parts ---


@quick
@given(st.data())
def test_indexing_as_in_numpy(data: st.DataObject) -> None:
    array = data.draw(arrays())
    if array.shape:
        index = data.draw(numpy_indices(array.shape))
        assert same(array[index], exact(array)[index])
        assert all(same(part, expected) for part, expected in zip(array, exact(array), strict=True))
        assert len(array) == array.shape[0]


def numpy_indices(shape: tuple[int, ...]) -> st.SearchStrategy[Any]:
    axes = [st.slices(size) | (st.integers(-size, size - 1) if size else st.nothing()) for size in shape]
    return st.lists(st.nothing(), max_size=0).flatmap(
        lambda _: st.integers(1, len(shape)).flatmap(lambda used: st.tuples(*axes[:used]))
    )


def test_indices_beyond_the_range() -> None:
    array = DyadicArray.zeros((2, 3))
    for index in [2, -3, (0, 3), (0, 0, 0)]:
        with pytest.raises(IndexError):
            array[index]
    with pytest.raises(TypeError):
        len(DyadicArray.zeros(()))
    with pytest.raises(IndexError):
        DyadicArray.zeros(())[0]


# --- equality, order, copies ---


@quick
@given(arrays(), st.integers(1, 40))
def test_equality_and_hash_go_by_value(array: DyadicArray, shift: int) -> None:
    other = DyadicArray([m << shift for m in array.mantissas], array.exponent - shift, array.shape)
    assert array == other
    assert hash(array) == hash(other)
    normal = array.normalised()
    assert normal == array
    assert (normal.mantissas, normal.exponent) == (other.normalised().mantissas, other.normalised().exponent)
    assert any(m % 2 for m in normal.mantissas) or normal.exponent == 0
    if array.size:
        changed = list(array.mantissas)
        changed[-1] += 1
        assert DyadicArray(changed, array.exponent, array.shape) != array


def test_shape_counts_for_equality() -> None:
    assert DyadicArray([1], 0, (1,)) != DyadicArray([1], 0, ())
    assert DyadicArray([1, 2], 0, (2, 1)) != DyadicArray([1, 2], 0, (1, 2))
    assert DyadicArray([1], 0, (1,)) != "a"


def test_distant_exponents_compare_at_no_cost() -> None:
    assert DyadicArray([1], 10**12, ()) != DyadicArray([1], 0, ())
    assert DyadicArray([0], 10**12, (1,)) == DyadicArray([0], 0, (1,))


@quick
@given(arrays(()), arrays(()))
def test_numbers_are_ordered(a: DyadicArray, b: DyadicArray) -> None:
    x, y = exact(a)[()], exact(b)[()]
    assert (a < b, a <= b, a > b, a >= b, a == b) == (x < y, x <= y, x > y, x >= y, x == y)
    assert (a < y, a <= y, a > y, a >= y, a == y) == (x < y, x <= y, x > y, x >= y, x == y)
    assert bool(a) == bool(x)
    assert hash(a) == hash(x)


def test_arrays_have_no_order_and_no_truth() -> None:
    vector = DyadicArray.zeros((2,))
    for act in (lambda: vector < vector, lambda: DyadicArray([1], 0, ()) < vector, lambda: bool(vector)):
        with pytest.raises(TypeError):
            act()
    with pytest.raises(TypeError):
        float(vector)


@quick
@given(arrays())
def test_pickle(array: DyadicArray) -> None:
    copy = pickle.loads(pickle.dumps(array))
    assert copy == array
    assert (copy.mantissas, copy.exponent) == (array.mantissas, array.exponent)


def test_repr_is_short() -> None:
    assert repr(DyadicArray([1, 3], -1, (2,))) == "<DyadicArray [0.5, 1.5], exponent -1>"
    assert repr(DyadicArray.zeros((100, 100))) == "<DyadicArray of shape (100, 100), exponent 0>"


def test_a_million_entries() -> None:
    matrix = fmpz_mat(1000, 1000, range(10**6))
    array = DyadicArray(matrix, -10, (1000, 1000))
    assert (array + array).exponent == -10
    assert array.to_numpy()[999, 999] == (10**6 - 1) / 1024
    assert array.norm_squared() == Fraction(sum(k * k for k in range(10**6)), 2**20)
