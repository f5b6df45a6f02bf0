"""The figures of a report, as in the talk: images with a zoom, and convergence curves (matplotlib, SVG, PNG or PDF)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

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
    written = [_images(name, arrays, folder, form) for name, arrays in report.pictures.items() if arrays]
    curves = [row for row in report.rows if any(key.startswith("errors_p") for key in row)]
    if curves:
        written.append(_curves(curves, folder, form))
    return written


def _images(name: str, arrays: dict[str, Any], folder: Path, form: str) -> Path:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2.2 * len(arrays), 4.6), layout="constrained")
    axes = figure.subplots(2, len(arrays), squeeze=False)
    for column, (title, array) in enumerate(arrays.items()):
        picture = np.asarray(array, dtype=float)
        n = len(picture)
        signed = title == "difference"
        limits = (-float(np.abs(picture).max()), float(np.abs(picture).max())) if signed else (0.0, 1.0)
        for row, part in enumerate((picture, picture[3 * n // 8 : 5 * n // 8, 3 * n // 8 : 5 * n // 8])):
            axis = axes[row, column]
            axis.imshow(
                part, cmap="RdBu" if signed else "gray", vmin=limits[0], vmax=limits[1], interpolation="nearest"
            )
            axis.set_xticks([])
            axis.set_yticks([])
        axes[0, column].set_title(title, fontsize=8)
    figure.suptitle(name, fontsize=9)
    return _save(figure, folder, name, form)


def _curves(rows: list[dict[str, Any]], folder: Path, form: str) -> Path:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4 * len(rows), 6.5), layout="constrained")
    axes = figure.subplots(2, len(rows), squeeze=False)
    for column, row in enumerate(rows):
        above, below = axes[0, column], axes[1, column]
        for key, values in row.items():
            if key.startswith("errors_"):
                above.semilogy(range(1, len(values) + 1), values, label=key.removeprefix("errors_"), linewidth=1)
            if key.startswith("gaps_"):
                positive = np.where(np.asarray(values) > 0, values, np.nan)
                below.semilogy(range(1, len(values) + 1), positive, label=key.removeprefix("gaps_"), linewidth=1)
            if key.startswith("gaps_p"):
                p = int(key.removeprefix("gaps_p"))
                k = np.arange(1, len(values) // p + 1)
                below.semilogy(
                    p * k, np.exp(-k) * row["relative_data_norm"], "k:", linewidth=0.8, label=f"bound, p = {p}"
                )
        above.axhline(row["minimiser_error"], color="gray", linestyle="--", linewidth=0.8, label="minimiser")
        above.axhline(row["zero_filling_error"], color="gray", linestyle=":", linewidth=0.8, label="zero-filling")
        above.set_title(f"{row['image']}, {row['transform']}", fontsize=9)
        below.set_xlabel("inner iterations")
    axes[0, 0].set_ylabel("relative error")
    axes[1, 0].set_ylabel("(F − F*)/‖x‖")
    axes[0, -1].legend(fontsize=7)
    axes[1, -1].legend(fontsize=7)
    return _save(figure, folder, "convergence curves", form)


def _save(figure: Any, folder: Path, name: str, form: str) -> Path:
    plain = "".join(c if c.isalnum() or c in ".=" else "-" for c in name.replace("%", "percent"))
    path = folder / f"{plain}.{form}"
    figure.savefig(path, format=form, dpi=150)
    return path
