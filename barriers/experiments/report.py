"""What an experiment found: rows of numbers, the statements they bear out or not, and how to repeat it."""

from __future__ import annotations

import csv
import io
import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from barriers.experiments.devices import device_name

_LIBRARIES = (
    "computability-barriers", "numpy", "torch", "scipy", "array-api-compat",
    "PyWavelets", "monai", "nilearn", "scikit-image", "matplotlib",
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """A statement fixed before measuring: `figure` `relation` `threshold`, relation "<=" or ">="."""

    statement: str
    figure: float
    relation: str
    threshold: float

    @property
    def holds(self) -> bool:
        """Whether the figure is on the right side; a NaN never is."""
        return self.figure <= self.threshold if self.relation == "<=" else self.figure >= self.threshold

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "statement": self.statement,
            "figure": self.figure,
            "relation": self.relation,
            "threshold": self.threshold,
            "holds": self.holds,
        }


@dataclass(frozen=True)
class Report:
    """One experiment: its preset, seed and settings, rows of numbers, checks, and arrays for the figures.

    notes: sentences that belong beside the numbers. pictures: {name: {title: image}}, a figure each.
    comparisons: {name: {network: {title: image}}}, a figure each with a row for each network.
    """

    experiment: str
    preset: str
    seed: int
    settings: dict[str, Any]
    rows: list[dict[str, Any]]
    checks: list[Check]
    notes: list[str] = field(default_factory=list)
    pictures: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    comparisons: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def as_json(self) -> dict[str, Any]:
        """Everything but the images as one JSON document."""
        return {
            "experiment": self.experiment,
            "preset": self.preset,
            "seed": self.seed,
            "settings": self.settings,
            "versions": versions(),
            "rows": self.rows,
            "checks": [check.as_json() for check in self.checks],
            "notes": self.notes,
        }

    def as_csv(self) -> str:
        """The rows as CSV; seed, preset and versions as comment lines that begin with '#'."""
        out = io.StringIO()
        out.write(f"# experiment {self.experiment}, preset {self.preset}, seed {self.seed}\n")
        out.write(f"# settings {self.settings}\n# versions {versions()}\n")
        scalar = [{k: v for k, v in row.items() if not isinstance(v, list | dict)} for row in self.rows]
        columns = list(dict.fromkeys(key for row in scalar for key in row))
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(scalar)
        return out.getvalue()


def versions() -> dict[str, str]:
    """Python, the installed libraries and the device that have a part in the numbers."""
    found = {"python": platform.python_version(), "device": device_name()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def relative_error(found: np.ndarray, truth: np.ndarray) -> float:
    """‖found − truth‖ / ‖truth‖ over the whole array."""
    return float(np.linalg.norm(found - truth) / np.linalg.norm(truth))


def over(rows: list[dict[str, Any]], key: str, reduce: Callable[[list[float]], float] = max, **where: Any) -> float:
    """`reduce` of the values of `key` over the rows that have it and these other values; NaN if there is none."""
    values = [float(row[key]) for row in rows if key in row and all(row.get(k) == v for k, v in where.items())]
    return reduce(values) if values else float("nan")


def percent(radius: float) -> str:
    """A relative radius in words: 0.05 is "5 %"."""
    return f"{100 * radius:g} %"


def mean(values: list[float]) -> float:
    """The arithmetic mean."""
    return sum(values) / len(values)
