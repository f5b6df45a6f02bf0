"""The same corruptions, on certificates that the game itself makes: false ones refused, harmless ones valid."""

from __future__ import annotations

import json

import pytest

import barriers
from barriers.candidates import coin_guesser, gamma_k1
from barriers.checker import check_text
from tests.checker.mutations import mutations

CLASSES = [
    ("sqrt-lasso", {"rows": 4, "columns": 6, "mixing": "dct"}),
    ("lasso", {"rows": 4, "columns": 6, "mixing": "hadamard", "sample_design": "cluster", "samples": 3}),
    ("basis-pursuit", {"rows": 5, "columns": 8, "mixing": "householder", "eta": 1}),
    ("basis-pursuit", {"rows": 3, "columns": 4, "mixing": "identity", "sample_design": "common", "samples": 4}),
    ("lasso", {"rows": 3, "columns": 5, "mixing": "dct", "sample_design": "cluster", "samples": 2}),
]


def copier(data):
    """Reads a label at two accuracies and answers it."""
    labels = [data.x(k, n) for n in (4, 40) for k in range(data.samples)]
    return lambda y: labels[-1].to_numpy()


def certificates(problem, parameters):
    """What the game makes at K digits for a label copier, for a coin tosser and for Γ_{K−1}."""
    family = barriers.omega(problem, digits=4, **parameters)
    for train in (copier, coin_guesser.train, gamma_k1.train):
        verdict = barriers.verify(train, family, levels=[4]).verdicts[0]
        assert verdict.status is barriers.Status.REFUTED
        assert verdict.certificate is not None
        yield json.loads(verdict.certificate.to_text())


@pytest.mark.parametrize(("problem", "parameters"), CLASSES, ids=lambda value: value if isinstance(value, str) else "")
def test_corruptions_of_real_certificates_are_judged_right(problem, parameters):
    counts = {"refused": 0, "valid": 0}
    for certificate in certificates(problem, parameters):
        assert check_text(json.dumps(certificate)).valid
        for name, changed, expected in mutations(certificate, 1):
            result = check_text(json.dumps(changed))
            assert result.valid == (expected == "valid"), (name, result.status, result.reason)
            counts[expected] += 1
    assert min(counts.values()) >= 20
