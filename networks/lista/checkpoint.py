"""Checkpoints of a LISTA training: one file, written atomically, refused when it belongs to another training."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from networks.lista.problem import ListaProblem
from networks.lista.settings import ListaSettings
from oracles.errors import InvalidArgument

if TYPE_CHECKING:
    from networks.lista.training import TrainingState

_FORMAT = "lista checkpoint 1"


def fingerprint(problem: ListaProblem, settings: ListaSettings) -> str:
    """SHA-256 of the training data and the settings; the number of epochs is left out, so that a training can be
    extended."""
    digest = hashlib.sha256()
    rules = {
        name: value for name, value in asdict(settings).items() if name not in ("epochs", "stop_below", "patience")
    }
    digest.update(repr(sorted(rules.items())).encode())
    for name in problem.__dataclass_fields__:
        tensor = getattr(problem, name)
        digest.update(f"{name}{tuple(tensor.shape)}".encode())
        digest.update(tensor.contiguous().numpy().tobytes())
    return digest.hexdigest()


def save_checkpoint(path: Path, state: TrainingState, problem: ListaProblem, settings: ListaSettings) -> None:
    """Writes the whole training state; a reader never sees half a file."""
    content = {
        "format": _FORMAT,
        "fingerprint": fingerprint(problem, settings),
        "model": state.model.state_dict(),
        "optimiser": state.optimiser.state_dict(),
        "generator": state.generator.get_state(),
        "best": state.best,
        "errors": state.errors,
        "best_epochs": state.best_epochs,
        "epoch": state.epoch,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    torch.save(content, partial)
    partial.replace(path)


def load_checkpoint(path: Path, state: TrainingState, problem: ListaProblem, settings: ListaSettings) -> None:
    """Restores the state in place. Raises InvalidArgument for a file that is not a checkpoint of this training."""
    try:
        content: dict[str, Any] = torch.load(path, weights_only=True)
        kind = content["format"]
    except Exception as error:  # torch.load raises many types for files that it cannot read
        raise InvalidArgument("checkpoint", str(path), "a LISTA checkpoint") from error
    if kind != _FORMAT or content["fingerprint"] != fingerprint(problem, settings):
        raise InvalidArgument("checkpoint", str(path), "a checkpoint of the same data and settings")
    state.model.load_state_dict(content["model"])
    state.optimiser.load_state_dict(content["optimiser"])
    state.generator.set_state(content["generator"])
    state.best, state.errors = content["best"], content["errors"]
    state.best_epochs, state.epoch = content["best_epochs"], content["epoch"]
