"""How hard a verification plays, with every value checked: one clear sentence for each that is out of range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from barriers.limits import Limits
from constructions.omega import Omega
from constructions.policies import AnswerPolicy
from oracles.errors import InvalidArgument

LONGEST = 1e8
"""Seconds that stand for `no time limit`: longer ones overflow the interval timer."""


@dataclass(frozen=True)
class Options:
    """How `verify` plays.

    seed: fixes every choice. limits: for each run of the algorithm. max_data: M ≥ 0, the data that level K−1 forces
    first. challenges: training sets to be met at each level below K. probability: p ∈ [0, (N−m)/(N+1−m)), which the
    failures of a coin tosser must exceed. confidence: of the statistical test in (0, 1), with coin_runs fresh
    tapes. policy: how the limit is answered.
    """

    seed: int
    limits: Limits
    max_data: int
    challenges: int
    probability: Fraction
    confidence: Fraction
    coin_runs: int
    policy: AnswerPolicy


def make_options(
    *,
    family_gap: Fraction,
    seed: object,
    time_limit: object,
    max_data: object,
    challenges: object,
    probability: object,
    confidence: object,
    coin_runs: object,
    policy: object,
) -> Options:
    """Check every value; `family_gap` is (N−m)/(N+1−m), the least upper bound for p. Raises InvalidArgument."""
    if policy is not None and not isinstance(policy, AnswerPolicy):
        raise InvalidArgument("policy", policy, "an AnswerPolicy or None")
    chance = rational("probability", Fraction(1, 4) if probability is None else probability)
    if chance is None or not 0 <= chance < family_gap:
        raise InvalidArgument("probability", probability, f"a number p with 0 <= p < (N-m)/(N+1-m) = {family_gap}")
    trust = rational("confidence", Fraction(99, 100) if confidence is None else confidence)
    if trust is None or not 0 < trust < 1:
        raise InvalidArgument("confidence", confidence, "a number in (0, 1)")
    return Options(
        seed=_integer("seed", seed, 0),
        limits=Limits(time=_seconds(time_limit)),
        max_data=_integer("max_data", max_data, 0),
        challenges=_integer("challenges", challenges, 1),
        probability=chance,
        confidence=trust,
        coin_runs=_integer("coin_runs", coin_runs, 1),
        policy=policy or AnswerPolicy(),
    )


def chosen_levels(omega: Omega, levels: object) -> tuple[int, ...]:
    """The levels to play: K, K−1, K−2 for K ≥ 3, else K alone, or those named. Raises InvalidArgument."""
    top = omega.digits
    allowed = (top, top - 1, top - 2) if top >= 3 else (top,)
    if levels is None:
        return allowed
    meant = ", ".join(map(str, allowed)) + " (parts (ii) and (iii) need K >= 3)"
    if not isinstance(levels, Sequence) or isinstance(levels, str) or not levels:
        raise InvalidArgument("levels", levels, f"a non-empty sequence of levels out of {meant}")
    for level in levels:
        if isinstance(level, bool) or not isinstance(level, int) or level not in allowed:
            raise InvalidArgument("levels", level, f"one of {meant}")
    return tuple(levels)


def rational(argument: str, value: object) -> Fraction | None:
    """The value as an exact rational, None if it is not a number."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Fraction)):
        return None
    try:
        return Fraction(value)
    except (ValueError, OverflowError, ZeroDivisionError):
        return None


def _integer(argument: str, value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise InvalidArgument(argument, value, f"an integer >= {least}")
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float, Fraction)) or not value > 0:
        raise InvalidArgument("time_limit", value, "a number of seconds > 0")
    return min(float(value), LONGEST) if math.isfinite(value) else LONGEST
