"""Certificates: the exact evidence behind a refutation, as versioned JSON (proofs_notes/certificate.md)."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from constructions.enclosure import MinimiserCertificate
from constructions.mixings import HouseholderMixing
from constructions.omega import Omega
from oracles.dyadic import DyadicArray

FORMAT = "computability-barriers certificate"
VERSION = "1.0"


@dataclass(frozen=True)
class Certificate:
    """A certificate document, already sealed with its digest."""

    document: Mapping[str, Any]

    def to_text(self) -> str:
        """The JSON text."""
        return json.dumps(self.document, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n"

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the certificate to `path` in one step: a half-written file is never left behind."""
        target = Path(path)
        handle, temporary = tempfile.mkstemp(prefix=".certificate-", dir=target.parent)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as stream:
                stream.write(self.to_text())
            os.chmod(temporary, 0o644)
            os.replace(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise
        return target


def seal(body: Mapping[str, Any]) -> Certificate:
    """Add the SHA-256 digest of the canonical JSON of everything else: it detects accidents, it proves nothing."""
    rest = {key: value for key, value in body.items() if key != "digest"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return Certificate({**rest, "digest": hashlib.sha256(canonical.encode("ascii")).hexdigest()})


def rational(x: Fraction) -> str:
    """ "-?hex(/hex)?", exact at any size."""
    sign = "-" if x < 0 else ""
    numerator = f"{sign}{abs(x.numerator):x}"
    return numerator if x.denominator == 1 else f"{numerator}/{x.denominator:x}"


def dyadic(array: DyadicArray) -> dict[str, Any]:
    """Exponent and hexadecimal mantissas, row by row."""
    slim = array.normalised()
    return {"exponent": slim.exponent, "mantissas": [f"{v:x}" for v in slim.mantissas]}


def vector(values: tuple[Fraction, ...]) -> dict[str, Any] | list[str]:
    """An output: a dyadic array if every number is dyadic, else a list of rationals."""
    if all(v.denominator & (v.denominator - 1) == 0 for v in values):
        bits = max(v.denominator.bit_length() - 1 for v in values)
        mantissas = [v.numerator << (bits - v.denominator.bit_length() + 1) for v in values]
        return dyadic(DyadicArray(mantissas, -bits, (len(values),)))
    return [rational(v) for v in values]


def minimiser(certificate: MinimiserCertificate) -> dict[str, Any]:
    """x~, u and the support of the enclosure lemma."""
    return {"x": dyadic(certificate.x), "u": dyadic(certificate.u), "support": list(certificate.support)}


def class_document(omega: Omega) -> dict[str, Any]:
    """The parameters that name Omega_K."""
    rotation = omega.rotation
    return {
        "problem": omega.problem,
        "digits": omega.digits,
        "rows": omega.m,
        "columns": omega.N,
        "lam": None if omega.lam is None else rational(omega.lam),
        "eta": None if omega.eta is None else rational(omega.eta),
        "mixing": omega.mixing,
        "householder": list(rotation.vector) if isinstance(rotation, HouseholderMixing) else None,
        "sample_design": omega.sample_design,
        "samples": omega.samples,
        "tails": list(omega.tails),
    }
