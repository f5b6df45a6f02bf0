"""Bad input to `verify`: one clear sentence, and nothing is played."""

from __future__ import annotations

import math
from typing import Any

import pytest

import barriers
from barriers.limits import Limits
from constructions.omega import omega
from oracles.errors import InvalidArgument
from tests.barriers.algorithms import zero

FAMILY = omega(rows=2, columns=4, mixing="identity", digits=3)


@pytest.mark.parametrize(
    ("argument", "options"),
    [
        ("seed", {"seed": -1}),
        ("seed", {"seed": 1.0}),
        ("seed", {"seed": True}),
        ("time_limit", {"time_limit": 0}),
        ("time_limit", {"time_limit": -3}),
        ("time_limit", {"time_limit": math.nan}),
        ("time_limit", {"time_limit": "60"}),
        ("time_limit", {"time_limit": None}),
        ("max_data", {"max_data": -1}),
        ("max_data", {"max_data": 2.5}),
        ("challenges", {"challenges": 0}),
        ("levels", {"levels": 3}),
        ("levels", {"levels": "3"}),
        ("levels", {"levels": []}),
        ("levels", {"levels": [4]}),
        ("levels", {"levels": [0]}),
        ("levels", {"levels": [3.0]}),
        ("levels", {"levels": [True]}),
        ("levels", {"levels": ["K"]}),
        ("probability", {"probability": -0.5}),
        ("probability", {"probability": 2}),
        ("probability", {"probability": "likely"}),
        ("probability", {"probability": "1/0"}),
        ("confidence", {"confidence": 0}),
        ("confidence", {"confidence": 1}),
        ("confidence", {"confidence": math.nan}),
        ("confidence", {"confidence": "1/0"}),
        ("confidence", {"confidence": []}),
        ("policy", {"policy": "toward"}),
    ],
)
def test_bad_options_are_named(argument: str, options: dict[str, Any]) -> None:
    played: list[int] = []

    def train(data: Any) -> Any:
        played.append(1)
        return zero(data)

    with pytest.raises(InvalidArgument) as caught:
        barriers.verify(train, FAMILY, **options)
    text = str(caught.value)
    assert text.startswith("Expected ")
    assert f"got {argument}=" in text
    assert text.endswith(".")
    assert "\n" not in text
    assert not played


@pytest.mark.parametrize("train", [None, 3, "zero"])
def test_what_is_not_callable_is_no_algorithm(train: Any) -> None:
    with pytest.raises(InvalidArgument, match="train"):
        barriers.verify(train, FAMILY)


@pytest.mark.parametrize("family", [None, "sqrt-lasso", {}])
def test_what_is_not_a_class_is_refused(family: Any) -> None:
    with pytest.raises(InvalidArgument, match="family"):
        barriers.verify(zero, family)


@pytest.mark.parametrize(("k", "levels"), [(1, (1,)), (2, (2,)), (3, (3, 2, 1)), (6, (6, 5, 4))])
def test_the_default_levels_are_those_of_the_contract(k: int, levels: tuple[int, ...]) -> None:
    family = omega(rows=2, columns=4, mixing="identity", digits=k)
    assert tuple(v.digits for v in barriers.verify(zero, family, challenges=1).verdicts) == levels


def test_levels_are_played_in_the_order_asked_with_a_fresh_run_each() -> None:
    asked: list[int] = []

    def train(data: Any) -> Any:
        asked.append(data.digits)
        return zero(data)

    report = barriers.verify(train, FAMILY, levels=[1, 3], challenges=1)
    assert [v.digits for v in report.verdicts] == [1, 3]
    assert set(asked) == {1, 3}
    assert asked == sorted(asked)
    with pytest.raises(InvalidArgument):
        barriers.verify(zero, omega(rows=2, columns=4, mixing="identity", digits=2), levels=[1])


def test_the_same_seed_plays_the_same_game() -> None:
    reports = [barriers.verify(zero, FAMILY, seed=5) for _ in range(2)]
    first, second = ([v.to_json() for v in r.verdicts] for r in reports)
    assert first == second
    assert reports[0].verdicts[0].certificate == reports[1].verdicts[0].certificate


def test_exit_codes_follow_the_worst_verdict() -> None:
    assert barriers.verify(zero, FAMILY, levels=[3]).exit_code == 1
    assert barriers.verify(lambda data: None, FAMILY, levels=[3]).exit_code == 3
    assert barriers.verify(lambda data: None, FAMILY, levels=[3]).verdicts[0].status.is_open


@pytest.mark.parametrize(
    ("argument", "arguments"),
    [
        ("time_limit", {"time": 0.0}),
        ("accuracy", {"accuracy": 0}),
        ("reads", {"reads": 0}),
        ("output_bits", {"output_bits": 0}),
    ],
)
def test_limits_refuse_what_stops_everything(argument: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument, match=argument):
        Limits(**arguments)
