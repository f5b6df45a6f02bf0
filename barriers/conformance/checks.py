"""The checks. Each takes a Context and raises CheckFailed; its docstring is what people read."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from barriers.checker import check_text
from barriers.conformance.context import CheckFailed, Context, describe
from barriers.replaying import ReplayStatus, replay
from barriers.verdict import Status, Verdict
from oracles.dyadic import DyadicArray

VECTORS = 8


@dataclass(frozen=True)
class Check:
    """A named check; call it with a Context."""

    name: str
    demand: Callable[[Context], None]

    def __call__(self, context: Context) -> None:
        """Raises CheckFailed if the demand is not met."""
        self.demand(context)

    @property
    def description(self) -> str:
        """What is demanded, in one sentence."""
        return (self.demand.__doc__ or "").strip()


def halts_on_members(context: Context) -> None:
    """Training returns a network on members of the class, at every level of accuracy."""
    levels = {context.family.digits, max(1, context.family.digits - 2)}
    for member in context.members:
        for digits in sorted(levels):
            context.run(member, digits=digits)


def reads_only_through_the_contract(context: Context) -> None:
    """What it reads are data of the training set, and its network reads and tosses nothing."""
    for member in context.members:
        context.outputs(context.run(member), member.samples)


def declares_its_coins(context: Context) -> None:
    """It tosses coins if, and only if, it is declared random."""
    tossed = len(context.run(context.members[0]).transcript.coins)
    if context.random and not tossed:
        raise CheckFailed("it is declared random and tossed no coin")


def repeats_itself(context: Context) -> None:
    """On the same data, with the same coins, it asks the same questions and trains the same network."""
    for member in context.members:
        first, second = context.run(member), context.run(member)
        if first.transcript.reads != second.transcript.reads:
            raise CheckFailed(f"on {describe(member)} it asked different questions the second time")
        if context.outputs(first, member.samples) != context.outputs(second, member.samples):
            raise CheckFailed(f"on {describe(member)} its network gave other outputs the second time")


def network_is_total(context: Context) -> None:
    """The network gives N real numbers at every vector tried: samples, 0, tiny, huge and random ones."""
    trained = context.run(context.members[0])
    context.outputs(trained, _vectors(context))


def network_is_fixed(context: Context) -> None:
    """The network answers the same at the same vector, whatever it was asked in between."""
    trained = context.run(context.members[0])
    vectors = _vectors(context)
    if context.outputs(trained, vectors) != tuple(reversed(context.outputs(trained, vectors[::-1]))):
        raise CheckFailed("the network's outputs depend on what it was asked before")


def refuted_at_k(context: Context) -> None:
    """At K digits it is refuted, and the certificate is valid and replays identically."""
    verdict = _verdict(context, 0)
    if verdict.status is Status.REFUTED_AT_CONFIDENCE and context.random:
        return
    if verdict.status is not Status.REFUTED or verdict.certificate is None:
        raise CheckFailed(f"{verdict.status}: {verdict.reason}")
    if not (result := check_text(verdict.certificate.to_text())).valid:
        raise CheckFailed(f"the certificate is {result.status}: {result.reason}")
    with tempfile.TemporaryDirectory() as folder:
        path = verdict.certificate.save(Path(folder) / "certificate.json")
        found = replay(path, context.train, time_limit=context.time_limit)
    if found.status is not ReplayStatus.IDENTICAL:
        raise CheckFailed(f"the replay of the certificate {found.status}: {found.reason}")


def has_a_verdict_at_k_minus_1(context: Context) -> None:
    """At K−1 digits it is refuted or survives."""
    _judged(_verdict(context, 1))


def has_a_verdict_at_k_minus_2(context: Context) -> None:
    """At K−2 digits it is refuted or survives."""
    _judged(_verdict(context, 2))


def survives_at_k_minus_1(context: Context) -> None:
    """At K−1 digits it survives, as the best algorithms do (with unbounded data)."""
    _survived(_verdict(context, 1))


def survives_at_k_minus_2(context: Context) -> None:
    """At K−2 digits it survives, as the best algorithms do (with data independent of the member)."""
    _survived(_verdict(context, 2))


def _verdict(context: Context, below: int) -> Verdict:
    level = context.family.digits - below
    if level not in context.verdicts:
        raise CheckFailed("K−1 and K−2 need a class with at least 3 digits")
    return context.verdicts[level]


def _judged(verdict: Verdict) -> None:
    if verdict.status.is_open:
        raise CheckFailed(f"{verdict.status}: {verdict.reason}")


def _survived(verdict: Verdict) -> None:
    if verdict.status is not Status.SURVIVED:
        raise CheckFailed(f"{verdict.status}, error {verdict.error} {verdict.reason}".rstrip())


def _vectors(context: Context) -> list[DyadicArray]:
    """Samples of all members, 0, and vectors of every size that doubles hold; the same for the same seed."""
    rng, m = random.Random(context.seed), context.family.m
    drawn = [
        DyadicArray([rng.getrandbits(53) - (1 << 52) for _ in range(m)], exponent, (m,))
        for exponent in [-52] * VECTORS + [-400, -150, 100, 300]
    ]
    return [DyadicArray.zeros((m,)), *(y for member in context.members for y in member.samples), *drawn]


CHECKS: tuple[Check, ...] = tuple(
    Check(name, demand)
    for name, demand in {
        "halts-on-members": halts_on_members,
        "reads-only-through-the-contract": reads_only_through_the_contract,
        "declares-its-coins": declares_its_coins,
        "repeats-itself": repeats_itself,
        "network-is-total": network_is_total,
        "network-is-fixed": network_is_fixed,
        "refuted-at-K": refuted_at_k,
        "has-a-verdict-at-K-1": has_a_verdict_at_k_minus_1,
        "has-a-verdict-at-K-2": has_a_verdict_at_k_minus_2,
        "survives-at-K-1": survives_at_k_minus_1,
        "survives-at-K-2": survives_at_k_minus_2,
    }.items()
)
"""All checks, in the order in which they are run."""
