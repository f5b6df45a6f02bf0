"""Coins: recorded, reproducible, fair."""

from hashlib import sha256
from typing import Any

import numpy as np
import pytest

from oracles import CoinTape, InvalidArgument, TapeExhausted


def test_fixed_tape_ends() -> None:
    tape = CoinTape(bits=(0, 1, 1))
    assert [tape.bit() for _ in range(3)] == [0, 1, 1]
    assert not tape.exhausted
    for _ in range(2):
        with pytest.raises(TapeExhausted):
            tape.bit()
    assert tape.exhausted
    assert tape.bits == (0, 1, 1)
    assert tape.tossed == 3


def test_bits_grow_with_the_tosses() -> None:
    tape = CoinTape(bits=(1, 0))
    assert tape.bits == ()
    tape.bit()
    assert tape.bits == (1,)
    tape.bit()
    assert tape.bits == (1, 0)


def test_seed_decides_everything() -> None:
    first, again, other = CoinTape(seed=5), CoinTape(seed=5), CoinTape(seed=6)
    tosses = [[tape.bit() for _ in range(300)] for tape in (first, again, other)]
    assert tosses[0] == tosses[1] != tosses[2]
    assert first.bits == tuple(tosses[0])


def test_seeded_bits_never_change() -> None:
    # A certificate of a coin tosser is replayed by its seed: this sequence is part of the interface.
    tape = CoinTape(seed=258)
    key = sha256(b"coins:\x01\x02").digest()
    blocks = [sha256(key + counter.to_bytes(16, "big")).hexdigest() for counter in (0, 1)]
    assert "".join(str(tape.bit()) for _ in range(512)) == "".join(f"{int(digit, 16):04b}" for digit in "".join(blocks))


def test_seeds_of_all_sizes_differ() -> None:
    seeds = [0, 1, -1, 127, 128, -128, 255, 256, 2**64, 2**64 + 1, -(2**100)]
    starts = set()
    for seed in seeds:
        tape = CoinTape(seed=seed)
        starts.add(tuple(tape.bit() for _ in range(64)))
    assert len(starts) == len(seeds)


def test_fairness() -> None:
    # 40 000 coins, 6 standard deviations (of 100): ones, and agreement of neighbours.
    tape = CoinTape(seed=2026)
    bits = np.array([tape.bit() for _ in range(40001)])
    assert abs(int(bits[1:].sum()) - 20000) < 600
    assert abs(int((bits[1:] == bits[:-1]).sum()) - 20000) < 600


def test_fresh_tapes_differ() -> None:
    one, two = CoinTape(), CoinTape()
    assert [one.bit() for _ in range(128)] != [two.bit() for _ in range(128)]


def test_rng_is_seeded_by_128_coins() -> None:
    tape = CoinTape(seed=3)
    generator = tape.rng()
    assert tape.tossed == 128
    seed = int("".join(map(str, tape.bits)), 2)
    assert generator.random(5).tolist() == np.random.Generator(np.random.PCG64(seed)).random(5).tolist()
    assert tape.rng().random() != CoinTape(seed=3).rng().random(), "a second call takes new coins"


def test_rng_needs_128_coins() -> None:
    tape = CoinTape(bits=[1] * 127)
    with pytest.raises(TapeExhausted):
        tape.rng()


@pytest.mark.parametrize(
    "arguments",
    [{"seed": 1, "bits": (0,)}, {"seed": 1.0}, {"seed": True}, {"bits": (2,)}, {"bits": (True,)}, {"bits": "01"}],
)
def test_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument):
        CoinTape(**arguments)
