"""Clopper–Pearson against scipy and direct sums; a statistical verdict is never a theorem (proofs_notes/coins.md)."""

from __future__ import annotations

import random
from fractions import Fraction
from math import comb
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

import barriers
from barriers.adversaries.statistical import upper_confidence_bound
from barriers.candidates.face_network import branch_network
from barriers.verdict import Status
from constructions.omega import omega

FAMILY = omega("lasso", digits=3, rows=2, columns=5, mixing="identity")


@settings(max_examples=60)
@given(
    st.integers(1, 200), st.integers(0, 200), st.fractions(Fraction(1, 2), Fraction(999, 1000), max_denominator=1000)
)
def test_the_bound_is_the_quantile_of_the_beta_distribution(runs: int, successes: int, confidence: Fraction) -> None:
    successes = min(successes, runs)
    found = upper_confidence_bound(successes, runs, confidence)
    if successes == runs:
        assert found == 1
        return
    assert float(found) == pytest.approx(
        beta.ppf(float(confidence), successes + 1, runs - successes), rel=1e-9, abs=3e-12
    )


@settings(max_examples=40)
@given(st.integers(1, 60), st.integers(0, 59), st.sampled_from([Fraction(9, 10), Fraction(99, 100), Fraction(1, 2)]))
def test_it_covers_and_is_the_least_to_forty_bits(runs: int, successes: int, confidence: Fraction) -> None:
    successes = min(successes, runs - 1)
    found = upper_confidence_bound(successes, runs, confidence)

    def at_most(q: Fraction) -> Fraction:
        return sum((comb(runs, j) * q**j * (1 - q) ** (runs - j) for j in range(successes + 1)), Fraction(0))

    assert at_most(found) <= 1 - confidence < at_most(found - Fraction(1, 2**40))


def guesses(chance: float) -> Any:
    """Guesses with a generator: branch 1 with the given chance, else one of the others; never enumerated."""

    def train(data: Any) -> Any:
        rng, d = data.rng(), data.omega.d
        return branch_network(data.omega, 1 if rng.random() < chance else 2 + int(rng.integers(d - 1)))

    return train


@pytest.mark.parametrize("seed", range(3))
def test_rng_is_refuted_at_a_confidence_and_never_refuted(seed: int) -> None:
    for verdict in barriers.verify(guesses(0.25), FAMILY, levels=[3, 2], seed=seed, coin_runs=64).verdicts:
        assert verdict.status is Status.REFUTED_AT_CONFIDENCE
        assert verdict.certificate is None
        assert verdict.confidence == Fraction(99, 100)
        assert verdict.error is None
        assert "of 64 fresh tapes" in verdict.reason


def test_at_k_minus_2_guessing_is_right() -> None:
    (verdict,) = barriers.verify(guesses(0.25), FAMILY, levels=[1], coin_runs=16, challenges=3).verdicts
    assert verdict.status is Status.SURVIVED
    assert verdict.certificate is None


def test_the_confidence_is_kept() -> None:
    """The bound lies below the truth in at most 1 − confidence of all experiments."""
    rng = random.Random(4)
    truth, runs, confidence = 0.3, 40, Fraction(9, 10)
    bounds = [upper_confidence_bound(s, runs, confidence) for s in range(runs + 1)]
    missed = sum(bounds[sum(rng.random() < truth for _ in range(runs))] < truth for _ in range(3000))
    assert missed <= 3000 * 0.1 + 3 * (3000 * 0.09) ** 0.5


def test_a_witness_is_fixed_before_the_fresh_tapes() -> None:
    """Pilot tapes and fresh tapes have different seeds, so a favourite of the pilot is no favourite of the test."""
    seen: list[tuple[int, ...]] = []

    def train(data: Any) -> Any:
        seen.append(tuple(data.coin() for _ in range(20)))
        return branch_network(data.omega, 1 + sum(seen[-1]) % data.omega.d)

    (verdict,) = barriers.verify(train, FAMILY, levels=[3], coin_runs=32).verdicts
    assert verdict.status is Status.REFUTED_AT_CONFIDENCE
    assert not set(seen[-32:]) & set(seen[-48:-32])
