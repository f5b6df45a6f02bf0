"""LISTA in the table: its data are exact minimisers of the branch shown; trained, it errs by the whole separation."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import numpy as np
import pytest
import torch

from barriers.table1 import table1
from barriers.table1.instance import Branch
from barriers.table1.lista_column import ListaLearner, outputs_at_the_test_sample, training_problem
from barriers.table1.published import ACCURACIES, DIGITS
from networks.lista import PUBLISHED, ListaSettings, single_thread, train_lista


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    with single_thread():
        yield


def test_training_data_are_minimisers_of_the_branch_shown() -> None:
    branches = [Branch(1, 10, 22, 1), Branch(6, 30, 22, 0)]
    problem = training_problem(branches, samples=50, validation=10)
    assert problem.labels.shape == (2, 50, 22)
    assert problem.validation_labels.shape == (2, 10, 22)
    for g, branch in enumerate(branches):
        labels, samples = problem.labels[g].numpy(), problem.samples[g].numpy()
        assert np.all(np.count_nonzero(labels, axis=1) == 6)
        np.testing.assert_allclose(labels[:, branch.raised], float(branch.solutions.total.mid()), rtol=1e-15)
        np.testing.assert_allclose(labels @ branch.matrix.T, samples, atol=1e-12)
    tails = [problem.labels[g, :, 2:].numpy() for g in range(2)]
    np.testing.assert_allclose(tails[0] / np.abs(tails[0]).max(), tails[1] / np.abs(tails[1]).max(), rtol=1e-9)
    assert len(np.unique(tails[0], axis=0)) == 50


def test_the_published_rates_fall_with_the_digits() -> None:
    branches = [Branch(1, 10, 22, 1), Branch(6, 10, 22, 1)]
    problem = training_problem(branches, samples=20, validation=5, published_rates=True)
    expected = [10 ** (-branch.digits / 3) for branch in branches]
    np.testing.assert_allclose(problem.weight_scale.numpy(), expected, rtol=1e-12)
    # W‖A‖ = weight_scale·V, so a step of 2e-4 in V is one of 2e-4·10^{−K/3} in W‖A‖.
    assert PUBLISHED.learning_rate == 2e-4
    assert PUBLISHED.epochs == 4000


def test_a_small_training_already_shows_the_separation() -> None:
    branch = Branch(3, 20, 8, 1)
    problem = training_problem([branch], samples=400, validation=50)
    trained = train_lista(problem, ListaSettings(batch_size=100, epochs=150, learning_rate=1e-2, decay=0.97))
    (output,) = outputs_at_the_test_sample(trained, [branch])
    low, _ = Branch(3, 20, 8, 0).distance(output)
    assert float(low) == pytest.approx(3e-3, rel=0.01)


@pytest.mark.long
@pytest.mark.parametrize("columns", [22, 20])
def test_the_whole_table_with_the_default_training(columns: int) -> None:
    started, epochs = monotonic(), []
    rows = table1(columns=columns, learner=ListaLearner(on_epoch=lambda epoch, error: epochs.append(epoch)))
    assert monotonic() - started <= 360
    assert len(rows) == len(DIGITS) * len(ACCURACIES)
    assert 0 < epochs[-1] <= 1000
    for row in rows:
        assert row.lista is not None
        assert row.lista.value == pytest.approx(3 * 10.0**-row.digits, rel=0.01)
        assert row.lista.lower > row.threshold
        assert row.lista_epochs == epochs[-1]
        assert row.holds


def test_outputs_have_one_entry_per_column() -> None:
    branches = [Branch(1, 10, 6, 1), Branch(3, 10, 6, 1)]
    problem = training_problem(branches, samples=30, validation=5)
    trained = train_lista(problem, ListaSettings(epochs=1))
    outputs = outputs_at_the_test_sample(trained, branches)
    assert [z.shape for z in outputs] == [(6,), (6,)]
    assert torch.get_default_dtype() == torch.float32  # training leaves PyTorch's settings alone
