"""Below K digits and with coins: what survives, what is refuted, and what its certificate or its confidence says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import comb
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import barriers
from barriers.adversaries.statistical import upper_confidence_bound
from barriers.adversaries.tapes import Leaf, TooManyCoins, enumerate_tapes
from barriers.candidates import built_in
from barriers.decimals import decimal_above, decimal_below
from barriers.verdict import Status
from constructions.omega import Omega, omega
from oracles.coins import CoinTape
from oracles.training_set import TrainingSet
from oracles.transcript import Transcript
from tests.barriers.algorithms import Exact, hedges, zero
from tests.constructions.families import PROBLEMS

SHAPES = [(2, 5, "identity"), (4, 6, "hadamard"), (5, 9, "dct")]


@pytest.mark.parametrize(("name", "parameters"), PROBLEMS)
@pytest.mark.parametrize(("m", "n", "mixing"), SHAPES)
def test_the_barycentre_is_right_two_digits_below(
    name: str, parameters: dict[str, Any], m: int, n: int, mixing: str
) -> None:
    family = omega(name, rows=m, columns=n, mixing=mixing, digits=4, **parameters)
    entry = built_in("barycentre")
    assert entry is not None
    report = barriers.verify(entry.load(), family, challenges=6)
    assert [v.status for v in report.verdicts] == [Status.REFUTED, Status.REFUTED, Status.SURVIVED]
    last = report.verdicts[2]
    assert last.challenges == 6
    assert last.error is not None
    assert Decimal(last.error) < Decimal("3.3e-3")  # proofs_notes/few_data.md: 3.3·10^(1−K)
    assert last.certificate is None


def test_a_level_that_is_refuted_below_k_is_certified() -> None:
    family = omega("lasso", rows=4, columns=6, mixing="hadamard", digits=3)
    for verdict in barriers.verify(lambda data: lambda y: [9.0] * 6, family).verdicts:
        assert verdict.status is Status.REFUTED
        assert verdict.certificate is not None
        result = barriers.checker.check_text(verdict.certificate.to_text())  # type: ignore[attr-defined]
        assert result.valid
        assert result.level == verdict.digits


def tosses(coins: int) -> Any:
    """Guesses a branch with so many coins: right with probability 1/2^coins on some of the branches."""

    def train(data: TrainingSet) -> Any:
        guess = sum(data.coin() << i for i in range(coins)) % data.omega.d
        label = data.x(0, 60).to_fractions()
        d = data.omega.d
        heads = [sum(label[:d], Fraction(0)) * int(j == guess) for j in range(d)]
        return Exact(lambda y: [*heads, *label[d:]])

    return train


@pytest.mark.parametrize(
    ("family", "coins", "failing"),
    [
        (omega(rows=4, columns=5, mixing="identity", digits=3), 1, Fraction(1, 2)),
        (omega(rows=4, columns=7, mixing="dct", digits=3), 2, Fraction(3, 4)),
        (omega("lasso", rows=4, columns=7, mixing="hadamard", digits=3), 1, Fraction(1)),
    ],
)
def test_enumerated_coins_are_refuted_with_their_exact_probability(
    family: Omega, coins: int, failing: Fraction
) -> None:
    (verdict,) = barriers.verify(tosses(coins), family, levels=[3]).verdicts
    assert verdict.status is Status.REFUTED
    assert verdict.certificate is not None
    claim = verdict.certificate.document["claim"]
    numerator, _, denominator = claim["probability"].partition("/")
    assert Fraction(int(numerator, 16), int(denominator or "1", 16)) == failing
    assert failing >= 1 - Fraction(1, family.d)
    assert barriers.checker.check_text(verdict.certificate.to_text()).valid  # type: ignore[attr-defined]


def test_a_coin_tossing_hedger_of_common_samples_gets_a_verdict() -> None:
    """Each tape is right at one sample of each of five branches, which Lemma 4 does not forbid."""
    family = omega(rows=9, columns=48, digits=3, mixing="identity", sample_design="common", samples=5, tails=2)

    def train(data: TrainingSet) -> Any:
        offset = 5 * sum(data.coin() << i for i in range(3))
        ys = [data.y(k, 60).to_fractions() for k in range(5)]
        labels = [data.x(k, 60).to_fractions() for k in range(5)]
        d = data.omega.d

        def network(y: tuple[Fraction, ...]) -> list[Fraction]:
            distances = [sum((p - q) ** 2 for p, q in zip(y, z, strict=True)) for z in ys]
            k = distances.index(min(distances))
            return [*(sum(labels[k][:d], Fraction(0)) * int(j == (offset + k) % d) for j in range(d)), *labels[k][d:]]

        return Exact(network)

    (verdict,) = barriers.verify(train, family, levels=[3]).verdicts
    assert verdict.status is Status.REFUTED
    assert verdict.certificate is not None
    assert barriers.checker.check_text(verdict.certificate.to_text()).valid  # type: ignore[attr-defined]


def test_rng_is_judged_statistically_and_without_a_certificate() -> None:
    family = omega(rows=2, columns=6, mixing="identity", digits=3)

    def train(data: TrainingSet) -> Any:
        guess = int(data.rng().integers(data.omega.d))
        label = data.x(0, 60).to_fractions()
        d = data.omega.d
        heads = [sum(label[:d], Fraction(0)) * int(j == guess) for j in range(d)]
        return Exact(lambda y: [*heads, *label[d:]])

    (verdict,) = barriers.verify(train, family, levels=[3], seed=3).verdicts
    assert verdict.status is Status.REFUTED_AT_CONFIDENCE
    assert verdict.confidence == Fraction(99, 100)
    assert verdict.certificate is None


def test_a_statistical_verdict_on_common_samples_says_at_how_many_the_runs_failed() -> None:
    """Theorem 5: a run fails if it is wrong at half of the samples; no claim about all of them is made."""
    family = omega(rows=5, columns=9, mixing="identity", digits=3, sample_design="common", samples=5, tails=1)

    def train(data: TrainingSet) -> Any:
        guess = int(data.rng().integers(data.omega.d))
        label = data.x(0, 60).to_fractions()
        d = data.omega.d
        heads = [sum(label[:d], Fraction(0)) * int(j == guess) for j in range(d)]
        return Exact(lambda y: [*heads, *label[d:]])

    (verdict,) = barriers.verify(train, family, levels=[3], seed=3).verdicts
    assert verdict.status is Status.REFUTED_AT_CONFIDENCE
    assert verdict.witness is not None
    assert verdict.witness.samples == 3
    assert verdict.quantifier.startswith("success probability (right at more than 2 of its samples) at most")


def test_a_coin_that_does_not_matter_changes_nothing() -> None:
    def train(data: TrainingSet) -> Any:
        data.coin()
        return zero(data)

    (verdict,) = barriers.verify(train, omega(rows=2, columns=4, mixing="identity", digits=3), levels=[3]).verdicts
    assert verdict.status is Status.REFUTED
    assert verdict.certificate is not None
    assert verdict.certificate.document["claim"]["probability"] == "1"
    assert [r["tape"] for r in verdict.certificate.document["runs"]] == ["0", "1"]


@given(st.recursive(st.just(None), lambda t: st.tuples(t, t), max_leaves=30))
def test_enumerated_tapes_are_prefix_free_and_weigh_one(tree: Any) -> None:
    def run(tape: CoinTape) -> Leaf:
        node = tree
        while node is not None:
            node = node[tape.bit()]
        return Leaf(tape.bits, Transcript(), ())

    leaves = enumerate_tapes(run, max_coins=40)
    assert sum(leaf.weight for leaf in leaves) == 1
    names = [leaf.name for leaf in leaves]
    assert not any(a != b and b.startswith(a) for a in names for b in names)


def test_too_many_coins_are_refused_at_the_limit() -> None:
    def run(tape: CoinTape) -> Leaf:
        for _ in range(5):
            tape.bit()
        return Leaf(tape.bits, Transcript(), ())

    assert len(enumerate_tapes(run, max_coins=5)) == 32
    with pytest.raises(TooManyCoins):
        enumerate_tapes(run, max_coins=4)


@pytest.mark.parametrize(("successes", "runs"), [(0, 10), (3, 20), (19, 20), (20, 20), (0, 1)])
def test_the_confidence_bound_is_the_least_that_the_binomial_allows(successes: int, runs: int) -> None:
    confidence = Fraction(99, 100)
    q = upper_confidence_bound(successes, runs, confidence)

    def cumulative(p: Fraction) -> Fraction:
        return sum((comb(runs, j) * p**j * (1 - p) ** (runs - j) for j in range(successes + 1)), Fraction(0))

    if successes == runs:
        assert q == 1
        return
    assert cumulative(q) <= 1 - confidence
    assert cumulative(q - Fraction(1, 2**38)) > 1 - confidence


@given(st.fractions(Fraction(1, 10**40), 10**40), st.integers(2, 12))
def test_decimals_are_rounded_in_the_direction_stated(x: Fraction, digits: int) -> None:
    below, above = Fraction(Decimal(decimal_below(x, digits))), Fraction(Decimal(decimal_above(x, digits)))
    assert below <= x <= above
    assert above - below <= x * Fraction(10) ** (1 - digits) * Fraction(11, 10)
    assert decimal_below(Fraction(0)) == decimal_above(Fraction(0)) == "0"


@pytest.mark.parametrize("design", ["cluster", "common"])
def test_hedging_survives_nowhere(design: str) -> None:
    family = omega(rows=6, columns=9, sample_design=design, samples=4, digits=3, tails=2)
    report = barriers.verify(hedges, family, challenges=4)
    assert report.verdicts[0].status is Status.REFUTED
    assert report.exit_code == 1
