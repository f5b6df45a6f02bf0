"""Turn a won game into a certificate, and have the independent checker confirm it before anything is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from barriers.adversaries.wrong_branch import Output, ProvedErrors
from barriers.certificate import (
    FORMAT,
    VERSION,
    Certificate,
    class_document,
    dyadic,
    minimiser,
    rational,
    seal,
    vector,
)
from barriers.checker import check_text
from constructions.answers import MemberAnswers
from constructions.mixings import DyadicMixing
from oracles.errors import BarriersError
from oracles.transcript import Transcript

CHECKED_DIGITS = 1000
"""The checker uses the integers of the standard library: beyond this many digits it would take longer than the game."""


class CertificateRejected(BarriersError):
    """The checker did not accept a certificate that the game made: an internal error, please report it with the
    file."""


@dataclass(frozen=True)
class Run:
    """One run of the algorithm, on one coin tape: what it read and what its network gave (None: it read too much)."""

    tape: str
    transcript: Transcript
    outputs: tuple[Output, ...] | None
    wrong: tuple[int, ...]


def make_certificate(
    errors: ProvedErrors,
    runs: Sequence[Run],
    sources: Sequence[tuple[MemberAnswers, int | None]],
    level: int,
    data_bound: int | None = None,
) -> Certificate:
    """The sealed certificate of a refutation, already accepted by the checker for K up to CHECKED_DIGITS.

    Beyond that many digits the certificate rests on the enclosures of this process alone until somebody checks it.

    sources: which training set answered up to which n (None: without bound), in increasing order of n.
    Raises CertificateRejected.
    """
    probability = sum((Fraction(1, 1 << len(run.tape)) for run in runs), Fraction(0))
    counts = [len(run.wrong) for run in runs if run.outputs is not None]
    body = {
        "format": FORMAT,
        "version": VERSION,
        "class": class_document(errors.member.omega),
        "witness": _witness(errors),
        "claim": {
            "level": level,
            "samples_wrong": min(counts, default=errors.member.omega.samples),
            "samples": errors.member.omega.samples,
            "probability": rational(probability),
            "data_bound": data_bound,
        },
        "answers": _answers([run.transcript for run in runs], sources),
        "runs": [_run(run) for run in runs],
    }
    certificate = seal(body)
    if errors.member.omega.digits > CHECKED_DIGITS:
        return certificate
    result = check_text(certificate.to_text())
    if not result.valid:
        raise CertificateRejected(f"{result.status}: {result.reason}")
    return certificate


def _witness(errors: ProvedErrors) -> dict[str, Any]:
    member, omega = errors.member, errors.member.omega
    clustered = omega.sample_design == "cluster" and not isinstance(omega.rotation, DyadicMixing)
    return {
        "scale": member.part,
        "branch": member.branch,
        "epsilon": rational(member.epsilon),
        "kappa": rational(member.kappa),
        "samples": [dyadic(y) for y in omega.base_samples[member.part]],
        "direction": dyadic(omega.direction) if clustered else None,
        "minimisers": [{"k": k, **minimiser(c)} for k, c in sorted(errors.minimisers.items())],
    }


def _answers(
    transcripts: Sequence[Transcript], sources: Sequence[tuple[MemberAnswers, int | None]]
) -> list[dict[str, Any]]:
    """Every answer that some run read, in order of n and k; labels with the certificates that prove them."""
    asked: dict[int, dict[int, bool]] = {}
    for transcript in transcripts:
        for read in transcript.reads:
            samples = asked.setdefault(read.n, {})
            if read.k is not None:
                samples[read.k] = samples.get(read.k, False) or read.kind == "x"
    return [_answer(n, asked[n], _source(n, sources)) for n in sorted(asked)]


def _answer(n: int, samples: dict[int, bool], answers: MemberAnswers) -> dict[str, Any]:
    listed = []
    for k in sorted(samples):
        label = None
        if samples[k]:
            label = {"x": dyadic(answers.label(k, n)), "minimiser": minimiser(answers.minimiser(k, n).certificate)}
        listed.append({"k": k, "y": dyadic(answers.sample(k, n)), "label": label})
    return {"n": n, "matrix": dyadic(answers.matrix(n)), "samples": listed}


def _source(n: int, sources: Sequence[tuple[MemberAnswers, int | None]]) -> MemberAnswers:
    for answers, last in sources:
        if last is None or n <= last:
            return answers
    raise ValueError(f"no source answers n = {n}")


def _run(run: Run) -> dict[str, Any]:
    return {
        "tape": run.tape,
        "reads": [[n, k] for n, k in _pairs(run.transcript)],
        "outputs": None if run.outputs is None else [vector(z) for z in run.outputs],
        "outcome": "more-data" if run.outputs is None else "wrong",
        "wrong": list(run.wrong),
    }


def _pairs(transcript: Transcript) -> list[tuple[int, int | None]]:
    return list(transcript.pairs())
