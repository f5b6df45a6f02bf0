"""The same algorithm gives the same verdict, with the same certificate, isolated and in-process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import barriers
from barriers.candidates import built_in
from barriers.isolation import isolated
from barriers.verdict import Report
from constructions.omega import Omega
from tests.isolation import algorithms

SMALL = barriers.omega(rows=4, columns=5)
COMMON = barriers.omega("lasso", rows=4, columns=6, mixing="hadamard", sample_design="common", samples=3)
EXACT = ("zero", "label-copier", "exact-column", "barycentre", "hedger")
OWN = (algorithms.one_coin, algorithms.exact)


def everything(report: Report) -> list[tuple[Any, ...]]:
    return [(*verdict, v.witness, v.certificate) for verdict, v in zip(verdicts(report), report.verdicts, strict=True)]


def verdicts(report: Report) -> list[tuple[Any, ...]]:
    return [
        (v.status, v.digits, v.quantifier, v.error, v.data_used, v.accuracy_used, v.reason, v.challenges)
        for v in report.verdicts
    ]


@pytest.mark.parametrize("family", [SMALL, COMMON], ids=["single", "common"])
@pytest.mark.parametrize("name", EXACT)
def test_exact_algorithms(name: str, family: Omega) -> None:
    entry = built_in(name)
    assert entry is not None
    with isolated(name) as submission:
        isolated_report, report = barriers.verify(submission, family), barriers.verify(entry.load(), family)
    assert everything(isolated_report) == everything(report)


def test_an_algorithm_in_doubles() -> None:
    """LAPACK may round otherwise in another process (it depends on where arrays lie): outputs may differ."""
    entry = built_in("least-squares")
    assert entry is not None
    with isolated("least-squares") as submission:
        assert verdicts(barriers.verify(submission, SMALL)) == verdicts(barriers.verify(entry.load(), SMALL))


@pytest.mark.parametrize("train", OWN, ids=lambda train: train.__name__)
def test_own_algorithms(train: Callable[[Any], Any]) -> None:
    with isolated(f"tests.isolation.algorithms:{train.__name__}") as submission:
        assert everything(barriers.verify(submission, SMALL)) == everything(barriers.verify(train, SMALL))


def test_replay_of_an_isolated_refutation(tmp_path: Any) -> None:
    with isolated("tests.isolation.algorithms:reader") as submission:
        verdict = barriers.verify(submission, SMALL, levels=[SMALL.digits]).verdicts[0]
        assert verdict.certificate is not None
        path = verdict.certificate.save(tmp_path / "w.json")
    assert barriers.check(path).valid
    with isolated("tests.isolation.algorithms:reader") as submission:
        assert barriers.replay(path, submission).status is barriers.ReplayStatus.IDENTICAL
