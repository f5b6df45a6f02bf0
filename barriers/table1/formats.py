"""The table as text: CSV, LaTeX (booktabs), Markdown, and the columns of the terminal view."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from barriers.table1.row import Row

HEADINGS = (
    "K",
    "n",
    "LISTA published",
    "LISTA",
    "FIRENET published",
    "FIRENET as published",
    "as published, to Ξ",
    "FIRENET, to Ξ",
    "zero, to Ξ",
    "objective gap",
    "10^-K",
    "verdict",
)
"""Headings of `cells`: distances to Ξ(A, y) but for the two published columns and "FIRENET as published" († marks a
misplaced minimiser: that entry is no distance to Ξ). The objective gap is that of FIRENET with legal steps."""


def cells(row: Row) -> tuple[str, ...]:
    """The row as text, one cell per heading."""
    return (
        str(row.digits),
        str(row.accuracy),
        _figure(row.published_lista),
        _figure(None if row.lista is None else row.lista.value),
        _figure(row.published_firenet),
        _figure(row.firenet_as_published) + ("†" if row.index_artefact else ""),
        _figure(row.firenet_as_published_true.value),
        _figure(row.firenet_true.value),
        _figure(row.zero_true.value),
        f"{row.gaps['firenet_true']:.1e}",
        f"1e-{row.digits}",
        "all above" if row.holds else "fails: " + "; ".join(row.failures),
    )


def as_csv(rows: Sequence[Row]) -> str:
    """All fields of `Row.as_json` that are single values, one line per row; "shape" becomes rows and columns."""
    records = [_flat(row) for row in rows]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, fieldnames=list(records[0]) if records else ["K", "n"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return buffer.getvalue()


def as_markdown(rows: Sequence[Row]) -> str:
    """A Markdown table."""
    lines = [HEADINGS, tuple("---" for _ in HEADINGS), *(cells(row) for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def as_latex(rows: Sequence[Row]) -> str:
    """A LaTeX tabular for the packages booktabs and amsmath."""
    headings = [
        r"$K$",
        r"$n$",
        r"LISTA (pub.)",
        r"LISTA",
        r"FIRENET (pub.)",
        r"as published",
        r"as published, to $\Xi$",
        r"FIRENET, to $\Xi$",
        r"zero, to $\Xi$",
        r"gap",
        r"$10^{-K}$",
    ]
    lines = [
        r"\begin{tabular}{rr" + "l" * (len(headings) - 2) + "}",
        r"\toprule",
        " & ".join(headings) + r" \\",
        r"\midrule",
    ]
    previous = None
    for row in rows:
        if previous is not None and previous != row.digits:
            lines.append(r"\addlinespace")
        previous = row.digits
        entries = [entry.replace("†", r"$^\dagger$").replace("–", "--") for entry in cells(row)[:9]]
        lines.append(" & ".join([*entries, _power(row.gaps["firenet_true"]), f"$10^{{-{row.digits}}}$"]) + r" \\")
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}"]) + "\n"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.7f}"


def _power(value: float) -> str:
    mantissa, exponent = f"{value:.1e}".split("e")
    return rf"${mantissa}\cdot 10^{{{int(exponent)}}}$"


def _flat(row: Row) -> dict[str, object]:
    record: dict[str, object] = {}
    for name, value in row.as_json().items():
        if name == "shape":
            record["rows"], record["columns"] = value
        elif name == "objective_gaps":
            record.update({f"objective_gap_{column}": gap for column, gap in value.items()})
        elif name != "enclosures":
            record[name] = value
    return record
