"""What a refutation must look like, asserted in one place: status, quantifier, certificate, replay."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import barriers
from barriers.checker import check_text
from barriers.verdict import Status, Verdict
from constructions.omega import Omega


def least_wrong(omega: Omega) -> int:
    """The number of samples that every algorithm must fail at: all, but R − ⌊R/d⌋ for the design common."""
    return omega.samples - (omega.samples // omega.d if omega.sample_design == "common" else 0)


def assert_refuted(train: Callable[[Any], Any], omega: Omega, *, replayed: bool = True, **options: Any) -> Verdict:
    """Play level K and return its verdict, having asserted everything that a refutation promises."""
    (verdict,) = barriers.verify(train, omega, levels=[omega.digits], **options).verdicts
    assert verdict.status is Status.REFUTED, verdict.reason
    assert_sound(verdict, omega)
    if replayed:
        assert_replayed(train, verdict)
    return verdict


def assert_sound(verdict: Verdict, omega: Omega) -> None:
    """Error, quantifier and witness agree with each other and with the checker's own findings."""
    assert verdict.error is not None
    assert verdict.witness is not None
    assert verdict.certificate is not None
    assert Decimal(verdict.error) > Decimal(10) ** -verdict.digits
    assert 1 <= verdict.witness.branch <= omega.d
    scale = omega.strong if verdict.digits == omega.digits else omega.weak
    assert 0 < verdict.witness.epsilon <= scale.epsilon_max
    assert 0 <= verdict.witness.kappa <= scale.kappa_max
    wrong = verdict.witness.samples
    assert wrong >= least_wrong(omega)
    assert wrong * omega.d >= omega.samples * (omega.d - 1)  # r ≥ R(1 − 1/d)
    assert verdict.quantifier == (
        "every sample" if wrong == omega.samples else f"at least {wrong} of {omega.samples} samples"
    )
    result = check_text(verdict.certificate.to_text())
    assert result.valid, result.reason
    assert result.level == verdict.digits
    assert result.quantifier == verdict.quantifier
    document = verdict.certificate.document
    assert document["claim"]["samples_wrong"] == wrong
    assert len(document["runs"][0]["wrong"]) == wrong
    assert len(document["runs"][0]["reads"]) == (verdict.data_used or 0)
    assert max((n for n, _ in document["runs"][0]["reads"]), default=None) == verdict.accuracy_used


def assert_replayed(train: Callable[[Any], Any], verdict: Verdict) -> None:
    """The certificate, saved and read again, replays identically."""
    assert verdict.certificate is not None
    handle, name = tempfile.mkstemp(suffix=".json")
    os.close(handle)
    try:
        verdict.certificate.save(name)
        assert json.loads(Path(name).read_text(encoding="ascii")) == json.loads(verdict.certificate.to_text())
        replayed = barriers.replay(name, train)
    finally:
        Path(name).unlink()
    assert replayed.status is barriers.ReplayStatus.IDENTICAL, replayed.reason
