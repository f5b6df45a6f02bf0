"""Worst-case perturbations of the input of any differentiable network, by gradient ascent on ½‖Ψ(y + r) − Ψ(y)‖²."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from oracles.errors import InvalidArgument

Network = Callable[[Tensor], Tensor]
"""Ψ: measurements (B, m), real or complex → anything of shape (B, ...), each output depending on its own input only."""


@dataclass(frozen=True)
class Ascent:
    """How to search. Projected: r ← P(v + step·ρ·g/‖g‖), v = r + momentum·(r − r_previous), P onto ‖r‖ <= ρ.

    Unprojected (`projected=False`) is the ascent of the public scripts: r ← r + velocity, where
    velocity ← momentum·velocity + rate·∇Q(r), Q(r) = ½‖Ψ(y + r) − Ψ(y)‖² − (penalty/2)‖r‖²;
    what it finds is scaled to ‖r‖ = ρ if it is longer. Its iterates may leave the ball; for networks with bounded
    inputs (FIRENETs: ‖y + r‖ <= b_2) those beyond reach·ρ are scaled back to it, with their velocity.
    steps >= 1, restarts >= 1, step > 0, 0 <= momentum < 1, rate > 0, penalty >= 0, reach >= 1.
    """

    steps: int = 40
    restarts: int = 2
    step: float = 0.4
    momentum: float = 0.9
    projected: bool = True
    rate: float = 1.0
    penalty: float = 0.0
    reach: float = float("inf")

    def __post_init__(self) -> None:
        for name in ("steps", "restarts"):
            if getattr(self, name) < 1:
                raise InvalidArgument(name, getattr(self, name), "an integer >= 1")
        for name, allowed, fine in (
            ("step", "> 0", self.step > 0),
            ("rate", "> 0", self.rate > 0),
            ("momentum", "in [0, 1)", 0 <= self.momentum < 1),
            ("penalty", ">= 0", self.penalty >= 0),
            ("reach", ">= 1", self.reach >= 1),
        ):
            if not fine:
                raise InvalidArgument(name, getattr(self, name), allowed)


@dataclass(frozen=True, eq=False)
class Perturbation:
    """The best perturbations found. r: (B, m), ‖r_i‖ <= ρ_i. change: ‖Ψ(y + r) − Ψ(y)‖, (B,). output: Ψ(y + r)."""

    r: Tensor
    change: Tensor
    output: Tensor

    @property
    def amplification(self) -> Tensor:
        """‖Ψ(y + r) − Ψ(y)‖ / ‖r‖, (B,)."""
        return self.change / _norms(self.r)


def worst_case(network: Network, y: Tensor, radius: float, ascent: Ascent | None = None, seed: int = 0) -> Perturbation:
    """The largest change of the output found with ‖r‖ <= radius·‖y‖, sample by sample; a lower bound of the worst case.

    y: (B, m), y_i ≠ 0. radius > 0, relative. Parameters of the network are left alone, their gradients too.
    Raises InvalidArgument for another radius or a zero input.
    """
    ascent = ascent or Ascent()
    y = y.detach()
    rho = _radii(y, radius)
    with torch.no_grad():
        clean = network(y)
    generator = torch.Generator().manual_seed(seed)
    best = Perturbation(torch.zeros_like(y), torch.full_like(rho, -1.0), clean)
    for _ in range(ascent.restarts):
        r = _random(y, rho, generator)
        previous, velocity = r, torch.zeros_like(r)
        for _ in range(ascent.steps):
            if ascent.projected:
                v = r + ascent.momentum * (r - previous)
                _, gradient = _change(network, y, v, clean)
                previous = r
                r = _project(v + ascent.step * _scaled(gradient, rho), rho)
            else:
                _, gradient = _change(network, y, r, clean)
                velocity = ascent.momentum * velocity + ascent.rate * (gradient - ascent.penalty * r)
                r, velocity = _within(r + velocity, velocity, ascent.reach * rho)
            with torch.no_grad():
                tried = _project(r, rho)
                output = network(y + tried)
                best = _better(best, Perturbation(tried, _norms(output - clean), output))
    return best


def random_case(network: Network, y: Tensor, radius: float, draws: int = 10, seed: int = 0) -> tuple[Tensor, Tensor]:
    """Amplification under Gaussian r with ‖r‖ = radius·‖y‖: the mean and the largest of `draws`, each (B,)."""
    y = y.detach()
    rho = _radii(y, radius)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        clean = network(y)
        each = [_norms(network(y + _random(y, rho, generator)) - clean) / rho for _ in range(draws)]
    stacked = torch.stack(each)
    return stacked.mean(dim=0), stacked.amax(dim=0)


def _change(network: Network, y: Tensor, r: Tensor, clean: Tensor) -> tuple[Tensor, Tensor]:
    """½‖Ψ(y + r) − Ψ(y)‖² for each sample, and its gradient in r."""
    variable = r.detach().requires_grad_(True)
    with torch.enable_grad():
        value = 0.5 * _norms(network(y + variable) - clean) ** 2
        (gradient,) = torch.autograd.grad(value.sum(), variable)
    return value.detach(), gradient


def _better(a: Perturbation, b: Perturbation) -> Perturbation:
    take = b.change > a.change
    return Perturbation(
        torch.where(_like(take, a.r), b.r, a.r),
        torch.where(take, b.change, a.change),
        torch.where(_like(take, a.output), b.output, a.output),
    )


def _radii(y: Tensor, radius: float) -> Tensor:
    if not 0 < radius < float("inf"):
        raise InvalidArgument("radius", radius, "a relative radius > 0")
    norms = _norms(y)
    if not bool((norms > 0).all()):
        raise InvalidArgument("y", y, "inputs that are not zero")
    return radius * norms


def _norms(x: Tensor) -> Tensor:
    """The Euclidean norm of each sample, (B,); its gradient at 0 is 0."""
    flat = x.reshape(len(x), -1)
    return torch.linalg.vector_norm(flat, dim=1)


def _random(y: Tensor, rho: Tensor, generator: torch.Generator) -> Tensor:
    noise = torch.randn(y.shape, dtype=y.dtype, generator=generator).to(y.device)  # the same draws on any device
    return _scaled(noise, rho)


def _scaled(g: Tensor, rho: Tensor) -> Tensor:
    """g with norms rho; 0 stays 0."""
    norms = _norms(g)
    factor = torch.where(norms > 0, rho / norms.clamp_min(1e-300 if norms.dtype == torch.float64 else 1e-37), 0 * rho)
    return g * _like(factor, g)


def _project(r: Tensor, rho: Tensor) -> Tensor:
    return r * _like(torch.clamp(rho / _norms(r).clamp_min(1e-30), max=1.0), r)


def _within(r: Tensor, velocity: Tensor, reach: Tensor) -> tuple[Tensor, Tensor]:
    """Both scaled by the same factor where ‖r‖ is beyond reach."""
    factor = _like(torch.clamp(reach / _norms(r).clamp_min(1e-30), max=1.0), r)
    return r * factor, velocity * factor


def _like(per_sample: Tensor, x: Tensor) -> Tensor:
    return per_sample.reshape(-1, *([1] * (x.ndim - 1)))
