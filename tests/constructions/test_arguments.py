"""Bad input to `omega` and to members, policies and tails: one clear sentence that names the argument."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest

from constructions.member import Member
from constructions.omega import omega
from constructions.policies import AnswerPolicy
from constructions.tails import tail_patterns
from oracles.errors import InvalidArgument


def sentence(error: InvalidArgument, argument: str) -> None:
    text = str(error)
    assert text.startswith("Expected ")
    assert text.endswith(".")
    assert f"got {argument}=" in text
    assert "\n" not in text
    assert len(text) < 400


@pytest.mark.parametrize(
    ("argument", "arguments"),
    [
        ("columns", {"rows": 5, "columns": 5}),
        ("columns", {"rows": 5, "columns": 4}),
        ("columns", {"rows": 5, "columns": 6.0}),
        ("columns", {"rows": 5, "columns": True}),
        ("rows", {"rows": 0, "columns": 4}),
        ("rows", {"rows": -1, "columns": 4}),
        ("rows", {"rows": "3", "columns": 4}),
        ("digits", {"digits": 0}),
        ("digits", {"digits": -6}),
        ("digits", {"digits": 6.0}),
        ("digits", {"digits": True}),
        ("digits", {"digits": None}),
        ("lam", {"lam": 0}),
        ("lam", {"lam": -1}),
        ("lam", {"lam": math.nan}),
        ("lam", {"lam": math.inf}),
        ("lam", {"lam": "one"}),
        ("lam", {"lam": 1j}),
        ("lam", {"lam": True}),
        ("lam", {"lam": "1/0"}),
        ("lam", {"lam": [1]}),
        ("eta", {"problem": "lasso", "eta": 1}),
        ("eta", {"problem": "sqrt-lasso", "eta": 0}),
        ("eta", {"problem": "basis-pursuit", "eta": -1}),
        ("eta", {"problem": "basis-pursuit", "eta": math.nan}),
        ("lam", {"problem": "basis-pursuit", "lam": 1}),
        ("problem", {"problem": "ridge"}),
        ("problem", {"problem": None}),
        ("problem", {"problem": []}),
        ("mixing", {"mixing": "fourier"}),
        ("mixing", {"mixing": None}),
        ("mixing", {"mixing": ["dct"]}),
        ("rows", {"mixing": "hadamard", "rows": 5, "columns": 9}),
        ("rows", {"mixing": "householder", "rows": 3, "columns": 9}),
        ("sample_design", {"sample_design": "many"}),
        ("sample_design", {"sample_design": []}),
        ("samples", {"samples": 0}),
        ("samples", {"samples": 2}),
        ("samples", {"sample_design": "cluster", "samples": 1.5}),
        ("samples", {"sample_design": "common", "samples": None}),
        ("tails", {"tails": 19}),
        ("tails", {"tails": -1}),
        ("tails", {"tails": True}),
        ("tails", {"tails": 2.0}),
        ("tails", {"tails": "+-"}),
        ("tails", {"tails": "x" * 18}),
        ("tails", {"tails": ["+" * 18, "-" * 18]}),
        ("tails", {"tails": [1]}),
        ("tails", {"sample_design": "common", "samples": 2, "tails": ["+" * 18, "0" * 18]}),
    ],
)
def test_bad_parameters_of_a_class_are_named(argument: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument) as caught:
        omega(**arguments)
    sentence(caught.value, argument)


@pytest.mark.parametrize("value", [1, 1.5, "3/2", Fraction(1, 3), "0.25"])
def test_rational_parameters_are_taken_exactly(value: object) -> None:
    assert omega("lasso", lam=value).lam == Fraction(value)  # type: ignore[arg-type]


def test_a_member_must_be_in_the_class() -> None:
    family = omega(rows=4, columns=6, mixing="identity")
    largest = family.strong.epsilon_max
    for branch, epsilon, argument in (
        (-1, Fraction(0), "branch"),
        (4, largest, "branch"),
        (1, Fraction(0), "epsilon"),
        (1, -largest, "epsilon"),
        (1, largest * 2, "epsilon"),
        (0, largest, "epsilon"),
    ):
        with pytest.raises(InvalidArgument) as caught:
            Member(family, "strong", branch, epsilon)
        sentence(caught.value, argument)
    with pytest.raises(InvalidArgument) as caught:
        Member(family, "strong", 1, largest, Fraction(1, 10**30))
    sentence(caught.value, "kappa")
    assert Member(family, "strong", 1, largest).is_element
    assert Member(family, "strong", 0).is_element
    assert not Member(family, "weak", 0).is_element


def test_cluster_members_take_any_kappa_from_zero_on() -> None:
    family = omega(rows=4, columns=6, mixing="identity", sample_design="cluster", samples=3)
    scale = family.strong
    for kappa in (Fraction(0), scale.kappa_max / 3, scale.kappa_max):
        Member(family, "strong", 1, scale.epsilon_max, kappa)
    for kappa in (-scale.kappa_max, scale.kappa_max * 2):
        with pytest.raises(InvalidArgument):
            Member(family, "strong", 1, scale.epsilon_max, kappa)


@pytest.mark.parametrize(
    ("argument", "arguments"),
    [("tie", {"tie": "maybe"}), ("label", {"label": "edge"}), ("favourite", {"favourite": 0})],
)
def test_bad_policies_are_named(argument: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument) as caught:
        AnswerPolicy(**arguments)
    sentence(caught.value, argument)


def test_common_tails_have_different_supports_until_they_are_exhausted() -> None:
    patterns = tail_patterns(2, 5, "common", 8)
    supports = [tuple(c != "0" for c in p) for p in patterns]
    assert len(patterns) == 8
    assert len(set(supports[:6])) == 6  # all C(4, 2) supports
    assert patterns[6:] == patterns[:2]
    assert all(p.replace("0", "") == "+-" for p in patterns)


def test_one_pattern_may_stand_for_all_samples() -> None:
    assert tail_patterns(["+0-"], 4, "common", 3) == ("+0-",) * 3
    assert tail_patterns("0-+", 4, "cluster", 3) == ("0-+",)
