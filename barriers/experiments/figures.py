"""The figures of a report, as in the talk: images with a zoom, networks beside each other, convergence curves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from barriers.experiments.curves import curves
from barriers.experiments.panels import comparison, with_zoom
from barriers.experiments.report import Report
from networks.imaging.optional import require
from oracles.errors import InvalidArgument

FORMATS = ("svg", "png", "pdf")


def draw(report: Report, folder: Path, form: str = "svg") -> list[Path]:
    """Write the figures of the report below `folder` and return their paths.

    Raises InvalidArgument for another format, MissingLibrary without matplotlib.
    """
    if form not in FORMATS:
        raise InvalidArgument("figures", form, f"one of {', '.join(FORMATS)}")
    require("matplotlib", "matplotlib", "plots", "Drawing figures")
    folder.mkdir(parents=True, exist_ok=True)
    written = [
        _save(with_zoom(name, pictures), folder, name, form) for name, pictures in report.pictures.items() if pictures
    ]
    for name, rows in report.comparisons.items():
        written.append(_save(comparison(name, rows), folder, name, form))
    for row in report.rows:
        if any(key.startswith("errors_p") for key in row):
            written.append(_save(curves(row), folder, f"curves {row['image']} {row['transform']}", form))
    return written


def _save(figure: Any, folder: Path, name: str, form: str) -> Path:
    words = "".join(c if c.isalnum() or c in ".=" else " " for c in name.replace("%", "percent")).split()
    path = folder / f"{'-'.join(words)}.{form}"
    figure.savefig(path, format=form, dpi=150)
    return path
