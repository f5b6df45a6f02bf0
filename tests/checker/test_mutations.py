"""Mutated certificates: the false ones refused, the true ones still valid, all of them."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction

import pytest

from barriers.checker import check_text
from tests.checker.case import Case
from tests.checker.mutations import REFUSED, VALID, mutations
from tests.checker.producer import produce

CASES = [
    Case(mixing="identity", output="other"),
    Case(rows=1, columns=2, output="other"),
    Case(problem="lasso", mixing="dct", output="other", design="cluster", samples=2, kappa_share=Fraction(1, 2)),
    Case(problem="basis-pursuit", eta=Fraction(1, 4), mixing="householder", rows=5, columns=7),
    Case(problem="basis-pursuit", mixing="hadamard", design="common", samples=3, output="zero", scale="weak"),
    Case(problem="basis-pursuit", eta=Fraction(1, 3), mixing="dct", rows=2, columns=5, digits=1, indices=(0, 2)),
    Case(mixing="dct", rows=5, columns=7, output="none", data_bound=1),
    Case(design="cluster", samples=2, kappa_share=Fraction(1, 2), digits=50, rows=2, columns=4, output="other"),
    Case(problem="lasso", mixing="householder", lam=Fraction(7, 3), tapes=("0", "11"), output="far"),
    Case(problem="lasso", mixing="identity", design="common", samples=2, rows=3, columns=9, output="other", digits=3),
    Case(mixing="dct", rows=19, columns=20, output="other", indices=(4, 30)),
    Case(
        problem="basis-pursuit", eta=Fraction(5), mixing="identity", rows=6, columns=8, output="other", indices=(1, 9)
    ),
]
FEWEST = 2000


@pytest.fixture(scope="module")
def outcomes() -> Counter[str]:
    """How many mutations there were of each class, and every one judged wrongly."""
    counts: Counter[str] = Counter()
    for seed, case in enumerate(CASES):
        certificate = produce(case)
        assert check_text(json.dumps(certificate)).valid, case
        for name, mutated, expected in mutations(certificate, seed):
            result = check_text(json.dumps(mutated))
            counts[expected] += 1
            if result.valid != (expected == VALID):
                counts[f"misjudged: {name} ({case.problem}, {case.mixing}): {result!r}"] += 1
    return counts


def test_all_are_judged_right(outcomes: Counter[str]) -> None:
    assert [name for name in outcomes if name.startswith("misjudged")] == []


def test_there_are_enough_of_both(outcomes: Counter[str]) -> None:
    assert outcomes[REFUSED] > 500
    assert outcomes[VALID] > 200
    assert outcomes[REFUSED] + outcomes[VALID] >= FEWEST
