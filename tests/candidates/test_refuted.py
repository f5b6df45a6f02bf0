"""Every built-in is refuted at K digits at every sample, on every problem, and what it reads is what it says."""

from __future__ import annotations

import pytest

import barriers
from barriers.candidates import BUILT_INS
from tests.candidates.instances import algorithm

PROBLEMS = ("basis-pursuit", "lasso", "sqrt-lasso")
READS = {"zero": 0, "barycentre": 0}  # the others read one datum where there is one sample
HALTING = BUILT_INS[: [entry.name for entry in BUILT_INS].index("gamma-k1")]


@pytest.mark.parametrize("entry", HALTING, ids=lambda entry: entry.name)
@pytest.mark.parametrize("problem", PROBLEMS)
def test_refuted_at_six_digits(entry, problem, tmp_path):
    family = barriers.omega(problem)
    verdict = barriers.verify(entry.load(), family, levels=[6]).verdicts[0]
    assert verdict.status is barriers.Status.REFUTED
    assert verdict.quantifier == "every sample"
    assert verdict.error is not None
    assert float(verdict.error) > 1e-6
    assert verdict.certificate is not None
    assert verdict.data_used == READS.get(entry.name, 1)
    path = verdict.certificate.save(tmp_path / "w.json")
    assert barriers.check(path).valid
    assert barriers.replay(path, entry.load()).status == "identical"


def test_hedger_is_refuted_at_all_but_one_sample_in_d():
    family = barriers.omega(rows=6, columns=8, tails=2, mixing="identity", sample_design="common", samples=6)
    verdict = barriers.verify(algorithm("hedger"), family, levels=[6]).verdicts[0]
    assert verdict.status is barriers.Status.REFUTED
    assert verdict.quantifier == "at least 4 of 6 samples"
    assert verdict.data_used == 6


@pytest.mark.long
@pytest.mark.parametrize("entry", HALTING, ids=lambda entry: entry.name)
@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("shape", [(1, 2), (2, 5), (4, 6), (19, 20), (5, 40)])
def test_refuted_at_every_k_shape_and_mixing(entry, problem, shape):
    rows, columns = shape
    for mixing in (
        "identity",
        "dct",
        *(["hadamard"] if rows in (1, 4) else []),
        *(["householder"] if rows >= 4 else []),
    ):
        for digits in (1, 3, 6, 12, 50, 300):
            family = barriers.omega(problem, digits=digits, rows=rows, columns=columns, mixing=mixing)
            verdict = barriers.verify(entry.load(), family, levels=[digits]).verdicts[0]
            assert verdict.status is barriers.Status.REFUTED, (mixing, digits, verdict.reason)
            assert verdict.quantifier == "every sample"
