"""Stopping and going on, bars on a terminal only, absent libraries, the scripts' ascent: what surrounds the numbers."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from barriers.cli import progress_bars
from barriers.cli.app import run
from barriers.experiments import settings as presets
from barriers.experiments import stability, unet
from barriers.experiments.run_folder import RunFolder

SMALL = replace(presets.unet("quick"), steps=60)


class Stopped(Exception):
    pass


class StopsInTheSecondTraining:
    """A progress that breaks the run off when the second network has seen 50 batches."""

    def __init__(self) -> None:
        self.started: list[str] = []

    def start(self, name: str, total: int) -> Callable[[int], None]:
        self.started.append(name)
        nth = len(self.started)

        def told(done: int) -> None:
            if nth == 2 and done > 50:
                raise Stopped

        return told


def test_a_run_that_was_stopped_in_a_training_ends_as_one_that_was_not(tmp_path: Path):
    straight = unet.run(SMALL)
    folder = RunFolder.open(tmp_path, "unet", {})
    with pytest.raises(Stopped):
        unet.run(SMALL, folder=folder, progress=StopsInTheSecondTraining())
    assert len(list((tmp_path / "checkpoints").glob("*.pt"))) == 2
    resumed = unet.run(SMALL, folder=folder)
    assert resumed.rows == straight.rows


@pytest.mark.parametrize("terminal", [True, False])
def test_bars_are_drawn_on_a_terminal_only(terminal: bool, monkeypatch: pytest.MonkeyPatch):
    out = io.StringIO()
    monkeypatch.setattr(progress_bars, "stderr", lambda: Console(file=out, force_terminal=terminal, width=80))
    with progress_bars.bars() as progress:
        told = progress.start("training a net", 3)
        told(3)
    assert ("training a net" in out.getvalue()) is terminal
    assert (out.getvalue() == "") is not terminal


@pytest.mark.parametrize(
    ("arguments", "module", "distribution"),
    [
        (["unet"], "monai.networks.nets", "MONAI"),
        (["convergence", "--image", "moon"], "skimage.data", "scikit-image"),
        (["convergence"], "torch", "PyTorch"),
    ],
)
def test_an_absent_library_is_one_sentence_that_names_the_extra(
    arguments: list[str],
    module: str,
    distribution: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setitem(sys.modules, module, None)
    assert run(["experiment", *arguments, "--quick"]) != 0
    err = capsys.readouterr().err
    assert distribution in err
    assert "computability-barriers[imaging]" in err.replace("\n", "")
    assert "Traceback" not in err


def test_the_scripts_ascent_finds_less_than_the_projected_one_and_never_leaves_the_ball():
    quick = replace(presets.stability("quick"), transforms=("fourier",))
    strong, scripts = (stability.run(quick, projected=projected) for projected in (True, False))
    assert scripts.settings["projected"] is False
    for row, other in zip(strong.rows, scripts.rows, strict=True):
        assert 0 < other["amplification"] <= row["amplification"] * 1.02
