"""A report of `barriers verify` for people (rich) and for programs (the contract's JSON)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from barriers.decimals import decimal_above, decimal_below
from barriers.verdict import Status
from constructions.conditioning import conditioning
from constructions.omega import Omega

if TYPE_CHECKING:
    from barriers.verdict import Report, Verdict, Witness

STYLES = {
    Status.REFUTED: "bold red",
    Status.REFUTED_AT_CONFIDENCE: "red",
    Status.SURVIVED: "bold green",
}
OPEN_STYLE = "bold yellow"
LONGEST_EXACT = 24


def report_json(report: Report, certificates: Mapping[int, Path]) -> dict[str, Any]:
    """The document of `verify --json`; `certificates` maps a level to the file its certificate was written to."""
    verdicts = [v.to_json(_path(certificates, v)) for v in report.verdicts]
    return {"algorithm": report.algorithm, "family": family_json(_omega(report)), "verdicts": verdicts}


def describe_conditioning(family: Omega) -> str:
    """One line on the condition numbers of the class: certified upper bounds for all its elements at once."""
    found = conditioning(family)
    parts = [f"cond(AAᵀ) = {found.matrix}", f"Cond(Ξ) ≤ {decimal_above(found.solution_map, 3)}"]
    if found.feasibility is not None:
        parts.append(f"C_FP ≤ {decimal_above(found.feasibility, 3)}")
    return ", ".join(parts) + " on the whole class, proved"


def family_json(family: Omega) -> dict[str, Any]:
    """The class by its public parameters; rational numbers as strings, powers of two as exponents."""
    return {
        "problem": family.problem,
        "digits": family.digits,
        "rows": family.m,
        "columns": family.N,
        "lam": None if family.lam is None else str(family.lam),
        "eta": None if family.eta is None else str(family.eta),
        "mixing": family.mixing,
        "sample_design": family.sample_design,
        "samples": family.samples,
        "tails": list(family.tails),
        "log2_a": _log2(family.a),
        "log2_tau_strong": _log2(family.tau_strong),
        "log2_tau_weak": _log2(family.tau_weak),
        "conditioning": _conditioning_json(family),
    }


def _conditioning_json(family: Omega) -> dict[str, str | None]:
    found = conditioning(family)
    return {
        "matrix": str(found.matrix),
        "solution_map": decimal_above(found.solution_map),
        "feasibility": None if found.feasibility is None else decimal_above(found.feasibility),
    }


def report_view(report: Report, certificates: Mapping[int, Path]) -> RenderableType:
    """The whole report as text: the class, then each verdict with what it means."""
    family = _omega(report)
    heading = (
        f"Algorithm  {report.algorithm}\nClass      {describe(family)}\n           {describe_conditioning(family)}"
    )
    blocks: list[RenderableType] = [Text(heading)]
    for verdict in report.verdicts:
        blocks += [Text(), _verdict_view(verdict, certificates)]
    return Group(*blocks)


def describe(family: Omega) -> str:
    """One line on the class."""
    name, value = ("λ", family.lam) if family.lam is not None else ("η", family.eta)
    samples = "1 sample" if family.samples == 1 else f"{family.samples} samples"
    sizes = f"m = {family.m}, N = {family.N}, {name} = {value}"
    kind = f"{family.mixing} mixing, {samples} ({family.sample_design})"
    return f"Omega_{family.digits}: {family.problem}, {sizes}, {kind}"


def _omega(report: Report) -> Omega:
    if not isinstance(report.family, Omega):
        raise TypeError("the command line plays on classes Omega_K only")
    return report.family


def _verdict_view(verdict: Verdict, certificates: Mapping[int, Path]) -> Group:
    heading = Text.assemble(
        (f"{verdict.digits} digits: ", "bold"), (str(verdict.status), STYLES.get(verdict.status, OPEN_STYLE))
    )
    if verdict.quantifier:
        statistical = verdict.status is Status.REFUTED_AT_CONFIDENCE
        heading.append(f", {'' if statistical else 'wrong at '}{verdict.quantifier}")
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in _rows(verdict, certificates):
        table.add_row(f"  {label}", value)
    return Group(heading, table)


def _rows(verdict: Verdict, certificates: Mapping[int, Path]) -> Iterator[tuple[str, str]]:
    yield "meaning", verdict.status.meaning
    if verdict.error is not None:
        proved = verdict.status is Status.REFUTED
        yield "error", f"more than {verdict.error}, proved" if proved else f"at most {verdict.error} in what was played"
    if verdict.data_used is not None:
        accuracy = "" if verdict.accuracy_used is None else f", accuracy used n = {verdict.accuracy_used}"
        yield "data used", f"{verdict.data_used}{accuracy}"
    if verdict.witness is not None:
        yield "witness", _witness(verdict.witness)
    if verdict.confidence is not None:
        yield "confidence", f"{float(verdict.confidence):g}"
    if verdict.reason:
        yield "reason", verdict.reason
    for note in verdict.notes:
        yield "note", note
    if path := _path(certificates, verdict):
        yield "certificate", path


def _witness(witness: Witness) -> str:
    shift = f", κ = {_short(witness.kappa)}" if witness.kappa else ""
    return f"branch {witness.branch}, ε = {_short(witness.epsilon)}{shift}"


def _short(x: Fraction) -> str:
    """Exactly where that is short, else as a decimal rounded down."""
    if x and _is_power_of_two(x):
        return f"2^{_log2(x)}"
    exact = str(x) if x.denominator.bit_length() < 4 * LONGEST_EXACT else ""
    return exact if exact and len(exact) <= LONGEST_EXACT else f"{decimal_below(x)}… (exactly in the certificate)"


def _is_power_of_two(x: Fraction) -> bool:
    return x.numerator & (x.numerator - 1) == 0 and x.denominator & (x.denominator - 1) == 0


def _log2(x: Fraction) -> int:
    """The exponent of a power of two."""
    return x.numerator.bit_length() - x.denominator.bit_length()


def _path(certificates: Mapping[int, Path], verdict: Verdict) -> str | None:
    return str(certificates[verdict.digits]) if verdict.digits in certificates else None
