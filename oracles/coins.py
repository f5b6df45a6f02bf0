"""Fair coins, recorded."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from hashlib import sha256

import numpy as np

from oracles.errors import InvalidArgument, TapeExhausted

__all__ = ["CoinTape", "TapeExhausted"]

RNG_COINS = 128


def _seeded_bits(seed: bytes) -> Iterator[int]:
    """The bits of SHA-256(seed, 0), SHA-256(seed, 1), ..., most significant first: the same on every machine."""
    counter = 0
    while True:
        block = sha256(seed + counter.to_bytes(16, "big")).digest()
        for byte in block:
            for place in range(7, -1, -1):
                yield byte >> place & 1
        counter += 1


class CoinTape:
    """A sequence of fair bits which remembers those that were tossed.

    `CoinTape(seed=s)`: pseudo-random bits that depend on the integer s alone (SHA-256 in counter mode).
    `CoinTape(bits=(0, 1, ...))`: exactly these; a toss beyond the last raises TapeExhausted (for enumeration).
    `CoinTape()`: fresh bits, seeded by the operating system.
    Raises InvalidArgument if both are given, if the seed is no integer or if a bit is neither 0 nor 1.
    """

    __slots__ = ("_bits", "_exhausted", "_source", "_tossed")

    def __init__(self, *, seed: int | None = None, bits: Sequence[int] | None = None) -> None:
        if seed is not None and bits is not None:
            raise InvalidArgument("bits", bits, "either a seed or bits, not both")
        self._tossed: list[int] = []
        self._bits: tuple[int, ...] = ()
        self._exhausted = False
        if bits is not None:
            fixed = tuple(bits)
            if any(isinstance(bit, bool) or bit not in (0, 1) for bit in fixed):
                raise InvalidArgument("bits", bits, "a sequence of the integers 0 and 1")
            self._source = iter([int(bit) for bit in fixed])
            return
        if seed is None:
            material = secrets.token_bytes(32)
        elif isinstance(seed, int) and not isinstance(seed, bool):
            material = b"coins:" + seed.to_bytes((seed.bit_length() + 8) // 8, "big", signed=True)
        else:
            raise InvalidArgument("seed", seed, "an integer or None")
        # Hashed once more, so that seeds of different lengths never share a block.
        self._source = _seeded_bits(sha256(material).digest())

    def bit(self) -> int:
        """The next fair bit, 0 or 1. Raises TapeExhausted beyond the end of a fixed tape."""
        bit = next(self._source, None)
        if bit is None:
            self._exhausted = True
            raise TapeExhausted(f"the tape of {len(self._tossed)} coins has ended")
        self._tossed.append(bit)
        return bit

    def rng(self) -> np.random.Generator:
        """A numpy generator (PCG64) seeded by the next 128 coins, read as one integer, first coin most significant."""
        seed = 0
        for _ in range(RNG_COINS):
            seed = seed << 1 | self.bit()
        return np.random.Generator(np.random.PCG64(seed))

    @property
    def bits(self) -> tuple[int, ...]:
        """The coins tossed so far, in order."""
        if len(self._bits) != len(self._tossed):  # copied only after new tosses
            self._bits = tuple(self._tossed)
        return self._bits

    @property
    def tossed(self) -> int:
        """How many coins have been tossed."""
        return len(self._tossed)

    @property
    def exhausted(self) -> bool:
        """Whether a coin was asked beyond the end of a fixed tape."""
        return self._exhausted

    def __repr__(self) -> str:
        return f"<CoinTape: {self.tossed} coins tossed>"
