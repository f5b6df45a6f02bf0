"""Good algorithms pass the conformance suite; each bad one fails the check that is about its fault."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from barriers.candidates import built_in
from barriers.conformance import CHECKS, Check, ConformanceError, Context, check_algorithm, parametrize_with_checks
from barriers.isolation import isolated
from constructions.omega import omega
from oracles.errors import InvalidArgument

FAMILY = omega(rows=4, columns=6)


def load(name: str) -> Callable[[Any], Any]:
    entry = built_in(name)
    assert entry is not None
    return entry.load()


def zero(data: Any) -> Any:
    return lambda y: np.zeros(data.shape[1])


def coin(data: Any) -> Any:
    scale = 1e-6 * data.coin()
    return lambda y: np.full(6, scale)


counter = itertools.count()


def wavering(data: Any) -> Any:
    shift = 1e-20 * next(counter)
    return lambda y: np.full(6, shift)


def shifting(data: Any) -> Any:
    calls = itertools.count()
    return lambda y: np.full(6, 1e-20 * next(calls))


def partial(data: Any) -> Any:
    return lambda y: np.zeros(6) if np.any(y) else np.full(6, np.nan)


def late(data: Any) -> Any:
    return lambda y: np.zeros(6) * data.A(3).to_numpy()[0, 0]


def endless(data: Any) -> Any:
    for n in itertools.count():
        data.y(0, n % 60)


def failures(train: Callable[[Any], Any], **options: Any) -> set[str]:
    with pytest.raises(ConformanceError) as error:
        check_algorithm(train, FAMILY, **options)
    return {result.check.name for result in error.value.results if result.outcome == "failed"}


def test_every_check_says_what_it_demands() -> None:
    assert all(check.description.endswith(".") for check in CHECKS)
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_the_best_algorithm_for_k_minus_1_passes() -> None:
    results = check_algorithm(load("gamma-k1"), FAMILY)
    assert {result.outcome for result in results} == {"passed"}


def test_expected_failures_are_named() -> None:
    expected = {"survives-at-K-1": "0 is far from every minimiser"}
    results = check_algorithm(zero, FAMILY, expected_failures=expected)
    assert {r.check.name: r.reason for r in results if r.outcome == "expected failure"} == expected


def test_an_expected_failure_that_passes_is_reported() -> None:
    expected = {"survives-at-K-1": "so it is", "repeats-itself": "but it does"}
    with pytest.raises(ConformanceError, match="repeats-itself: unexpected pass: but it does"):
        check_algorithm(zero, FAMILY, expected_failures=expected)


def test_a_misspelt_check_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="refuted-at-K"):
        check_algorithm(zero, FAMILY, expected_failures={"refuted": "?"})


@pytest.mark.parametrize(
    ("train", "fault"),
    [
        (wavering, "repeats-itself"),
        (shifting, "network-is-fixed"),
        (partial, "network-is-total"),
        (late, "reads-only-through-the-contract"),
        (endless, "halts-on-members"),
        (coin, "declares-its-coins"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_each_fault_is_found(train: Callable[[Any], Any], fault: str) -> None:
    assert fault in failures(train, time_limit=1)


def test_coins_that_are_declared() -> None:
    assert "declares-its-coins" not in failures(coin, random=True)
    assert "declares-its-coins" in failures(zero, random=True)


def test_an_isolated_submission() -> None:
    with isolated("zero") as submission:
        results = check_algorithm(submission, omega(rows=4, columns=5), expected_failures={"survives-at-K-1": "zero"})
    assert sum(result.outcome == "passed" for result in results) == len(CHECKS) - 1


@parametrize_with_checks([zero, load("barycentre")], FAMILY, expected_failures={"survives-at-K-1": "they read nothing"})
def test_the_decorator(algorithm: Context, check: Check) -> None:
    check(algorithm)
