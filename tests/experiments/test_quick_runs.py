"""The four experiments in their quick form through the command line, resuming, and a user's own network."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from barriers.cli.app import run
from barriers.experiments import convergence
from barriers.experiments import settings as presets

EXPERIMENTS = ("convergence", "stability", "automap", "unet")


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, Any]:
    assert run(["experiment", *arguments, "--json"]) == code
    out = capsys.readouterr()
    assert "\x1b" not in out.err  # stderr is no terminal here: no bars
    return json.loads(out.out)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_each_runs_writes_its_files_and_resumes(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "run"
    arguments = [name, "--quick", "--output", str(folder), "--figures", "png"]
    document = printed(arguments, capsys)
    assert document["preset"] == "quick"
    assert document["rows"]
    assert document["checks"]
    assert json.loads((folder / "results.json").read_text()) == document
    lines = [line for line in (folder / "results.csv").read_text().splitlines() if not line.startswith("#")]
    assert len(list(csv.DictReader(lines))) == len(document["rows"])
    figures = list((folder / "figures").iterdir())
    assert figures
    assert all(figure.read_bytes().startswith(b"\x89PNG") for figure in figures)

    stages = {path: path.stat().st_mtime_ns for path in (folder / "stages").iterdir()}
    assert printed(arguments, capsys)["rows"] == document["rows"]
    assert {path: path.stat().st_mtime_ns for path in (folder / "stages").iterdir()} == stages


def test_convergence_rows_hold_what_the_theory_says_of_every_run(capsys: pytest.CaptureFixture[str]):
    document = printed(["convergence", "--quick"], capsys)
    for row in document["rows"]:
        assert len(row["errors_p5"]) == 16 * 5
        assert row["samples"] == round(0.15 * 64 * 64)
        assert min(row["gaps_p5"] + row["gaps_p20"] + row["gaps_unrestarted"]) > 0  # F* lies below all
        assert row["gaps_p20"][-1] < row["gaps_p5"][-1]
        bound = [np.exp(-k) * row["relative_data_norm"] for k in (1, 2, 3, 4)]
        assert all(row["gaps_p5"][5 * k + 4] <= b for k, b in enumerate(bound))


def test_convergence_runs_with_another_wavelet(capsys: pytest.CaptureFixture[str]):
    arguments = ["convergence", "--quick", "--size", "32"]
    db4, haar = (printed([*arguments, "--wavelet", name], capsys) for name in ("db4", "haar"))
    assert db4["settings"]["wavelet"] == "db4"
    for row, other in zip(db4["rows"], haar["rows"], strict=True):
        assert min(row["gaps_p5"] + row["gaps_p20"]) > 0
        assert row["minimiser_error"] != other["minimiser_error"]
        assert row["error_80"] < 1.1 * row["zero_filling_error"]


def test_the_detail_of_the_u_nets_can_be_chosen(capsys: pytest.CaptureFixture[str]):
    arguments = ["unet", "--quick", "--steps", "2", "--training-noise", "0.3", "--detail"]
    bars, text = (printed([*arguments, kind, "--contrast", "0.1"], capsys) for kind in ("bars", "text"))
    used = {name: bars["settings"][name] for name in ("steps", "training_noise", "detail", "contrast")}
    assert used == {"steps": 2, "training_noise": 0.3, "detail": "bars", "contrast": 0.1}
    for row, other in zip(bars["rows"], text["rows"], strict=True):
        assert row["amplification"] == other["amplification"]
        assert row["correlation"] != other["correlation"]


def test_an_inner_step_is_timed_against_its_transforms():
    settings = replace(
        presets.convergence("quick"), transforms=("walsh",), inner=(5,), reference=(40, 4), timing_size=64
    )
    report = convergence.run(settings)
    (row,) = (row for row in report.rows if row["image"] == "timing")
    assert 1 < row["cost_ratio"] < 20  # the step contains the transforms
    assert [check.figure for check in report.checks if "time" in check.statement] == [row["cost_ratio"]]


def test_zero_filling_is_never_amplified(capsys: pytest.CaptureFixture[str]):
    document = printed(["stability", "--quick"], capsys)
    found = [row["amplification_most"] for row in document["rows"] if row["network"] == "zero-filling"]
    assert found
    assert max(found) <= 1 + 1e-4


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["stability", "--network", "x.py:f"], "go together"),
        (["convergence", "--quick", "--size", "100"], "power of two"),
        (["convergence", "--quick", "--size", "2048"], "1024"),
        (["convergence", "--quick", "--image", "lena"], "s1045"),
        (["convergence", "--quick", "--wavelet", "bior2.2"], "orthogonal"),
        (["unet", "--quick", "--size", "16"], "32"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]):
    assert run(["experiment", *arguments]) == 2
    err = capsys.readouterr().err
    assert complaint in err
    assert "Traceback" not in err


def test_the_same_seed_gives_the_same_numbers(capsys: pytest.CaptureFixture[str]):
    one, two, other = (printed(["automap", "--quick", "--seed", seed], capsys)["rows"] for seed in ("1", "1", "2"))
    assert one == two
    assert one != other
