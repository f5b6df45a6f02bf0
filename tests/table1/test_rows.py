"""The rows: published figures reproduced, closed forms of the unpublished K, true distances, and rows that fail."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from barriers.table1 import Distance, LearnedOutput, Row, table1
from barriers.table1.build import Key
from barriers.table1.instance import Branch
from barriers.table1.published import FIGURES, SHAPES

SHOWN_LABEL = {1: 1, 3: 0, 6: 1}
"""The head that the script raises in A_n, by K (see test_instance)."""


@pytest.fixture(scope="module")
def rows() -> dict[Key, Row]:
    return {(row.digits, row.accuracy): row for row in table1()}


@pytest.mark.parametrize("key", list(FIGURES))
def test_published_firenet_figures_are_reproduced(rows: dict[Key, Row], key: Key) -> None:
    tolerance = {1: 1e-6, 3: 1e-7, 6: 6e-8}[key[0]]
    assert abs(rows[key].firenet_as_published - FIGURES[key].firenet) <= tolerance
    assert rows[key].index_artefact == (key[0] != 6)


@pytest.mark.parametrize("key", list(FIGURES))
def test_true_distances_are_the_midpoint(rows: dict[Key, Row], key: Key) -> None:
    row, midpoint = rows[key], 1.5 * 10.0 ** -key[0]
    for column in (row.firenet_true, row.firenet_as_published_true):
        assert column.value == pytest.approx(midpoint, rel=0.01)
        assert column.lower > 10.0 ** -key[0]
        assert 0 <= column.upper - column.lower <= 1e-15
    assert row.zero_true.value == pytest.approx(1.5 * sqrt(2) * 10.0 ** -key[0], rel=1e-3)
    assert row.holds
    assert row.verdict == f"every network errs by more than 10^-{key[0]}"


def test_the_first_row_in_all_digits(rows: dict[Key, Row]) -> None:
    assert rows[1, 10].firenet_as_published_true.value == pytest.approx(0.1500233, abs=1e-6)


def test_nearly_optimal_objectives_and_far_minimisers(rows: dict[Key, Row]) -> None:
    """The point of the table: the objective is within 2^-n or so of its minimum, the output is nowhere near."""
    for (digits, accuracy), row in rows.items():
        gap = row.gaps["firenet_true"]
        assert 0 <= gap <= 2.0**-accuracy + 1e-7
        assert row.firenet_true.lower > 10.0**-digits


def test_inputs_are_within_the_tolerance(rows: dict[Key, Row]) -> None:
    for row in rows.values():
        assert 0.7 * 2.0**-row.accuracy < row.matrix_error <= 2.0**-row.accuracy
        assert row.sample_error <= 2.0**-row.accuracy


def test_the_artefact_turns_the_midpoint_into_root_three_over_two(rows: dict[Key, Row]) -> None:
    for digits in (1, 3):
        assert rows[digits, 30].firenet_as_published == pytest.approx(3 * 10.0**-digits * sqrt(3) / 2, rel=1e-4)
    assert rows[6, 30].firenet_as_published == pytest.approx(rows[6, 30].firenet_as_published_true.value, rel=1e-9)


@pytest.mark.parametrize("digits", [2, 4, 5])
def test_unpublished_digits_match_the_closed_forms(digits: int) -> None:
    (row,) = table1(digits=(digits,), accuracies=(20,))
    for value in (row.firenet_as_published, row.firenet_true.value):
        assert value == pytest.approx(1.5 * 10.0**-digits, rel=1e-4)
    assert (row.published_lista, row.published_firenet, row.lista) == (None, None, None)
    assert row.holds


def test_the_shape_of_the_talk() -> None:
    shape = SHAPES[1]
    for row in table1(accuracies=(20,), columns=shape[1]):
        assert row.shape == shape == (19, 20)
        assert row.holds


def learner(scale: float):
    """A network that has learnt its labels up to a factor."""

    def outputs(keys, columns):
        result = {}
        for key in keys:
            z = np.zeros(columns)
            raised = SHOWN_LABEL[key[0]]
            z[raised] = scale * float(Branch(key[0], key[1], columns, raised).solutions.total.mid())
            result[key] = LearnedOutput(z, 7)
        return result

    return outputs


def test_a_network_that_learns_its_labels_errs_by_the_whole_separation() -> None:
    for row in table1(accuracies=(20,), learner=learner(1.0)):
        assert row.lista is not None
        assert row.lista.value == pytest.approx(3 * 10.0**-row.digits, rel=1e-4)
        assert row.lista_epochs == 7
        assert row.gaps["lista"] <= 2.0**-20
        assert row.holds


def test_a_network_that_has_not_learnt_fails_the_row() -> None:
    for row in table1(digits=(3,), accuracies=(20,), learner=learner(0.5)):
        assert not row.holds
        assert row.failures == ("lista is not within 1 % of 3·10^-K",)


def test_other_failures_are_named(rows: dict[Key, Row]) -> None:
    def copy(**changes: object) -> Row:
        fields = {name: getattr(rows[6, 20], name) for name in Row.__dataclass_fields__}
        for name in ("published_lista", "published_firenet"):
            del fields[name]
        return Row(**{**fields, **changes})

    assert copy().holds
    assert copy(firenet_as_published=1.7e-6).failures == ("firenet_as_published is not the published figure",)
    assert copy(matrix_error=1e-6).failures == ("the inputs are not within 2^-20",)
    assert copy(zero_true=Distance(0.9e-6, 3e-6)).failures == ("zero_true is not above 10^-6",)
    assert copy(firenet_true=replace(rows[6, 20].firenet_true, upper=2e-6)).failures == (
        "firenet_true is not within 1 % of 1.5·10^-K",
    )
