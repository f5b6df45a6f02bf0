"""What is not a network: reads or coins after training, wrong shapes and types, NaN and infinities; and what is one."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest

import barriers
from barriers.network_output import InvalidNetwork, exact_output
from barriers.verdict import Status
from constructions.omega import omega
from oracles.dyadic import DyadicArray
from oracles.training_set import TrainingSet

FAMILY = omega(rows=2, columns=4, mixing="identity", digits=3)


def verdict_on(train: Callable[[TrainingSet], Any]) -> barriers.Verdict:
    (verdict,) = barriers.verify(train, FAMILY, levels=[3], time_limit=5).verdicts
    return verdict


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("A(5)", lambda data: data.A(5)),
        ("y(0, 5)", lambda data: data.y(0, 5)),
        ("x(0, 5)", lambda data: data.x(0, 5)),
        ("coin", lambda data: data.coin()),
        ("rng", lambda data: data.rng()),
    ],
)
@pytest.mark.parametrize("swallow", [False, True])
def test_reads_and_coins_after_training_make_it_no_network(name: str, act: Callable[[Any], Any], swallow: bool) -> None:
    def train(data: TrainingSet) -> Any:
        data.A(3)

        def network(y: Any) -> Any:
            try:
                act(data)
            except Exception:
                if not swallow:
                    raise
            return [0.0] * 4

        return network

    verdict = verdict_on(train)
    assert verdict.status is Status.INVALID_NETWORK
    assert "the network is not fixed" in verdict.reason
    assert name in verdict.reason
    assert verdict.certificate is None
    assert verdict.accuracy_used == 3


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ([0.0] * 3, "3 numbers instead of N = 4"),
        ([0.0] * 5, "more than N = 4"),
        ([], "0 numbers"),
        (None, "None"),
        ("0000", "a str"),
        (b"0000", "a bytes"),
        ({0: 1.0}, "a dict"),
        ([0.0, 0.0, 0.0, math.nan], "nan"),
        ([0.0, math.inf, 0.0, 0.0], "inf"),
        ([0.0, -math.inf, 0.0, 0.0], "-inf"),
        ([0.0, 0.0, 0.0, 1j], "complex"),
        (np.zeros(4, dtype=complex), "complex"),
        (np.array([0, 0, 0, np.nan]), "nan"),
        (np.array(["0"] * 4), "str"),
        ([0.0, 0.0, 0.0, "1"], "a str"),
        ([True, False, True, False], "a bool"),
        (np.array([True] * 4), "bool"),
        ([0.0, 0.0, 0.0, None], "None"),
        ([mpmath.mpc(1, 1)] * 4, "mpc"),
        ([mpmath.mpf("nan")] * 4, "nan"),
        ([mpmath.inf] * 4, "inf"),
        ([Decimal("NaN")] * 4, "NaN"),
        ([Decimal("sNaN")] * 4, "NaN"),
        ([Decimal("Infinity")] * 4, "Infinity"),
        ([object()] * 4, "a object"),
        (7.0, "1 numbers instead"),
        ([[[[[[[[[[1.0]]]]]]]]]], "list"),
        ([mpmath.mpf(2) ** (10**9), 0, 0, 0], "more than 10000000 bits"),
        ([Decimal("1e999999999"), 0, 0, 0], "more than 10000000 bits"),
        ([Decimal("1e-999999999"), 0, 0, 0], "more than 10000000 bits"),
    ],
)
def test_outputs_that_are_not_n_real_numbers_are_named(output: Any, words: str) -> None:
    verdict = verdict_on(lambda data: lambda y: output)
    assert verdict.status is Status.INVALID_NETWORK
    assert words in verdict.reason
    assert verdict.certificate is None


def test_an_endless_output_is_refused() -> None:
    def forever() -> Any:
        while True:
            yield 0.0

    assert verdict_on(lambda data: lambda y: forever()).status is Status.INVALID_NETWORK


@pytest.mark.parametrize("thing", [None, 3, "network", np.zeros(4)])
def test_what_cannot_be_called_is_no_network(thing: object) -> None:
    verdict = verdict_on(lambda data: thing)
    assert verdict.status is Status.INVALID_NETWORK
    assert "not callable" in verdict.reason


def test_an_error_inside_the_network_is_named() -> None:
    verdict = verdict_on(lambda data: lambda y: 1 / 0)
    assert verdict.status is Status.INVALID_NETWORK
    assert "ZeroDivisionError" in verdict.reason


HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    "output",
    [
        [0.5, 0, 1, -2],
        (HALF, 0, 1, -2),
        np.array([0.5, 0, 1, -2]),
        np.array([[0.5, 0], [1, -2]]),
        np.array([[0.5], [0], [1], [-2]], dtype=np.float32),
        np.array([HALF, 0, 1, -2], dtype=object),
        [mpmath.mpf(0.5), 0, 1, -2],
        mpmath.matrix([0.5, 0, 1, -2]),
        [Decimal("0.5"), 0, 1, -2],
        [[0.5, [0]], 1, (-2,)],
        DyadicArray([1, 0, 2, -4], -1, (4,)),
        [np.float64(0.5), np.int64(0), np.float16(1), np.longdouble(-2)],
        iter([0.5, 0, 1, -2]),
    ],
)
def test_every_kind_of_real_number_is_read_exactly(output: Any) -> None:
    assert exact_output(output, 4) == (HALF, 0, 1, -2)


def test_floats_are_read_to_the_last_bit() -> None:
    assert exact_output([0.1, 1e-320, 1e308, -0.0], 4) == (
        Fraction(0.1),
        Fraction(1e-320),
        Fraction(1e308),
        Fraction(0),
    )
    with mpmath.workprec(300):
        third = mpmath.mpf(1) / 3
        (value,) = exact_output([third], 1)
    assert abs(value - Fraction(1, 3)) < Fraction(1, 2**300)
    assert exact_output([Fraction(1, 3)], 1) == (Fraction(1, 3),)


def test_finite_numbers_beyond_the_range_of_doubles_are_finite() -> None:
    assert exact_output([Decimal("1e400"), Decimal("-1e-400")], 2) == (Fraction(10) ** 400, -Fraction(1, 10**400))
    assert exact_output([mpmath.mpf(2) ** 5000], 1) == (Fraction(2) ** 5000,)
    extended = np.longdouble(2) ** 1020
    assert exact_output([extended], 1) == (Fraction(2) ** 1020,)


def test_the_limit_on_the_size_of_numbers_is_the_one_given() -> None:
    assert exact_output([1 << 99], 1, max_bits=120)
    with pytest.raises(InvalidNetwork, match="more than 50 bits"):
        exact_output([1 << 99], 1, max_bits=50)


def test_float_networks_get_doubles_and_exact_networks_get_dyadic_numbers() -> None:
    seen: list[Any] = []

    def floating(data: TrainingSet) -> Any:
        return lambda y: seen.append(y) or [0.0] * 4

    class Network:
        exact = True

        def __call__(self, y: Any) -> Any:
            seen.append(y)
            return [0.0] * 4

    verdict_on(floating)
    assert {type(y) for y in seen} == {np.ndarray}
    assert seen[0].dtype == np.float64
    assert seen[0].shape == (2,)
    seen.clear()
    verdict_on(lambda data: Network())
    assert {type(y) for y in seen} == {DyadicArray}
    assert seen[0].shape == (2,)


def test_outputs_of_any_size_are_refuted_too() -> None:
    for value in (1e308, -1e308, Fraction(10) ** 5000, Fraction(1, 3), 5e-324):
        verdict = verdict_on(lambda data, value=value: lambda y: [value] * 4)
        assert verdict.status is Status.REFUTED


class _Unspeakable(Exception):
    """An error whose own text raises."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


def test_an_error_without_words_is_named_by_its_type():
    def train(data):
        raise _Unspeakable

    verdict = barriers.verify(train, barriers.omega(rows=1, columns=2), levels=[6]).verdicts[0]
    assert (verdict.status, verdict.reason) == ("crashed", "training raised _Unspeakable")


def test_an_attribute_exact_that_raises_makes_it_no_network():
    class Network:
        @property
        def exact(self):
            raise _Unspeakable

        def __call__(self, y):
            return [0.0, 0.0]

    verdict = barriers.verify(lambda data: Network(), barriers.omega(rows=1, columns=2), levels=[6]).verdicts[0]
    assert verdict.status == "invalid-network"
    assert "attribute exact" in verdict.reason
