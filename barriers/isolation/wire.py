"""What goes over the pipe to an isolated algorithm: frames, questions, exact numbers. Never pickle: bytes are only
numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import IntEnum
from fractions import Fraction
from struct import Struct, calcsize, unpack_from
from typing import Any

import numpy as np
from flint import fmpz_mat

from oracles.dyadic import DyadicArray
from oracles.errors import BarriersError
from oracles.transcript import Read

HEADER = Struct("<BQ")
_DYADIC = Struct("<qBIII")
_NUMBER = Struct("<Bqqq")
_QUESTION = Struct("<BI")
_LARGEST_N_BITS = 4096
_KINDS = ("A", "y", "x")
_NO_SAMPLE = 2**32 - 1
_LIMB, _MOST_LIMBS = 7, 8  # bytes; beyond so many limbs large integers are faster


class Frame(IntEnum):
    """The kinds of frame; those up to VECTOR come from our side, the others from the child."""

    TASK = 1
    ARRAY = 2
    BITS = 3
    VECTOR = 4
    READ = 10
    COINS = 11
    TRAINED = 12
    RAISED = 13
    REFUSED = 14
    OUTPUT = 15
    UNUSABLE = 16
    PROBED = 17
    READY = 18


class Malformed(BarriersError):
    """Bytes that are no message of this protocol."""


def frame(kind: Frame, payload: bytes = b"") -> bytes:
    """One frame: kind (1 byte), length (8 bytes, little-endian), payload."""
    return HEADER.pack(kind, len(payload)) + payload


def json_frame(kind: Frame, document: dict[str, Any]) -> bytes:
    """A frame that holds a JSON object."""
    return frame(kind, json.dumps(document).encode())


def parse_json(payload: bytes | bytearray) -> dict[str, Any]:
    """The JSON object of a payload. Raises Malformed."""
    try:
        document = json.loads(payload)
    except (ValueError, RecursionError):
        raise Malformed("a message that is not JSON") from None
    if not isinstance(document, dict):
        raise Malformed("a message that is not a JSON object")
    return document


# --- questions ---


def pack_read(read: Read) -> bytes:
    """A question; n beyond 2^4096 is sent as 2^4096 (it is refused as too accurate in any case)."""
    n = min(read.n, 1 << _LARGEST_N_BITS)
    sample = _NO_SAMPLE if read.k is None else read.k
    return _QUESTION.pack(_KINDS.index(read.kind), sample) + n.to_bytes((n.bit_length() + 7) // 8, "little")


def unpack_read(payload: bytes | bytearray) -> Read:
    """The question of a payload, its n and k unchecked. Raises Malformed."""
    if not _QUESTION.size <= len(payload) <= _QUESTION.size + _LARGEST_N_BITS // 8 + 1:
        raise Malformed("a question of the wrong length")
    kind, sample = _QUESTION.unpack_from(payload)
    if kind >= len(_KINDS) or (kind == 0) != (sample == _NO_SAMPLE):
        raise Malformed("a question of no known kind")
    n = int.from_bytes(payload[_QUESTION.size :], "little")
    return Read(_KINDS[kind], n, None if sample == _NO_SAMPLE else sample)


# --- exact arrays ---


def pack_array(array: DyadicArray) -> bytes:
    """Exponent, shape, and the mantissas, raised by half their range to be ≥ 0, in limbs of 7 bytes: exact."""
    mantissas = array.mantissas
    width = _LIMB * (1 + max((m.bit_length() for m in mantissas), default=0) // (8 * _LIMB))
    half = 1 << (8 * width - 1)
    sides = (*array.shape, 0, 0)[:2]
    header = _DYADIC.pack(array.exponent, array.ndim, *sides, width)
    return header + b"".join([(m + half).to_bytes(width, "little") for m in mantissas])


def unpack_array(payload: bytes | bytearray) -> DyadicArray:
    """The array of a payload. Raises Malformed."""
    if len(payload) < _DYADIC.size:
        raise Malformed("an array without a header")
    exponent, axes, rows, columns, width = _DYADIC.unpack_from(payload)
    shape = (rows, columns)[:axes]
    sides = (rows if axes > 0 else 1), (columns if axes > 1 else 1)
    size = sides[0] * sides[1]
    if axes > 2 or width == 0 or width % _LIMB or len(payload) != _DYADIC.size + size * width:
        raise Malformed("an array of the wrong length")
    if width <= _MOST_LIMBS * _LIMB:
        return DyadicArray(_from_limbs(payload, sides, width), exponent, shape)
    read, end, half = int.from_bytes, len(payload), 1 << (8 * width - 1)
    entries = [read(payload[i : i + width], "little") - half for i in range(_DYADIC.size, end, width)]
    return DyadicArray(entries, exponent, shape)


def _from_limbs(payload: bytes | bytearray, sides: tuple[int, int], width: int) -> fmpz_mat:
    """Limb by limb: flint takes small integers several times faster than large ones."""
    limbs = width // _LIMB
    padded = np.zeros((sides[0] * sides[1], limbs, 8), np.uint8)
    padded[:, :, :_LIMB] = np.frombuffer(payload, np.uint8, offset=_DYADIC.size).reshape(-1, limbs, _LIMB)
    table = padded.view("<i8")[:, :, 0]
    table[:, -1] -= 1 << (8 * _LIMB - 1)
    total = fmpz_mat(*sides)
    for limb in reversed(range(limbs)):
        total = total * (1 << (8 * _LIMB)) + fmpz_mat(*sides, table[:, limb].tolist())
    return total


# --- outputs of a network: rational numbers of any kind ---


def pack_numbers(values: Sequence[Fraction]) -> bytes:
    """Each number as mantissa and exponent where it is dyadic, else as numerator and denominator: exact."""
    parts: list[bytes] = []
    for value in values:
        p, q = value.numerator, value.denominator
        dyadic = q & (q - 1) == 0
        exponent = 1 - q.bit_length() if dyadic else 0
        if dyadic and p:
            zeros = (p & -p).bit_length() - 1
            p, exponent = p >> zeros, exponent + zeros
        top = p.to_bytes(p.bit_length() // 8 + 1, "little", signed=True)
        bottom = b"" if dyadic else q.to_bytes(q.bit_length() // 8 + 1, "little")
        parts += [_NUMBER.pack(dyadic, exponent, len(top), len(bottom)), top, bottom]
    return b"".join(parts)


def unpack_numbers(payload: bytes | bytearray, length: int, max_bits: int) -> tuple[Fraction, ...]:
    """The `length` numbers of a payload, each of at most `max_bits` bits. Raises Malformed."""
    values: list[Fraction] = []
    place = 0
    for _ in range(length):
        if len(payload) - place < _NUMBER.size:
            raise Malformed(f"fewer than N = {length} numbers")
        dyadic, exponent, top, bottom = _NUMBER.unpack_from(payload, place)
        place += _NUMBER.size
        if not (0 <= top <= len(payload) - place and 0 <= bottom <= len(payload) - place - top):
            raise Malformed("a number that is cut short")
        p = int.from_bytes(payload[place : place + top], "little", signed=True)
        q = int.from_bytes(payload[place + top : place + top + bottom], "little")
        place += top + bottom
        if p.bit_length() + (abs(exponent) if dyadic else q.bit_length()) > max_bits + 1:
            raise Malformed(f"a number of more than {max_bits} bits")
        values.append(_number(p, q, exponent, dyadic))
    if place != len(payload):
        raise Malformed(f"more than N = {length} numbers")
    return tuple(values)


def _number(p: int, q: int, exponent: int, dyadic: int) -> Fraction:
    if dyadic:
        return Fraction(p << exponent) if exponent >= 0 else Fraction(p, 1 << -exponent)
    if q == 0:
        raise Malformed("a number with denominator 0")
    return Fraction(p, q)


def largest_output(length: int, max_bits: int) -> int:
    """The most bytes that `length` numbers of at most `max_bits` bits take."""
    return length * (_NUMBER.size + max_bits // 8 + 4)


# --- coins ---


def pack_bits(bits: Sequence[int]) -> bytes:
    """One byte for each coin."""
    return bytes(bits)


def pack_count(count: int) -> bytes:
    """How many coins are asked for."""
    return Struct("<I").pack(count)


def unpack_count(payload: bytes | bytearray) -> int:
    """The number of coins asked for. Raises Malformed."""
    if len(payload) != calcsize("<I"):
        raise Malformed("a number of coins of the wrong length")
    return unpack_from("<I", payload)[0]
