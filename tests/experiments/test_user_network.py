"""`experiment stability --network FILE.py:NAME`: modules and functions of one's own, and what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from barriers.cli.app import run

CODE = """
import torch

def scaled(dtype):
    net = torch.nn.Linear(6, 4, bias=False, dtype=dtype)
    net.weight.data = torch.diag(torch.tensor([5.0, 1, 1, 1])).to(dtype) @ torch.eye(4, 6).to(dtype)
    return net

double, single, complex_ = scaled(torch.float64), scaled(torch.float32), scaled(torch.complex64)
dropping = torch.nn.Sequential(torch.nn.Dropout(0.9), scaled(torch.float64))
convolution = torch.nn.Conv2d(1, 1, 1, bias=False)
convolution.weight.data.fill_(3.0)

class Net(torch.nn.Module): pass
def function(y): return 2 * y.real
def flat(y): return y.detach()
def one(y): return y.sum()
def broken(y): raise RuntimeError("no such weights\\nsecond line")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    (tmp_path / "mine.py").write_text(CODE)
    np.save(tmp_path / "real.npy", rng.normal(size=(2, 6)))
    np.save(tmp_path / "complex.npy", rng.normal(size=(2, 6)) + 1j * rng.normal(size=(2, 6)))
    np.save(tmp_path / "images.npy", rng.normal(size=(2, 1, 8, 8)))
    np.save(tmp_path / "vector.npy", rng.normal(size=6))
    return tmp_path


def attacked(folder: Path, name: str, inputs: str) -> list[str]:
    where = ["--network", f"{folder}/mine.py:{name}", "--inputs", f"{folder}/{inputs}.npy"]
    return ["experiment", "stability", *where, "--radius", "0.02"]


def row_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run([*arguments, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    return row


@pytest.mark.parametrize(
    ("name", "inputs", "norm"),
    [
        ("double", "real", 5),
        ("single", "real", 5),
        ("complex_", "complex", 5),
        ("dropping", "real", 5),  # in evaluation mode nothing is dropped
        ("convolution", "images", 3),
        ("function", "real", 2),
        ("function", "complex", 2),
    ],
)
def test_modules_and_functions_are_attacked_at_their_inputs(
    name: str, inputs: str, norm: float, folder: Path, capsys: pytest.CaptureFixture[str]
):
    row = row_of(attacked(folder, name, inputs), capsys)
    assert row["amplification"] == pytest.approx(norm, rel=0.01)
    assert row["radius"] == 0.02
    assert row["inputs"] == 2


def test_the_scripts_ascent_is_for_them_too(folder: Path, capsys: pytest.CaptureFixture[str]):
    row = row_of([*attacked(folder, "double", "real"), "--unprojected"], capsys)
    assert row["amplification"] == pytest.approx(5, rel=0.05)


@pytest.mark.parametrize(
    ("name", "inputs", "complaint"),
    [
        ("Net", "real", "this is a class"),
        ("flat", "real", "differentiably"),
        ("one", "real", "differentiably"),
        ("absent", "real", "absent"),
        ("broken", "real", "it raised RuntimeError: no such weights"),
        ("double", "images", "it raised RuntimeError"),
        ("double", "vector", "(B, ...)"),
    ],
)
def test_what_cannot_be_attacked_is_refused_in_one_sentence(
    name: str, inputs: str, complaint: str, folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(attacked(folder, name, inputs)) == 2
    err = capsys.readouterr().err
    assert complaint in " ".join(err.split())
    assert "Traceback" not in err
