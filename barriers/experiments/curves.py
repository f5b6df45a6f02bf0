"""Convergence curves: relative errors and objective gaps against inner iterations, with the bound drawn in."""

from __future__ import annotations

from typing import Any

import numpy as np

_FLOOR = 1e-6
"""The axis of gaps ends here: no run comes near it, the bound would go on."""


def curves(row: dict[str, Any]) -> Any:
    """A figure (matplotlib) for one image and transform: errors on the left, gaps (F − F*)/‖x‖ on the right."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    colours: dict[str, str] = {}
    for key, values in row.items():
        if key.startswith("errors_"):
            name = key.removeprefix("errors_")
            colours[name] = f"C{len(colours)}"
            left.semilogy(range(1, len(values) + 1), values, color=colours[name], label=_label(name))
    left.axhline(row["zero_filling_error"], color="gray", linestyle=":", label="zero-filling")
    left.axhline(row["minimiser_error"], color="gray", linestyle="--", label="minimiser")
    for key, values in row.items():
        if not key.startswith("gaps_"):
            continue
        name = key.removeprefix("gaps_")
        positive = np.where(np.asarray(values) > 0, values, np.nan)
        right.semilogy(range(1, len(values) + 1), positive, color=colours[name], label=_label(name))
        if name.startswith("p"):
            p = int(name.removeprefix("p"))
            k = np.arange(1, len(values) // p + 1)
            bound = np.exp(-k) * row["relative_data_norm"]
            right.semilogy(p * k, bound, ":", color=colours[name], label=f"bound $e^{{-k}}$, p = {p}")
    right.set_ylim(bottom=_FLOOR)
    left.set_ylabel("relative error")
    right.set_ylabel("(F − F*)/‖x‖")
    for axis in (left, right):
        axis.set_xlabel("inner iterations")
        axis.grid(which="major", alpha=0.3)
        axis.legend(fontsize=8)
    figure.suptitle(f"{row['image']}, {row['transform'].capitalize()} samples", fontsize=11)
    return figure


def _label(name: str) -> str:
    if name.startswith("p"):
        return f"FIRENET, p = {name.removeprefix('p')}"
    return {"unrestarted": "unrestarted", "uniform": "FIRENET, uniform mask"}.get(name, name)
