"""Certificates made by an independent producer: every problem, mixing, design and scale must be found valid."""

from __future__ import annotations

import json
import random
from fractions import Fraction

import pytest

from barriers.checker import check_text
from tests.checker.case import Case
from tests.checker.producer import produce, seal

PROBLEMS = [("sqrt-lasso", None), ("lasso", None), ("basis-pursuit", Fraction(0)), ("basis-pursuit", Fraction(1, 4))]
SHAPES = {
    "identity": [(1, 2), (2, 5), (4, 6), (19, 20), (5, 40)],
    "dct": [(1, 2), (2, 5), (4, 6), (19, 20), (5, 40)],
    "hadamard": [(1, 2), (4, 6), (16, 17)],
    "householder": [(4, 6), (5, 40), (19, 20)],
}


@pytest.mark.parametrize("digits", [1, 3, 6, 50])
@pytest.mark.parametrize("mixing", list(SHAPES))
@pytest.mark.parametrize(("problem", "eta"), PROBLEMS)
def test_every_problem_mixing_and_shape(problem: str, eta: Fraction | None, mixing: str, digits: int) -> None:
    for rows, columns in SHAPES[mixing]:
        case = Case(
            problem=problem,
            eta=eta,
            digits=digits,
            rows=rows,
            columns=columns,
            mixing=mixing,
            branch=columns - rows + 1,
            output="other",
            indices=(0, 2, 4 * digits),
        )
        result = check_text(json.dumps(produce(case)))
        assert result.valid, (case, result)
        assert result.level == digits
        assert result.quantifier == "every sample"
        assert result.error is not None
        assert Fraction(1, 10**digits) < Fraction(result.error) < 5 * Fraction(1, 10**digits)


@pytest.mark.parametrize("digits", [300, 1000])
@pytest.mark.parametrize(("problem", "eta"), PROBLEMS)
@pytest.mark.parametrize("mixing", ["identity", "dct"])
def test_many_digits(problem: str, eta: Fraction | None, mixing: str, digits: int) -> None:
    case = Case(
        problem=problem,
        eta=eta,
        digits=digits,
        rows=4,
        columns=6,
        mixing=mixing,
        output="other",
        indices=(7, 4 * digits),
    )
    assert check_text(json.dumps(produce(case))).valid


def test_random_games() -> None:
    rng = random.Random(20)
    quantifiers: set[str | None] = set()
    for _ in range(150):
        mixing = rng.choice(list(SHAPES))
        rows, columns = rng.choice(SHAPES[mixing])
        problem, eta = rng.choice(PROBLEMS)
        if eta:
            eta = rng.choice([Fraction(1, 4), Fraction(1, 3), Fraction(7, 2), Fraction(1, 1000)])
        design = rng.choice(["single", "cluster", "common"])
        case = Case(
            problem=problem,
            eta=eta,
            lam=rng.choice([Fraction(1), Fraction(1, 3), Fraction(5), Fraction(1, 1000)]),
            digits=rng.choice([1, 2, 3, 6, 12]),
            rows=rows,
            columns=columns,
            mixing=mixing,
            design=design,
            samples=1 if design == "single" else rng.choice([1, 2, 3]),
            scale=rng.choice(["strong", "weak"]),
            branch=rng.randint(1, columns - rows + 1),
            indices=tuple(sorted(rng.sample(range(60), rng.randint(0, 3)))),
            output=rng.choice(["other", "far", "zero"]),
            coarse=rng.random() < 0.3,
            kappa_share=rng.choice([Fraction(0), Fraction(1), Fraction(1, 3), Fraction(1, 1024)]),
            support=rng.randint(0, min(5, rows - 1)),
            dyadic_output=rng.random() < 0.5,
        )
        result = check_text(json.dumps(produce(case)))
        assert result.valid, (case, result)
        quantifiers.add(result.quantifier)
    assert quantifiers == {"every sample"}


def test_coins_and_data_bound() -> None:
    half = check_text(json.dumps(produce(Case(tapes=("00", "1"), output="other"))))
    assert half.valid
    assert "probability 3/4" in str(half.statement)
    more = check_text(json.dumps(produce(Case(output="none", data_bound=1))))
    assert more.valid
    assert more.error is None
    assert "more than 1 data are read" in str(more.statement)


def test_a_bare_matrix_is_no_second_datum() -> None:
    certificate = produce(Case(output="none", data_bound=1, indices=(3, 20)))
    certificate["runs"][0]["reads"] = [[3, None], [3, 0]]
    result = check_text(json.dumps(seal(certificate)))
    assert result.status == "invalid"
    assert result.reason == "no more data than the bound allows"
    certificate["runs"][0]["reads"] = [[3, None], [20, 0]]
    assert check_text(json.dumps(seal(certificate))).valid


def test_some_samples_only() -> None:
    certificate = produce(Case(design="common", samples=3, output="other"))
    certificate["claim"]["samples_wrong"] = 2
    certificate["runs"][0]["wrong"] = [0, 2]
    assert check_text(json.dumps(seal(certificate))).quantifier == "at least 2 of 3 samples"
