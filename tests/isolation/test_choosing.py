"""`isolated=True` finds what it was given by name, or says that it cannot."""

from __future__ import annotations

from typing import Any

import pytest

import barriers
from barriers.candidates import zero
from barriers.isolation import isolated
from barriers.isolation.choosing import target_of
from oracles.errors import InvalidArgument
from tests.isolation import algorithms

FAMILY = barriers.omega(rows=4, columns=5)


class Trainer:
    @staticmethod
    def train(data: Any) -> Any:
        return None


def test_names() -> None:
    assert target_of("some/file.py:train") == "some/file.py:train"
    assert target_of(zero.train) == "barriers.candidates.zero:train"
    assert target_of(algorithms.exact) == "tests.isolation.algorithms:exact"


@pytest.mark.parametrize("train", [lambda data: None, Trainer().train.__call__, 3, None, zero])
def test_what_has_no_name_of_its_own_is_refused(train: Any) -> None:
    with pytest.raises(InvalidArgument, match="isolated=True"):
        barriers.verify(train, FAMILY, isolated=True)


@pytest.mark.parametrize("train", [zero.train, "zero", "barriers.candidates.zero:train"])
def test_isolated_verification(train: Any) -> None:
    report = barriers.verify(train, FAMILY, levels=[FAMILY.digits], isolated=True)
    assert report.verdicts[0].status == "refuted"


def test_a_submission_that_is_isolated_already_is_used_and_left_open() -> None:
    with isolated("zero") as submission:
        for _ in range(2):
            assert barriers.verify(submission, FAMILY, levels=[FAMILY.digits], isolated=True).algorithm == "zero"
