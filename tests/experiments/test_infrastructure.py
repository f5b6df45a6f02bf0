"""Run folders, reports, training: resuming gives what an uninterrupted run gives."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from barriers.experiments.detail_recovery import detail_scores, ssim
from barriers.experiments.report import Check, Report, over
from barriers.experiments.run_folder import RunFolder, Stage
from barriers.experiments.training import Schedule, train
from oracles.errors import InvalidArgument


def noisy_batch(rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    x = torch.from_numpy(rng.normal(size=(8, 3)).astype(np.float32))
    return x, x.sum(dim=1, keepdim=True)


def small_network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Tanh(), nn.Linear(4, 1))


class Interrupted(Exception):
    pass


def test_an_interrupted_training_ends_as_an_uninterrupted_one(tmp_path: Path):
    schedule = Schedule(steps=60, rate=1e-2, seed=3, every=20)
    straight = small_network()
    losses = train(straight, noisy_batch, schedule)

    calls = 0

    def fails_at_step_30(rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        nonlocal calls
        calls += 1
        if calls == 30:
            raise Interrupted
        return noisy_batch(rng)

    checkpoint = tmp_path / "training.pt"
    with pytest.raises(Interrupted):
        train(small_network(), fails_at_step_30, schedule, checkpoint)
    resumed = small_network()
    assert train(resumed, noisy_batch, schedule, checkpoint) == losses
    for one, two in zip(straight.state_dict().values(), resumed.state_dict().values(), strict=True):
        assert torch.equal(one, two)


def test_training_learns_and_leaves_the_network_in_evaluation_mode():
    network = small_network()
    losses = train(network, noisy_batch, Schedule(steps=400, rate=2e-2, seed=0))
    assert np.mean(losses[-20:]) < 0.1 * losses[0]
    assert not network.training
    assert not any(p.requires_grad for p in network.parameters())


def test_a_checkpoint_of_another_schedule_is_refused(tmp_path: Path):
    checkpoint = tmp_path / "training.pt"
    train(small_network(), noisy_batch, Schedule(steps=5, rate=1e-2, seed=0), checkpoint)
    with pytest.raises(InvalidArgument, match="same schedule"):
        train(small_network(), noisy_batch, Schedule(steps=5, rate=1e-2, seed=1), checkpoint)
    checkpoint.write_bytes(b"not a checkpoint")
    with pytest.raises(InvalidArgument, match="checkpoint of a training"):
        train(small_network(), noisy_batch, Schedule(steps=5, rate=1e-2, seed=0), checkpoint)


def test_a_loss_that_is_not_finite_stops_the_training():
    def bad(rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        return torch.full((4, 3), 1e30), torch.full((4, 1), 1e30)

    with pytest.raises(ArithmeticError, match="loss"):
        train(small_network(), bad, Schedule(steps=3, rate=1e-2, seed=0))


def test_a_finished_stage_is_not_computed_again(tmp_path: Path):
    count = 0

    def compute() -> Stage:
        nonlocal count
        count += 1
        return Stage({"error": 0.5, "list": [1, 2]}, {"image": np.eye(3)})

    for _ in range(2):
        folder = RunFolder.open(tmp_path / "run", "unet", {"size": 3})
        stage = folder.stage("attack U-net, 1 %", compute)
        assert stage.numbers == {"error": 0.5, "list": [1, 2]}
        assert (stage.arrays["image"] == np.eye(3)).all()
    assert count == 1


def test_a_folder_of_other_settings_is_refused(tmp_path: Path):
    RunFolder.open(tmp_path, "unet", {"size": 3})
    for experiment, settings in (("unet", {"size": 4}), ("automap", {"size": 3})):
        with pytest.raises(InvalidArgument, match="same settings"):
            RunFolder.open(tmp_path, experiment, settings)


def test_checks_hold_on_the_right_side_only():
    assert Check("a", 1.0, "<=", 1.0).holds
    assert not Check("a", 1.1, "<=", 1.0).holds
    assert Check("a", 1.1, ">=", 1.0).holds
    assert not Check("a", float("nan"), ">=", 1.0).holds
    assert not Check("a", float("nan"), "<=", 1.0).holds


def test_reports_name_seed_settings_and_versions():
    report = Report("unet", "quick", 4, {"size": 3}, [{"a": 1, "each": [1, 2]}, {"b": 2}], [Check("a", 1.0, "<=", 2.0)])
    document = json.loads(json.dumps(report.as_json()))
    assert document["seed"] == 4
    assert document["versions"]["numpy"] == np.__version__
    assert document["checks"][0]["holds"] is True
    lines = report.as_csv().splitlines()
    assert [line[0] for line in lines[:3]] == ["#"] * 3
    assert list(csv.DictReader(lines[3:])) == [{"a": "1", "b": ""}, {"a": "", "b": "2"}]


def test_over_reduces_the_rows_asked_for():
    rows = [{"n": "a", "v": 1.0}, {"n": "a", "v": 3.0}, {"n": "b", "v": 9.0}, {"n": "a"}]
    assert over(rows, "v", max, n="a") == 3
    assert np.isnan(over(rows, "v", max, n="c"))


def test_detail_scores_of_a_perfect_an_absent_and_a_halved_detail():
    detail = np.zeros((16, 16))
    detail[6:9, 5:10] = 0.3
    detail[7, 6:9] = 0
    perfect = detail_scores(detail[None], detail)
    assert perfect.correlation == pytest.approx(1)
    assert perfect.contrast == pytest.approx(1)
    assert perfect.ssim == pytest.approx(1)
    absent = detail_scores(np.zeros((2, 16, 16)), detail)
    assert (absent.correlation, absent.contrast) == (0, 0)
    assert absent.ssim < 0.1
    halved = detail_scores(0.5 * detail[None] + 0.01, detail)
    assert halved.correlation == pytest.approx(1)
    assert halved.contrast < 0.6


def test_ssim_is_symmetric_and_one_for_equal_windows():
    rng = np.random.default_rng(0)
    a, b = rng.random(50), rng.random(50)
    assert ssim(a, b, 1.0) == pytest.approx(ssim(b, a, 1.0))
    assert ssim(a, a, 1.0) == pytest.approx(1)
    assert ssim(a, b, 1.0) < 0.5
