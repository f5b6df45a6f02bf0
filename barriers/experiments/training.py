"""Training a network on examples made on the fly: seeded, resumable from a checkpoint, mean squared error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from oracles.errors import InvalidArgument

Batch = Callable[[np.random.Generator], tuple[Tensor, Tensor]]
"""Makes inputs (B, m) and target images (B, N, N)."""


@dataclass(frozen=True)
class Schedule:
    """Adam for `steps` batches; the rate rises over 2 % of them, then falls as a cosine. seed fixes the batches."""

    steps: int
    rate: float
    seed: int
    every: int = 50

    def factor(self, step: int) -> float:
        """The rate at a step as a fraction of `rate`."""
        warm = max(1, self.steps // 50)
        if step < warm:
            return (step + 1) / warm
        return 0.5 * (1 + float(np.cos(np.pi * (step - warm) / max(1, self.steps - warm))))


def train(
    model: nn.Module,
    batch: Batch,
    schedule: Schedule,
    checkpoint: Path | None = None,
    told: Callable[[int], None] = lambda done: None,
) -> list[float]:
    """Train in place; the loss of every step. The model is left in evaluation mode, its parameters without gradients.

    With a checkpoint that exists the training goes on from it, and ends as it would have without the interruption.
    Raises InvalidArgument if that file is of another training, ArithmeticError if the loss is not finite.
    """
    optimiser = torch.optim.Adam(model.parameters(), lr=schedule.rate)
    rng = np.random.default_rng(schedule.seed)
    losses: list[float] = []
    if checkpoint is not None and checkpoint.exists():
        losses = _load(checkpoint, model, optimiser, rng, schedule)
    model.train()
    while len(losses) < schedule.steps:
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate * schedule.factor(len(losses))
        y, x = batch(rng)
        loss = (model(y) - x).square().mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
        if not np.isfinite(losses[-1]):
            raise ArithmeticError(f"the loss is {losses[-1]} at step {len(losses)}: lower the rate")
        if len(losses) % schedule.every == 0 or len(losses) == schedule.steps:
            told(len(losses))
            if checkpoint is not None:
                _save(checkpoint, model, optimiser, rng, schedule, losses)
    model.eval()
    model.requires_grad_(False)
    return losses


def _save(
    path: Path,
    model: nn.Module,
    optimiser: torch.optim.Optimizer,
    rng: np.random.Generator,
    schedule: Schedule,
    losses: list[float],
) -> None:
    content = {
        "schedule": repr(schedule),
        "model": model.state_dict(),
        "optimiser": optimiser.state_dict(),
        "rng": repr(rng.bit_generator.state),
        "losses": losses,
    }
    partial = path.with_name(path.name + ".partial")
    torch.save(content, partial)
    partial.replace(path)


def _load(
    path: Path, model: nn.Module, optimiser: torch.optim.Optimizer, rng: np.random.Generator, schedule: Schedule
) -> list[float]:
    from ast import literal_eval

    try:
        content: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        same = content["schedule"] == repr(schedule)
    except Exception as error:  # torch.load raises many types for files that it cannot read
        raise InvalidArgument("checkpoint", str(path), "a checkpoint of a training") from error
    if not same:
        raise InvalidArgument("checkpoint", str(path), "a checkpoint of a training with the same schedule")
    model.load_state_dict(content["model"])
    optimiser.load_state_dict(content["optimiser"])
    rng.bit_generator.state = literal_eval(content["rng"])
    return list(content["losses"])
