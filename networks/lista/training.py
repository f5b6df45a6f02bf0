"""Training a batch of LISTA networks together: Adam, early stopping, the best validation weights kept, resumable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import torch

from networks.lista.checkpoint import load_checkpoint, save_checkpoint
from networks.lista.model import ListaBatch
from networks.lista.problem import ListaProblem
from networks.lista.settings import ListaSettings

Tensor = torch.Tensor
OnEpoch = Callable[[int, float], None]
"""Called after every epoch with the number of epochs run and the largest of the best relative validation errors."""


@dataclass(frozen=True, eq=False)
class TrainedLista:
    """The networks with their best validation weights. epochs: run in all. best_epochs, errors: per network, (G,)."""

    networks: ListaBatch
    epochs: int
    best_epochs: tuple[int, ...]
    errors: tuple[float, ...]

    def __call__(self, y: Tensor) -> Tensor:
        """(G, batch, m) → (G, batch, N), without gradients."""
        with torch.no_grad():
            return self.networks(y)


@dataclass(eq=False)
class TrainingState:
    """Everything that a resumed training needs; mutable, private to training and its checkpoints."""

    model: ListaBatch
    optimiser: torch.optim.Adam
    generator: torch.Generator
    best: list[dict[str, Tensor]]
    errors: list[float]
    best_epochs: list[int] = field(default_factory=list)
    epoch: int = 0

    @classmethod
    def start(cls, problem: ListaProblem, settings: ListaSettings) -> TrainingState:
        """Untrained networks."""
        model = ListaBatch(problem, settings)
        groups = problem.matrices.shape[0]
        generator = torch.Generator().manual_seed(settings.seed + 1)
        optimiser = torch.optim.Adam(model.parameters(), lr=settings.learning_rate)
        best = [_weights_of(model, g) for g in range(groups)]
        return cls(model, optimiser, generator, best, [float("inf")] * groups, [0] * groups)


def train_lista(
    problem: ListaProblem,
    settings: ListaSettings | None = None,
    *,
    on_epoch: OnEpoch | None = None,
    checkpoint: Path | None = None,
    checkpoint_every: int = 20,
) -> TrainedLista:
    """Trains all networks of the problem together; the result depends on problem and settings alone.

    checkpoint: a file to resume from if it exists (same problem and settings, else InvalidArgument), rewritten every
    `checkpoint_every` epochs and at the end. A resumed training gives the same weights as an uninterrupted one.
    """
    settings = settings or ListaSettings()
    state = TrainingState.start(problem, settings)
    if checkpoint is not None and checkpoint.exists():
        load_checkpoint(checkpoint, state, problem, settings)
    data = _Normalised(problem)
    while not _finished(state, settings):
        _one_epoch(state, data, settings)
        if on_epoch:
            on_epoch(state.epoch, max(state.errors))
        if checkpoint is not None and (state.epoch % checkpoint_every == 0 or _finished(state, settings)):
            save_checkpoint(checkpoint, state, problem, settings)
    _restore_best(state)
    return TrainedLista(state.model, state.epoch, tuple(state.best_epochs), tuple(state.errors))


class _Normalised:
    """Samples and labels in the networks' own units, and the size of the labels per problem."""

    def __init__(self, problem: ListaProblem) -> None:
        inputs = 1 / problem.sample_units[:, None, None]
        outputs = problem.norms[:, None, None] * inputs
        self.samples, self.labels = problem.samples * inputs, problem.labels * outputs
        self.validation_samples = problem.validation_samples * inputs
        self.validation_labels = problem.validation_labels * outputs
        self.loss_weight = 1 / _nonzero(self.labels.square().mean((1, 2)))
        self.validation_square = _nonzero(self.validation_labels.square().sum((1, 2)))

    def relative_errors(self, model: ListaBatch) -> list[float]:
        """‖x̂ − x‖/‖x‖ over the validation samples, per network."""
        with torch.no_grad():
            difference = model.normalised(self.validation_samples) - self.validation_labels
            return (difference.square().sum((1, 2)) / self.validation_square).sqrt().tolist()


def _one_epoch(state: TrainingState, data: _Normalised, settings: ListaSettings) -> None:
    for group in state.optimiser.param_groups:
        group["lr"] = settings.learning_rate * settings.decay**state.epoch
    order = torch.randperm(data.samples.shape[1], generator=state.generator)
    for batch in order.split(settings.batch_size):
        difference = state.model.normalised(data.samples[:, batch]) - data.labels[:, batch]
        loss = (difference.square().mean((1, 2)) * data.loss_weight).sum()
        state.optimiser.zero_grad()
        loss.backward()
        state.optimiser.step()
    state.epoch += 1
    for g, error in enumerate(data.relative_errors(state.model)):
        if error < state.errors[g]:
            state.errors[g], state.best_epochs[g] = error, state.epoch
            state.best[g] = _weights_of(state.model, g)


def _finished(state: TrainingState, settings: ListaSettings) -> bool:
    if state.epoch >= settings.epochs:
        return True
    if state.epoch == 0:
        return False
    reached = settings.stop_below is not None and max(state.errors) < settings.stop_below
    stalled = settings.patience is not None and state.epoch - max(state.best_epochs) >= settings.patience
    return reached or stalled


def _weights_of(model: ListaBatch, g: int) -> dict[str, Tensor]:
    return {name: parameter.detach()[g].clone() for name, parameter in model.named_parameters()}


def _restore_best(state: TrainingState) -> None:
    with torch.no_grad():
        for name, parameter in state.model.named_parameters():
            parameter.copy_(torch.stack([weights[name] for weights in state.best]))


def _nonzero(x: Tensor) -> Tensor:
    return torch.where(x > 0, x, torch.ones_like(x))
