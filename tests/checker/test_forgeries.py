"""Forgeries that are consistent in themselves: the producer plays by a false rule from beginning to end."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from barriers.checker import Result, check_text
from tests.checker.case import Case
from tests.checker.producer import Json, dyadic, produce, seal, values


def check(certificate: Json) -> Result:
    return check_text(json.dumps(seal(certificate)))


def altered(case: Case, **constants: object) -> Case:
    for name, value in constants.items():
        assert hasattr(case, name)
        setattr(case, name, value)
    return case


@pytest.mark.parametrize("mixing", ["identity", "hadamard", "householder", "dct"])
def test_epsilon_too_large_for_what_was_answered(mixing: str) -> None:
    fine = Case(mixing=mixing, indices=(3, 30), output="other", epsilon=Fraction(1, 2**34))
    coarse = Case(mixing=mixing, indices=(3, 30), output="other", epsilon=Fraction(1, 2**28))
    assert check(produce(fine)).valid
    result = check(produce(coarse))
    assert result.status == "invalid"
    assert result.path == "$.answers[1].matrix"


def test_epsilon_beyond_the_class() -> None:
    limit = Case(indices=()).epsilon_max
    assert check(produce(Case(indices=(), epsilon=limit))).valid
    result = check(produce(Case(indices=(), epsilon=limit * (1 + Fraction(1, 2**60)))))
    assert (result.status, result.path) == ("invalid", "$.witness.epsilon")


@pytest.mark.parametrize(("problem", "eta"), [("lasso", None), ("sqrt-lasso", None), ("basis-pursuit", Fraction(1, 4))])
def test_another_tau(problem: str, eta: Fraction | None) -> None:
    case = Case(problem=problem, eta=eta, output="other")
    result = check(produce(altered(case, tau=2 * case.tau)))
    assert result.status == "invalid"
    assert "$.witness.samples" in str(result.path)


def test_another_size() -> None:
    case = Case(output="other")
    assert check(produce(altered(case, a=case.a / 2))).status == "invalid"


def test_another_tail_height() -> None:
    case = Case(problem="lasso", output="other")
    assert check(produce(altered(case, v=case.v / 2))).status == "invalid"


def test_kappa_beyond_the_class() -> None:
    case = Case(design="cluster", samples=2, kappa_share=Fraction(1), output="other")
    assert check(produce(case)).valid
    result = check(produce(Case(design="cluster", samples=2, kappa_share=Fraction(5, 4), output="other")))
    assert (result.status, result.path) == ("invalid", "$.witness.kappa")


def test_an_output_right_to_k_digits_is_no_error() -> None:
    """The network answers the minimiser of the member's own branch, a little off: just right, or just wrong."""
    for offset, status in ((Fraction(99, 100), "invalid"), (Fraction(101, 100), "valid")):
        certificate = produce(Case(output="other"))
        x = values(certificate["witness"]["minimisers"][0]["x"])
        x[1] += Fraction(int(offset * 2**80 / 10**6), 2**80)
        certificate["runs"][0]["outputs"][0] = dyadic(x)
        assert check(certificate).status == status


def test_the_tie_itself_is_not_shown_wrong_by_one_of_its_vertices() -> None:
    """With epsilon = 0 the minimisers fill a simplex, and no certificate can single one out."""
    certificate = produce(Case(output="other"))
    certificate["witness"]["epsilon"] = "0"
    assert check(certificate).status == "invalid"


def test_zero_with_a_huge_exponent_is_zero() -> None:
    certificate = produce(Case(output="other"))
    certificate["runs"][0]["outputs"][0] = {"exponent": 10**7, "mantissas": ["0"] * 6}
    zero = check(certificate)
    certificate["runs"][0]["outputs"][0] = {"exponent": 0, "mantissas": ["0"] * 6}
    assert zero.error == check(certificate).error


def test_short_texts_cannot_ask_for_long_work() -> None:
    certificate = produce(Case(rows=4, columns=5, mixing="dct", indices=(4,), output="other"))
    certificate["answers"][0]["n"] = 1_000_000
    certificate["runs"][0]["reads"] = [[1_000_000, 0]]
    result = check(certificate)
    assert result.status == "invalid"
    assert "||A_n - A|| > 2**-1000000" in str(result.reason)
    certificate["witness"]["minimisers"][0]["u"]["exponent"] = -9_999_999
    assert check(certificate).status == "unreadable"


def test_householder_needs_four_rows() -> None:
    result = check(produce(Case(rows=2, columns=4, mixing="householder", householder=[1, 1])))
    assert (result.status, result.path) == ("invalid", "$.class.mixing")
    certificate = produce(Case(rows=1, columns=3, mixing="identity"))
    certificate["class"] |= {"mixing": "householder", "householder": [2]}
    assert check(certificate).path == "$.class.mixing"


def test_hadamard_needs_a_power_of_four() -> None:
    certificate = produce(Case(rows=2, columns=4, mixing="identity", output="other"))
    certificate["class"]["mixing"] = "hadamard"
    assert check(certificate).path == "$.class.mixing"
