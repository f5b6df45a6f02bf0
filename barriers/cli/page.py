"""The report of `barriers verify` as one self-contained HTML page."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from barriers.cli.files import write_in_one_step
from barriers.cli.report_view import report_view

if TYPE_CHECKING:
    from barriers.verdict import Report

WIDTH = 110


def write_page(path: Path, report: Report, certificates: Mapping[int, Path]) -> None:
    """Write what the terminal shows as HTML, styles included, nothing loaded from elsewhere."""
    console = Console(record=True, file=io.StringIO(), width=WIDTH, highlight=False, force_terminal=True)
    console.print(report_view(report, certificates))
    write_in_one_step(path, console.export_html().encode("utf-8"))
