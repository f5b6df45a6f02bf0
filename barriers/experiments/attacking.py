"""Attacking a network and measuring what comes out, in the terms of the talk: amplification and relative errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor

from barriers.experiments.devices import device
from networks.imaging import ImageFirenet, Sampling, image_firenet
from networks.stability import Ascent, Network, Perturbation, random_case, worst_case

HEADROOM = 1.5
"""b_2 of the FIRENETs is this times the largest ‖y‖ of the test measurements, so that perturbed ones are inputs too."""


def measured(sampling: Sampling, images: np.ndarray) -> Tensor:
    """Exact measurements of real images (B, N, N) as a tensor (B, m) in single precision, on `device()`.

    Complex for Fourier samples; real for Walsh samples, which a device measures as real numbers. Perturbations of
    measurements are of their type, so that they too are real where measurements are.
    """
    return sampling.measure(as_tensor(images))


def as_tensor(images: np.ndarray) -> Tensor:
    """Images as a float32 tensor on `device()`."""
    return torch.from_numpy(np.ascontiguousarray(images, dtype=np.float32)).to(device())


def as_array(images: Tensor) -> np.ndarray:
    """A tensor without gradient, on any device, as a NumPy array."""
    return images.detach().cpu().numpy()


def with_noise(y: Tensor, level: float, rng: np.random.Generator) -> Tensor:
    """y plus Gaussian noise of relative ℓ2 norm `level`, sample by sample; complex where y is."""
    noise = rng.normal(size=y.shape) + (1j * rng.normal(size=y.shape) if y.is_complex() else 0)
    e = torch.from_numpy(noise).to(y)
    return y + level * torch.linalg.norm(y, dim=1, keepdim=True) / torch.linalg.norm(e, dim=1, keepdim=True) * e


def errors(found: Tensor, truth: Tensor) -> Tensor:
    """‖found − truth‖/‖truth‖ for each image, (B,)."""
    return (found - truth).flatten(1).norm(dim=1) / truth.flatten(1).norm(dim=1)


def firenet_for(
    sampling: Sampling, sparsities: tuple[int, ...], y: Tensor, lam: float, shape: tuple[int, int]
) -> ImageFirenet:
    """The FIRENET with (p, n) = shape for measurements like y, in the precision of y."""
    bound = HEADROOM * float(torch.linalg.norm(y, dim=1).max())
    return image_firenet(sampling, sparsities, bound=bound, like=y, lam=lam, inner=shape[0], outer=shape[1])


def zero_filling(sampling: Sampling) -> Network:
    """y ↦ the real part of the adjoint: linear and 1-Lipschitz."""
    return lambda y: sampling.zero_fill(y).real


def attack(
    network: Network,
    y: Tensor,
    truth: Tensor | None,
    radius: float,
    ascent: Ascent,
    draws: int,
    seed: int,
) -> tuple[dict[str, Any], Perturbation]:
    """Worst-case and random amplification at one radius, and errors where the truth (B, N, N) is known."""
    worst = worst_case(network, y, radius, ascent, seed)
    random_mean, random_most = random_case(network, y, radius, draws, seed)
    numbers: dict[str, Any] = {
        "radius": radius,
        "amplification": _mean(worst.amplification),
        "amplification_most": float(worst.amplification.max()),
        "amplification_each": worst.amplification.tolist(),
        "random_amplification": _mean(random_mean),
        "random_amplification_most": float(random_most.max()),
        "worst_over_random": float((worst.amplification / random_mean).max()),
    }
    if truth is not None:
        with torch.no_grad():
            clean = errors(network(y), truth)
        attacked = errors(worst.output, truth)
        numbers |= {
            "clean_error": _mean(clean),
            "attacked_error": _mean(attacked),
            "error_growth_most": float((attacked - clean).max()),
        }
    return numbers, worst


def error_of(network: Callable[..., Tensor], y: Tensor, truth: Tensor, start: Tensor | None = None) -> float:
    """The mean relative error of the outputs."""
    with torch.no_grad():
        return _mean(errors(network(y) if start is None else network(y, start), truth))


def _mean(values: Tensor) -> float:
    return float(values.mean())
