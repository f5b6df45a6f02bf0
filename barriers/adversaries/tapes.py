"""Run a coin-tossing algorithm on every tape: the exact tree of its runs, up to 16 coins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from barriers.adversaries.wrong_branch import Output
from barriers.submission import StoppedRun
from oracles.coins import CoinTape, TapeExhausted
from oracles.transcript import Transcript

MAX_COINS = 16


@dataclass(frozen=True)
class Leaf:
    """A finished run: its tape, what it read, and its outputs at the samples, or why there are none."""

    tape: tuple[int, ...]
    transcript: Transcript
    outputs: tuple[Output, ...] | None
    stopped: StoppedRun | None = None

    @property
    def weight(self) -> Fraction:
        """The probability of the tape."""
        return Fraction(1, 1 << len(self.tape))

    @property
    def name(self) -> str:
        """The tape as a string of 0s and 1s."""
        return "".join(map(str, self.tape))


class TooManyCoins(Exception):
    """Some tape of MAX_COINS coins does not suffice: the success probability is estimated instead of enumerated."""


def enumerate_tapes(run: Callable[[CoinTape], Leaf], max_coins: int = MAX_COINS) -> tuple[Leaf, ...]:
    """All leaves of the coin tree of `run`, which gets a fixed tape and raises TapeExhausted where it needs another
    coin.

    The tapes of the leaves are prefix-free and their weights sum to 1. Raises TooManyCoins.
    """
    leaves: list[Leaf] = []
    pending: list[tuple[int, ...]] = [()]
    while pending:
        bits = pending.pop()
        try:
            leaves.append(run(CoinTape(bits=bits)))
        except TapeExhausted:
            if len(bits) >= max_coins:
                raise TooManyCoins(f"it tosses more than {max_coins} coins") from None
            pending += [(*bits, 1), (*bits, 0)]
    return tuple(leaves)
