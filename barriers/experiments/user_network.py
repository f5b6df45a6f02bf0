"""The attack of the stability experiment on a network of the user's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor

from barriers.experiments.attacking import attack
from barriers.experiments.report import Report
from barriers.experiments.settings import Stability
from networks.stability import Ascent
from oracles.errors import InvalidArgument


def attack_user_network(
    network: Callable[[Tensor], Tensor],
    y: np.ndarray,
    settings: Stability,
    *,
    preset: str,
    seed: int = 0,
    projected: bool = True,
) -> Report:
    """The attack on any differentiable Ψ from measurements y, (B, ...), real or complex, to anything (B, ...).

    A module is put into evaluation mode, and gets y in the precision of its parameters, on their device; a function
    gets y as it is. Raises InvalidArgument if Ψ is a class or raises something itself, y is no such array, or the
    output has another batch size or no gradient in y.
    """
    if isinstance(network, type):
        raise InvalidArgument(
            "network", network, "a module or a function that maps measurements to images (this is a class)"
        )
    if y.ndim < 2 or 0 in y.shape or y.dtype.kind not in "fc" or not np.isfinite(y).all():
        raise InvalidArgument("inputs", y, "finite real or complex measurements of shape (B, ...)")
    inputs = torch.from_numpy(np.ascontiguousarray(y))
    if isinstance(network, torch.nn.Module):
        network.eval()
        inputs = _as_parameters(inputs, network)
    _probe(network, inputs)
    ascent = Ascent(settings.steps, settings.restarts, projected=projected)
    rows = []
    for radius in settings.radii:
        numbers, _ = attack(network, inputs, None, radius, ascent, settings.draws, seed)
        rows.append({"network": "yours", "inputs": len(y)} | numbers)
    used = {
        "steps": settings.steps,
        "restarts": settings.restarts,
        "radii": list(settings.radii),
        "projected": projected,
    }
    return Report("stability", preset, seed, used, rows, [], ["Amplifications are lower bounds of the worst case."])


def _as_parameters(inputs: Tensor, module: torch.nn.Module) -> Tensor:
    """The inputs in the precision of the first floating parameter, on its device; what is complex stays complex."""
    first = next((p for p in module.parameters() if p.is_floating_point() or p.is_complex()), None)
    if first is None:
        return inputs
    single = first.dtype in (torch.float32, torch.complex64)
    kinds = {
        (True, True): torch.complex64,
        (True, False): torch.float32,
        (False, True): torch.complex128,
        (False, False): torch.float64,
    }
    return inputs.to(dtype=kinds[single, inputs.is_complex()], device=first.device)


def _probe(network: Callable[[Tensor], Any], inputs: Tensor) -> None:
    """Refuses what cannot be attacked, in one sentence."""
    probe = inputs[:1].clone().requires_grad_(True)
    try:
        output = network(probe)
    except Exception as error:  # the user's code may raise anything
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        wanted = f"a network for inputs of shape {tuple(probe.shape)} and type {probe.dtype} (it raised {said})"
        raise InvalidArgument("network", network, wanted) from error
    if not isinstance(output, Tensor) or output.ndim == 0 or len(output) != 1 or not output.requires_grad:
        raise InvalidArgument(
            "network", network, "a network whose output (B, ...) depends differentiably on its input (B, ...)"
        )
