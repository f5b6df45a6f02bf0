"""The theorem table holds in every row, and every certificate it makes is valid (proofs_notes/index.md)."""

from __future__ import annotations

from typing import Any

import pytest

from barriers.checker import check_text
from barriers.theorem import PARTS, theorem_rows

PROBLEMS = ("basis-pursuit", "lasso", "sqrt-lasso")
SHAPES = ((1, 2), (19, 20), (3, 8))
ALL = [(problem, k, shape) for problem in PROBLEMS for k in range(3, 9) for shape in SHAPES]
SOME = [("basis-pursuit", 3, (3, 8)), ("lasso", 8, (1, 2)), ("sqrt-lasso", 6, (3, 8))]


def holds(problem: str, digits: int, shape: tuple[int, int], **options: Any) -> int:
    """Assert every row, and the level and validity of every certificate; return how many certificates there were."""
    rows = list(theorem_rows((problem,), digits=digits, rows=shape[0], columns=shape[1], **options))
    assert [row.part for row in rows] == [part.name for part in PARTS]
    assert [(row.part, row.figure) for row in rows if not row.holds] == []
    count = 0
    for row in rows:
        for name, certificate in row.certificates:
            result = check_text(certificate.to_text())
            assert (name, result.status) == (name, "valid"), result.reason
            assert result.level == (digits if row.part.startswith("i-") or row.part == "i" else digits - 1)
            count += 1
    return count


@pytest.mark.parametrize(("problem", "digits", "shape"), SOME)
def test_every_row_holds(problem: str, digits: int, shape: tuple[int, int]) -> None:
    assert holds(problem, digits, shape) >= 12


@pytest.mark.long
@pytest.mark.parametrize(("problem", "digits", "shape"), ALL)
def test_every_row_holds_for_all_digits_and_shapes(problem: str, digits: int, shape: tuple[int, int]) -> None:
    assert holds(problem, digits, shape) >= 12


@pytest.mark.long
@pytest.mark.parametrize("mixing", ["identity", "hadamard", "householder"])
@pytest.mark.parametrize("problem", PROBLEMS)
def test_every_row_holds_for_the_other_mixings(problem: str, mixing: str) -> None:
    assert holds(problem, 5, (4, 7), mixing=mixing, seed=1) >= 12
