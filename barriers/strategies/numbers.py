"""Dyadic arrays and coin tapes."""

from __future__ import annotations

from math import prod

from hypothesis import strategies as st

from oracles.coins import CoinTape
from oracles.dyadic import DyadicArray


@st.composite
def dyadic_arrays(
    draw: st.DrawFn,
    shape: tuple[int, ...] | st.SearchStrategy[tuple[int, ...]] | None = None,
    *,
    bits: int = 80,
    exponents: st.SearchStrategy[int] | None = None,
) -> DyadicArray:
    """Dyadic numbers, vectors and matrices.

    shape: fixed, or drawn (default: up to two axes of up to five entries). bits: of a mantissa. exponents: of two
    (default: −200 … 200).
    """
    if shape is None:
        side = st.integers(0, 5)
        shape = st.one_of(st.just(()), st.tuples(side), st.tuples(side, side))
    chosen = draw(shape) if isinstance(shape, st.SearchStrategy) else shape
    size, largest = prod(chosen), 2**bits - 1
    mantissas = draw(st.lists(st.integers(-largest, largest), min_size=size, max_size=size))
    return DyadicArray(mantissas, draw(st.integers(-200, 200) if exponents is None else exponents), chosen)


def coin_tapes(max_coins: int = 16) -> st.SearchStrategy[CoinTape]:
    """Fixed tapes of up to `max_coins` coins, and endless ones; fresh at every draw, as tapes are used up."""
    fixed = st.lists(st.integers(0, 1), max_size=max_coins).map(lambda bits: CoinTape(bits=tuple(bits)))
    return st.one_of(fixed, st.integers(0, 2**32).map(lambda seed: CoinTape(seed=seed)))
