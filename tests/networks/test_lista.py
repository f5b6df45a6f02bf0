"""LISTA: the published recursion, reproducible and resumable training, early stopping that does what it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from networks.lista import PUBLISHED, ListaBatch, ListaProblem, ListaSettings, single_thread, train_lista
from oracles.errors import InvalidArgument

SETTINGS = ListaSettings(layers=3, batch_size=16, epochs=12, learning_rate=1e-2, decay=0.98, stop_below=None)


@pytest.fixture(autouse=True)
def one_thread():
    with single_thread():
        yield


def problem(groups: int = 3, rows: int = 4, columns: int = 6, count: int = 40) -> ListaProblem:
    """Sparse labels, exact samples, matrices of very different sizes."""
    rng = np.random.default_rng(0)
    matrices = rng.standard_normal((groups, rows, columns)) * 10.0 ** np.arange(groups)[:, None, None]
    labels = rng.standard_normal((groups, count, columns)) * (rng.random((groups, count, columns)) < 0.3)
    samples = labels @ np.swapaxes(matrices, 1, 2)
    parts = (torch.from_numpy(part) for part in (matrices, samples[:, 8:], labels[:, 8:]))
    held_out = (torch.from_numpy(samples[:, :8]), torch.from_numpy(labels[:, :8]))
    return ListaProblem.create(*parts, validation=held_out)  # pyright: ignore[reportArgumentType]


def weights(trained) -> list[np.ndarray]:
    return [parameter.detach().numpy() for parameter in trained.networks.parameters()]


def test_the_network_is_the_published_recursion() -> None:
    data = problem()
    model = ListaBatch(data, SETTINGS)
    y = data.samples[:, :5]
    with torch.no_grad():
        out = model(y)
    unit = data.sample_units
    for g in range(3):
        a, norm = data.matrices[g].numpy(), float(data.norms[g])
        x = np.zeros((5, 6))
        for i in range(SETTINGS.layers):
            w = model.weights[g, i].detach().numpy() / norm  # W = V/‖A‖
            theta = float(model.thresholds[g, i].detach()) * float(unit[g]) / norm
            z = x + (y[g].numpy() - x @ a.T) @ w
            x = np.sign(z) * np.maximum(np.abs(z) - theta, 0)
        np.testing.assert_allclose(out[g].numpy(), x, rtol=1e-10, atol=1e-14)


def test_training_together_equals_training_apart() -> None:
    """Networks of a batch share nothing but the order of the samples: the first one alone becomes the same network."""
    data = problem()
    together, alone = train_lista(data, SETTINGS), train_lista(data.subset(0), SETTINGS)
    for batch, single in zip(weights(together), weights(alone), strict=True):
        # Adam turns gradients at rounding level into whole steps, so weights that do not matter may differ a little.
        np.testing.assert_allclose(batch[0], single[0], atol=0.05 * float(np.abs(single[0]).max()))
    np.testing.assert_allclose(together.errors[0], alone.errors[0], rtol=1e-2)


def test_training_learns_and_is_reproducible() -> None:
    data = problem()
    first, second = train_lista(data, SETTINGS), train_lista(data, SETTINGS)
    for a, b in zip(weights(first), weights(second), strict=True):
        np.testing.assert_array_equal(a, b)
    untrained = ListaBatch(data, SETTINGS)
    with torch.no_grad():
        before = (untrained(data.validation_samples) - data.validation_labels).norm(dim=(1, 2))
    after = (first(data.validation_samples) - data.validation_labels).norm(dim=(1, 2))
    assert bool((after < 0.9 * before).all())


def test_the_best_validation_weights_are_kept() -> None:
    data = problem()
    trained = train_lista(
        data, replace(SETTINGS, learning_rate=0.3, decay=1.0, epochs=15)
    )  # so high that it jumps about
    difference = (trained(data.validation_samples) - data.validation_labels).norm(dim=(1, 2))
    relative = difference / data.validation_labels.norm(dim=(1, 2))
    np.testing.assert_allclose(relative.numpy(), trained.errors, rtol=1e-9)
    assert any(epoch < 15 for epoch in trained.best_epochs)


def test_a_resumed_training_is_the_uninterrupted_one(tmp_path: Path) -> None:
    data, path = problem(), tmp_path / "lista.pt"
    train_lista(data, replace(SETTINGS, epochs=5), checkpoint=path, checkpoint_every=2)
    seen: list[int] = []
    resumed = train_lista(data, SETTINGS, checkpoint=path, on_epoch=lambda epoch, error: seen.append(epoch))
    assert seen == list(range(6, 13))
    for a, b in zip(weights(resumed), weights(train_lista(data, SETTINGS)), strict=True):
        np.testing.assert_array_equal(a, b)
    again = train_lista(data, SETTINGS, checkpoint=path)
    assert again.epochs == 12
    assert not list(tmp_path.glob("*.partial"))


def test_a_checkpoint_of_another_training_is_refused(tmp_path: Path) -> None:
    data, path = problem(), tmp_path / "lista.pt"
    train_lista(data, replace(SETTINGS, epochs=1), checkpoint=path)
    with pytest.raises(InvalidArgument, match="same data and settings"):
        train_lista(data, replace(SETTINGS, learning_rate=1e-3), checkpoint=path)
    with pytest.raises(InvalidArgument, match="same data and settings"):
        train_lista(problem(count=41), SETTINGS, checkpoint=path)
    path.write_bytes(b"not a checkpoint")
    with pytest.raises(InvalidArgument, match="a LISTA checkpoint"):
        train_lista(data, SETTINGS, checkpoint=path)


def test_early_stopping_rules() -> None:
    data = problem()
    reached = train_lista(data, replace(SETTINGS, epochs=500, stop_below=0.9))
    assert reached.epochs < 500
    assert max(reached.errors) < 0.9
    stalled = train_lista(data, replace(SETTINGS, epochs=500, learning_rate=0.3, decay=1.0, patience=3))
    assert stalled.epochs == max(stalled.best_epochs) + 3
    assert "1000 epochs" in ListaSettings().rule
    assert PUBLISHED.rule == "at most 4000 epochs, Adam 0.0002, times 1 after every epoch"


def test_one_sample_is_enough_to_train_and_zero_labels_are_learnt() -> None:
    data = problem(groups=1, count=9)
    one = ListaProblem.create(data.matrices, data.samples[:, :1], data.labels[:, :1])
    assert train_lista(one, replace(SETTINGS, epochs=3)).epochs == 3
    zeros = ListaProblem.create(data.matrices, 0 * data.samples, 0 * data.labels)
    assert float(train_lista(zeros, SETTINGS)(zeros.samples).abs().max()) == 0


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"layers": 0}, "layers"),
        ({"epochs": 0}, "epochs"),
        ({"batch_size": 0}, "batch_size"),
        ({"learning_rate": 0.0}, "learning_rate"),
        ({"decay": 1.5}, "decay"),
        ({"stop_below": 0.0}, "stop_below"),
        ({"patience": 0}, "patience"),
    ],
)
def test_settings_out_of_range_are_refused(changes: dict, name: str) -> None:
    with pytest.raises(InvalidArgument, match=f"{name}="):
        replace(SETTINGS, **changes)


def test_data_that_do_not_fit_are_refused() -> None:
    data = problem()
    with pytest.raises(InvalidArgument, match="samples="):
        ListaProblem.create(data.matrices, data.samples[:, :, :2], data.labels)
    with pytest.raises(InvalidArgument, match="matrices="):
        ListaProblem.create(data.matrices[0], data.samples, data.labels)
    with pytest.raises(InvalidArgument, match="labels="):
        ListaProblem.create(data.matrices, data.samples, data.labels * torch.nan)
