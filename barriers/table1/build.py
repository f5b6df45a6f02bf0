"""The table row by row: instances, networks, certified distances."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf, nextafter

import numpy as np

from barriers.table1.firenet_column import as_published, with_legal_steps
from barriers.table1.index_artefact import script_indices
from barriers.table1.instance import Branch
from barriers.table1.published import ACCURACIES, DIGITS, SHAPES
from barriers.table1.row import Distance, Row

Key = tuple[int, int]
"""(K, n)."""


@dataclass(frozen=True)
class LearnedOutput:
    """What a trained network answers in one cell: its output, shape (N,), and the epochs it was trained for."""

    output: np.ndarray
    epochs: int


Learner = Callable[[Sequence[Key], int], Mapping[Key, LearnedOutput]]
"""Trains the networks of all cells (K, n) for N columns and returns their outputs at the test sample."""


def table1(
    *,
    digits: Sequence[int] = DIGITS,
    accuracies: Sequence[int] = ACCURACIES,
    columns: int = SHAPES[0][1],
    learner: Learner | None = None,
) -> tuple[Row, ...]:
    """The rows of the numerical table for K in `digits`, n in `accuracies` and N = `columns` (m = N − 1).

    learner: trains LISTA for all cells at once (`barriers.table1.lista_column.ListaLearner`); None leaves that column
    out. Raises InvalidArgument for K < 1, n < 0 or N < 3.
    """
    keys = [(k, n) for k in digits for n in accuracies]
    branches = {key: _branches(key, columns) for key in keys}
    learned = learner(keys, columns) if learner else {}
    return tuple(_row(shown, true, learned.get(key)) for key, (shown, true) in branches.items())


def _branches(key: Key, columns: int) -> tuple[Branch, Branch]:
    indices = script_indices(key[0], columns)
    return Branch(*key, columns, indices.shown), Branch(*key, columns, indices.true)


def _row(shown: Branch, true: Branch, learned: LearnedOutput | None) -> Row:
    """Networks get the data of `shown`; the truth is `true`."""
    indices = script_indices(true.digits, true.columns)
    outputs = {
        "firenet_as_published": as_published(shown.matrix, shown.sample),
        "firenet_true": with_legal_steps(shown.matrix, shown.sample),
        "zero_true": np.zeros(true.columns),
    }
    if learned is not None:
        # The LISTA scripts have no index artefact and always show branch 2; where `shown` is branch 1 instead,
        # exchanging the two heads turns one training into the other.
        outputs["lista"] = learned.output
    return Row(
        digits=true.digits,
        accuracy=true.accuracy,
        shape=(true.rows, true.columns),
        index_artefact=indices.misplaced,
        firenet_as_published=_distance_in_script(outputs["firenet_as_published"], true, indices.compared),
        firenet_as_published_true=_certified(true, outputs["firenet_as_published"]),
        firenet_true=_certified(true, outputs["firenet_true"]),
        zero_true=_certified(true, outputs["zero_true"]),
        lista=None if learned is None else _certified(true, outputs["lista"]),
        gaps={name: _up(true.objective_gap(z)) for name, z in outputs.items()},
        matrix_error=_up(true.matrix_error(shown.matrix)),
        sample_error=_up(true.sample_error(shown.sample)),
        lista_epochs=None if learned is None else learned.epochs,
    )


def _distance_in_script(output: np.ndarray, true: Branch, compared: int) -> float:
    """The distance that the public script prints: to the vector whose only non-zero, 1/a_*, is at coordinate
    `compared`."""
    minimiser = np.zeros(true.columns)
    minimiser[compared] = float(true.solutions.total.mid())
    return float(np.linalg.norm(output - minimiser))


def _certified(true: Branch, output: np.ndarray) -> Distance:
    low, high = true.distance(output)
    return Distance(_down(low), _up(high))


def _up(x: Fraction) -> float:
    value = float(x)
    return value if Fraction(value) >= x else nextafter(value, inf)


def _down(x: Fraction) -> float:
    value = float(x)
    return value if Fraction(value) <= x else nextafter(value, -inf)
