"""FIRENET and LISTA as training algorithms: refuted at K digits by the game, with certificates that check."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

import barriers
from barriers.candidates import built_in


@pytest.mark.parametrize("name", ["firenet", "lista"])
@pytest.mark.parametrize("design", [("single", 1), ("common", 4)])
def test_refuted_at_all_digits_with_a_valid_certificate(name: str, design: tuple[str, int], tmp_path: Path) -> None:
    entry = built_in(name)
    assert entry is not None
    family = barriers.omega("sqrt-lasso", digits=6, sample_design=design[0], samples=design[1])
    started = monotonic()
    report = barriers.verify(entry.load(), family, levels=[6, 4], challenges=1)
    assert monotonic() - started < 60
    at_k, below = report.verdicts
    assert str(at_k.status) == "refuted"
    assert float(at_k.error or 0) > 1e-6
    assert str(below.status) == "survived"
    assert at_k.certificate is not None
    path = tmp_path / "certificate.json"
    at_k.certificate.save(path)
    assert barriers.check(path).valid
