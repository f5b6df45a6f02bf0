"""Figures: what they show, where they zoom, and the three formats."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from barriers.experiments.curves import curves
from barriers.experiments.figures import draw
from barriers.experiments.panels import comparison, with_zoom, zoom_window
from barriers.experiments.report import Report, percent
from oracles.errors import InvalidArgument

ORIGINAL = np.zeros((32, 32))
ORIGINAL[20:30:2, 2:12] = 1.0
PICTURES = {"original": ORIGINAL, "fourier mask": ORIGINAL > 0, "from perturbed": 0.9 * ORIGINAL + 0j}


def report() -> Report:
    row = {
        "image": "x", "transform": "walsh",
        "relative_data_norm": 1.0, "zero_filling_error": 0.5, "minimiser_error": 0.1,
        "errors_p5": [0.5, 0.3, 0.2, 0.2, 0.2], "gaps_p5": [0.5, 0.3, 0.2, -1e-9, 0.0], "errors_unrestarted": [0.9] * 5,
    }  # fmt: skip
    return Report("convergence", "quick", 0, {}, [row, {"cost_ratio": 1.2}], [], [], {"x, 5 %": PICTURES}, {})


def test_the_zoom_is_where_the_original_has_its_edges():
    rows, columns = zoom_window(PICTURES, "original")
    assert rows.stop - rows.start == columns.stop - columns.start == 16
    assert rows.start <= 20
    assert rows.stop >= 29
    assert columns.start <= 2


def test_details_are_zoomed_in_on_in_the_middle():
    assert zoom_window({"original": ORIGINAL, "difference": ORIGINAL}, "original") == (slice(8, 24), slice(8, 24))
    large = np.kron(ORIGINAL, np.ones((4, 4)))
    assert zoom_window({"original": large, "difference": large}, "original") == (slice(32, 96), slice(32, 96))
    assert zoom_window({"reconstruction": np.zeros((128, 128))}, "reconstruction") == (slice(48, 80), slice(48, 80))


def test_a_row_shows_every_image_its_error_and_its_zoom_and_no_zoom_of_the_mask():
    figure = with_zoom("name", PICTURES)
    axes = figure.axes
    assert [axis.get_title() for axis in axes[:3]] == ["original", "Fourier mask", "rec. from worst case"]
    assert [axis.get_xlabel() for axis in axes[:3]] == ["", "", "error 0.100"]
    assert [axis.axison for axis in axes[3:]] == [True, False, True]
    assert axes[5].images[0].get_array().max() == pytest.approx(0.9)


def test_a_comparison_has_a_row_for_each_network_and_one_scale_for_differences():
    rows = {name: {"original": ORIGINAL, "difference": c * ORIGINAL} for name, c in (("a", 1.0), ("b", -2.0))}
    axes = comparison("name", rows).axes
    assert [axis.get_ylabel() for axis in axes[::2]] == ["a", "b"]
    assert {axes[i].images[0].get_clim() for i in (1, 3)} == {(-2.0, 2.0)}


def test_curves_draw_the_bound_and_leave_out_what_a_logarithm_cannot_show():
    left, right = curves(report().rows[0]).axes
    labels = [line.get_label() for line in right.lines]
    assert labels == ["FIRENET, p = 5", "bound $e^{-k}$, p = 5"]
    assert right.lines[1].get_ydata() == pytest.approx([np.exp(-1)])
    assert np.isnan(right.lines[0].get_ydata()[3:]).all()
    assert [line.get_label() for line in left.lines][-2:] == ["zero-filling", "minimiser"]


@pytest.mark.parametrize(("form", "signature"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_three_formats(form: str, signature: bytes, tmp_path: Path):
    paths = draw(report(), tmp_path / "figures", form)
    assert [path.name for path in paths] == [f"x-5-percent.{form}", f"curves-x-walsh.{form}"]
    assert all(path.read_bytes().startswith(signature) for path in paths)


def test_other_formats_are_refused(tmp_path: Path):
    with pytest.raises(InvalidArgument, match="svg"):
        draw(report(), tmp_path, "gif")


def test_radii_in_words():
    assert [percent(0.05), percent(0.01), percent(0.125)] == ["5 %", "1 %", "12.5 %"]
