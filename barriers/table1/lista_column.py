"""LISTA for all cells of the table: training data, one batched training, the outputs at the test sample."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from barriers.table1.build import Key, LearnedOutput
from barriers.table1.index_artefact import script_indices
from barriers.table1.instance import Branch
from barriers.table1.published import HEADS
from networks.lista import PUBLISHED, ListaProblem, ListaSettings, TrainedLista, single_thread, train_lista

SAMPLES, VALIDATION_SAMPLES, TAIL_ENTRIES, SEED = 8000, 100, 5, 5


@dataclass(frozen=True)
class ListaLearner:
    """Trains LISTA in all cells together and answers the test sample; call it as the `learner` of `table1`.

    published: the public script's schedule (4 000 epochs) in place of the default one with early stopping.
    checkpoint_folder: where trainings are saved and resumed from, one file per N; None saves nothing.
    on_start: told the stopping rule, once. on_epoch: told the epochs run and the largest relative validation error.
    """

    published: bool = False
    checkpoint_folder: Path | None = None
    on_start: Callable[[str], None] | None = None
    on_epoch: Callable[[int, float], None] | None = None

    @property
    def settings(self) -> ListaSettings:
        """The schedule."""
        return PUBLISHED if self.published else ListaSettings(seed=SEED)

    def __call__(self, keys: Sequence[Key], columns: int) -> dict[Key, LearnedOutput]:
        """Outputs for the cells (K, n) of `keys` at N = `columns`."""
        branches = [Branch(*key, columns, script_indices(key[0], columns).shown) for key in keys]
        problem = training_problem(branches, published_rates=self.published)
        if self.on_start:
            self.on_start(self.settings.rule)
        name = f"lista-N{columns}-{'published' if self.published else 'default'}.pt"
        checkpoint = None if self.checkpoint_folder is None else self.checkpoint_folder / name
        with single_thread():
            trained = train_lista(problem, self.settings, on_epoch=self.on_epoch, checkpoint=checkpoint)
            outputs = outputs_at_the_test_sample(trained, branches)
        return {key: LearnedOutput(z, trained.epochs) for key, z in zip(keys, outputs, strict=True)}


def training_problem(
    branches: Sequence[Branch],
    *,
    samples: int = SAMPLES,
    validation: int = VALIDATION_SAMPLES,
    published_rates: bool = False,
) -> ListaProblem:
    """Samples y = A x with exact minimisers x of the branch shown: head 1/a_* and 5 random normal tail entries over c.

    The random numbers are the same in every cell, as in the public script (one seed).
    """
    generator = np.random.default_rng(SEED)
    data = [_tails(generator, count, branches[0].columns) for count in (samples, validation)]
    matrices = torch.from_numpy(np.stack([branch.matrix for branch in branches]))
    labels, held_out = (torch.from_numpy(np.stack([_labels(branch, tails) for branch in branches])) for tails in data)
    norms = torch.linalg.matrix_norm(matrices, ord=2)
    rates = torch.tensor([10.0 ** (-branch.digits / 3) for branch in branches], dtype=torch.float64)
    return ListaProblem.create(
        matrices,
        labels @ matrices.mT,
        labels,
        validation=(held_out @ matrices.mT, held_out),
        residual_gain=1 / (10 * norms),
        weight_scale=rates if published_rates else None,
    )


def outputs_at_the_test_sample(trained: TrainedLista, branches: Sequence[Branch]) -> list[np.ndarray]:
    """What each network answers to its y_n = Q e_1: vectors of shape (N,)."""
    inputs = torch.from_numpy(np.stack([branch.sample for branch in branches])[:, None, :])
    return list(trained(inputs)[:, 0].numpy())


def _tails(generator: np.random.Generator, count: int, columns: int) -> np.ndarray:
    """`count` tails with 5 standard normal entries (fewer if the tail is shorter) at random places, shape (count, N −
    2)."""
    length = columns - HEADS
    kept = min(TAIL_ENTRIES, length)
    places = np.argsort(generator.random((count, length)), axis=1)[:, :kept]
    tails = np.zeros((count, length))
    np.put_along_axis(tails, places, generator.standard_normal((count, kept)), axis=1)
    return tails


def _labels(branch: Branch, tails: np.ndarray) -> np.ndarray:
    """The minimisers of the branch for unit head measurements, shape (count, N)."""
    tail_diagonal = float(np.linalg.norm(branch.matrix[:, HEADS]))
    labels = np.zeros((len(tails), branch.columns))
    labels[:, branch.raised] = float(branch.solutions.total.mid())
    labels[:, HEADS:] = tails / tail_diagonal
    return labels
