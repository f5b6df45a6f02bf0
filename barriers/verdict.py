"""Verdicts as data: what was shown about a submitted algorithm at one level of accuracy (proofs_notes/verdicts.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from barriers.certificate import Certificate
from constructions.omega import Omega
from constructions.own_class import OwnClass


class Status(StrEnum):
    """What a verdict says; `.meaning` is the sentence that a person reads."""

    REFUTED = "refuted"
    REFUTED_AT_CONFIDENCE = "refuted-at-confidence"
    SURVIVED = "survived"
    DID_NOT_HALT = "did-not-halt"
    CRASHED = "crashed"
    INVALID_NETWORK = "invalid-network"
    NONDETERMINISTIC = "nondeterministic"

    @property
    def meaning(self) -> str:
        """One sentence for a reader."""
        return _MEANINGS[self]

    @property
    def is_failure(self) -> bool:
        """True if the algorithm was shown to fail."""
        return self in (Status.REFUTED, Status.REFUTED_AT_CONFIDENCE)

    @property
    def is_open(self) -> bool:
        """True if nothing was shown either way."""
        return not self.is_failure and self is not Status.SURVIVED


_MEANINGS = {
    Status.REFUTED: "a theorem: on a true training set of a true element of the class this algorithm errs, and the "
    "certificate proves it",
    Status.REFUTED_AT_CONFIDENCE: "a statistical statement about this algorithm's coins, not a theorem",
    Status.SURVIVED: "not a proof: the algorithm met every challenge played without being shown wrong",
    Status.DID_NOT_HALT: "the algorithm did not return a network within its limits, so it is not shown to be a "
    "training algorithm",
    Status.CRASHED: "the algorithm raised an error or its process ended before it returned a network",
    Status.INVALID_NETWORK: "what it returned is not a network: a fixed map from vectors of m numbers to N numbers",
    Status.NONDETERMINISTIC: "the same data gave different questions or outputs, although no coin of the game was "
    "tossed",
}


@dataclass(frozen=True)
class Witness:
    """The element on which the algorithm fails: branch i ∈ {1 … d}, ε, κ, and how many of the R samples it gets
    wrong."""

    branch: int
    epsilon: Fraction
    kappa: Fraction
    samples: int

    def to_json(self) -> dict[str, Any]:
        """The contract's `witness` object; rationals as strings "p/q"."""
        return {
            "branch": self.branch,
            "epsilon": _fraction(self.epsilon),
            "kappa": _fraction(self.kappa),
            "samples": self.samples,
        }


@dataclass(frozen=True)
class Verdict:
    """The verdict at one level.

    digits: the level. quantifier: "every sample" or "at least r of R samples" (refuted; with coins followed by the
    probability and, where tapes that read too much count, "or more than M data"), the bound of the success
    probability (refuted-at-confidence), else "". error: a decimal
    string, a certified lower bound (refuted) or the worst error seen (survived), else None. data_used,
    accuracy_used: of the run that decided. challenges: how many training sets stand behind `survived`. reason: any
    limit that struck, and what else a reader must know. notes: assumptions and remarks.
    """

    status: Status
    digits: int
    quantifier: str = ""
    error: str | None = None
    data_used: int | None = None
    accuracy_used: int | None = None
    witness: Witness | None = None
    certificate: Certificate | None = None
    reason: str = ""
    challenges: int = 0
    confidence: Fraction | None = None
    notes: tuple[str, ...] = ()

    def to_json(self, certificate_path: str | None = None) -> dict[str, Any]:
        """The contract's verdict object."""
        return {
            "digits": self.digits,
            "status": str(self.status),
            "quantifier": self.quantifier,
            "error": self.error,
            "data_used": self.data_used,
            "accuracy_used": self.accuracy_used,
            "witness": self.witness.to_json() if self.witness else None,
            "certificate": certificate_path,
            "reason": self.reason,
            "challenges": self.challenges,
            "confidence": float(self.confidence) if self.confidence is not None else None,
            "notes": list(self.notes),
        }


@dataclass(frozen=True)
class Report:
    """All verdicts of one verification, in the order of the levels, with the class they are about."""

    algorithm: str
    family: Omega | OwnClass
    verdicts: tuple[Verdict, ...]

    @property
    def exit_code(self) -> int:
        """1 if any level is refuted, else 3 if any lacks a verdict, else 0 (the contract's)."""
        if any(v.status.is_failure for v in self.verdicts):
            return 1
        return 3 if any(v.status.is_open for v in self.verdicts) else 0


def _fraction(x: Fraction) -> str:
    """p/q in decimal where that is short, else a hexadecimal p/q (Python refuses decimal strings of huge integers)."""
    if x.numerator.bit_length() + x.denominator.bit_length() < 4000:
        return str(x)
    return f"{x.numerator:#x}/{x.denominator:#x}"
