"""What goes over the pipe arrives exactly, and bytes that are no message are refused."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barriers.isolation import wire
from barriers.isolation.packed_answers import PackedAnswers
from barriers.isolation.public_class import class_from_parameters, class_parameters
from barriers.isolation.wire import Malformed
from constructions.omega import omega
from oracles.dyadic import DyadicArray
from oracles.transcript import Read

MAX_BITS = 2000
integers = st.integers(-(2**200), 2**200) | st.integers(-(2**700), 2**700) | st.sampled_from([2**55, -(2**55), 2**111])
floats = st.floats(allow_nan=False, allow_infinity=False).map(Fraction)
rationals = st.builds(Fraction, integers, st.integers(1, 2**200)) | floats
shapes = st.one_of(st.just(()), st.tuples(st.integers(0, 6)), st.tuples(st.integers(0, 5), st.integers(0, 5)))


@given(st.data(), shapes, st.integers(-5000, 5000))
def test_arrays_arrive_exactly(data: st.DataObject, shape: tuple[int, ...], exponent: int) -> None:
    size = 1
    for side in shape:
        size *= side
    array = DyadicArray(data.draw(st.lists(integers, min_size=size, max_size=size)), exponent, shape)
    arrived = wire.unpack_array(wire.pack_array(array))
    assert (arrived.shape, arrived.exponent, arrived.mantissas) == (array.shape, array.exponent, array.mantissas)


@given(st.lists(rationals, max_size=6))
def test_numbers_arrive_exactly(values: list[Fraction]) -> None:
    assert wire.unpack_numbers(wire.pack_numbers(values), len(values), 3000) == tuple(values)


@pytest.mark.parametrize(
    "read", [Read("A", 0), Read("y", 17, 3), Read("x", 10**12, 0), Read("A", 255), Read("y", 256, 7)]
)
def test_questions_arrive(read: Read) -> None:
    assert wire.unpack_read(wire.pack_read(read)) == read


def test_an_absurd_accuracy_is_cut_to_a_huge_one() -> None:
    assert wire.unpack_read(wire.pack_read(Read("A", 1 << 100_000))).n == 1 << 4096


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_malformed(payload: bytes) -> None:
    for unpack in (wire.unpack_read, wire.unpack_array, wire.unpack_count, wire.parse_json):
        with contextlib.suppress(Malformed):
            unpack(payload)
    with contextlib.suppress(Malformed):
        assert len(wire.unpack_numbers(payload, 3, MAX_BITS)) == 3


def test_numbers_beyond_the_limit_are_refused_before_they_are_made() -> None:
    shifted = wire.pack_numbers([Fraction(1)]).replace((0).to_bytes(8, "little"), (1 << 60).to_bytes(8, "little"), 1)
    with pytest.raises(Malformed, match="more than 2000 bits"):
        wire.unpack_numbers(shifted, 1, MAX_BITS)
    with pytest.raises(Malformed, match="more than 2000 bits"):
        wire.unpack_numbers(wire.pack_numbers([Fraction(1, 3**2000)]), 1, MAX_BITS)


def test_wrong_lengths_are_refused() -> None:
    packed = wire.pack_numbers([Fraction(1, 3), Fraction(5)])
    for length, message in ((1, "more than N = 1"), (3, "fewer than N = 3")):
        with pytest.raises(Malformed, match=message):
            wire.unpack_numbers(packed, length, MAX_BITS)
    with pytest.raises(Malformed, match="denominator 0"):
        wire.unpack_numbers(wire._NUMBER.pack(0, 0, 1, 1) + b"\x01\x00", 1, MAX_BITS)


@pytest.mark.parametrize(
    "family",
    [
        omega(),
        omega("lasso", lam=Fraction(2, 3), rows=4, columns=7, mixing="hadamard"),
        omega("basis-pursuit", eta=Fraction(1, 7), rows=5, columns=6, mixing="householder", tails="+-00"),
        omega(rows=3, columns=5, sample_design="common", samples=4),
    ],
    ids=lambda family: family.problem,
)
def test_a_class_is_rebuilt_from_its_parameters(family: object) -> None:
    rebuilt = class_from_parameters(class_parameters(family))  # type: ignore[arg-type]
    assert rebuilt == family
    assert rebuilt.base_samples == family.base_samples  # type: ignore[attr-defined]


def test_an_array_is_packed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    packed, array = PackedAnswers(), DyadicArray([1, 2], 0, (2,))
    first = packed.pack(array)
    assert first == wire.pack_array(array)
    assert packed.pack(array) is first
    monkeypatch.setattr("barriers.isolation.packed_answers._MOST_BYTES", 2 * len(first))
    others = [DyadicArray([n, n], 0, (2,)) for n in range(5)]
    assert [packed.pack(other) for other in others] == [wire.pack_array(other) for other in others]
    assert packed.pack(array) is not first
