"""The runs: one per sequence of coins, what each of them shows, and what they show together."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from .certificate import Certificate, Run
from .errors import Centre, enclose_minimiser, least_error
from .interval import Interval
from .member import Member
from .result import Invalid


def check_claim(certificate: Certificate) -> None:
    """The claim is about this class, and its coins add up: prefix-free tapes of the probability stated."""
    claim, family, runs = certificate.claim, certificate.family, certificate.runs
    if not max(0, family.digits - 2) <= claim.level <= family.digits:
        raise Invalid("expected a level from K - 2 to K", "$.claim.level")
    if claim.samples != family.samples:
        raise Invalid("not the number of samples of the class", "$.claim.samples")
    if claim.samples_wrong > claim.samples:
        raise Invalid("more samples wrong than there are", "$.claim.samples_wrong")
    if not runs:
        raise Invalid("expected at least one run", "$.runs")
    tapes = sorted((run.tape, i) for i, run in enumerate(runs))
    for (tape, _), (longer, i) in pairwise(tapes):
        if longer.startswith(tape):
            raise Invalid("a tape that begins with another run's tape", f"$.runs[{i}].tape")
    longest = max(len(run.tape) for run in runs)
    weight = sum(1 << (longest - len(run.tape)) for run in runs)
    stated = certificate.claim.probability
    if stated.numerator << longest != weight * stated.denominator:
        raise Invalid("the tapes have another probability together", "$.claim.probability")


def check_reads(certificate: Certificate) -> None:
    """Every datum that a run read is among the answers; a run claimed for its data read more than the bound."""
    bound = certificate.claim.data_bound
    for i, run in enumerate(certificate.runs):
        path = f"$.runs[{i}]"
        for j, (n, k) in enumerate(run.reads):
            answer = certificate.answers.get(n)
            if answer is None or (k is not None and k not in answer.samples):
                raise Invalid("read, but not among the answers", f"{path}.reads[{j}]")
        if len(set(run.reads)) != len(run.reads):
            raise Invalid("a datum is listed twice", f"{path}.reads")
        if run.outcome == "more-data" and (bound is None or data_used(run) <= bound):
            raise Invalid("no more data than the bound allows", f"{path}.reads")


def data_used(run: Run) -> int:
    """The number of data: A, y, x at one (n, k) are one; the matrix alone counts only if no sample was read there."""
    indices = {n for n, k in run.reads if k is not None}
    return sum(k is not None or n not in indices for n, k in run.reads)


def smallest_error(member: Member, certificate: Certificate) -> Interval | None:
    """The smallest error proved at a sample claimed wrong; raises ``Invalid`` unless all exceed 10**-level."""
    claim = certificate.claim
    centres: dict[int, Centre] = {}
    for i, (k, minimiser) in enumerate(certificate.witness.minimisers.items()):
        centres[k] = enclose_minimiser(member, k, minimiser, f"$.witness.minimisers[{i}]")
    least: Interval | None = None
    for i, run in enumerate(certificate.runs):
        path = f"$.runs[{i}]"
        if run.outcome == "more-data":
            if run.wrong:
                raise Invalid("a run claimed for its data names no wrong samples", f"{path}.wrong")
            continue
        if len(run.wrong) < claim.samples_wrong:
            raise Invalid("fewer samples wrong than claimed", f"{path}.wrong")
        if run.outputs is None:
            raise Invalid("a run claimed wrong has outputs", f"{path}.outputs")
        for k in run.wrong:
            if k not in centres:
                raise Invalid(f"no minimiser is stated for sample {k}", "$.witness.minimisers")
            error = least_error(centres[k], run.outputs[k])
            if not Interval.ratio(1, 10**claim.level, error.bits).below(error):
                raise Invalid(f"an error above 10^-{claim.level} is not proved", f"{path}.outputs[{k}]")
            if least is None or _lower(error) < _lower(least):
                least = error
    return least


def _lower(error: Interval) -> Fraction:
    return Fraction(error.lo, 1 << error.bits)
