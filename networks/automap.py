"""AUTOMAP-style networks: dense layers from the measurements to the image domain, then convolutions."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from oracles.errors import InvalidArgument

_CONSTANT = 1e-4
"""Coordinates whose deviation is below this times the largest one are constant up to rounding."""


@dataclass(frozen=True, eq=False)
class Standardisation:
    """(c − mean)/deviation of each real coordinate of the input, with statistics of the training measurements.

    mean, deviation: (2m,), deviation > 0. Where a coefficient hardly varies, its small deviation becomes a large gain.
    Constant coordinates (the imaginary part of the mean of a real image, say) get the largest deviation: no gain.
    """

    mean: Tensor
    deviation: Tensor

    @classmethod
    def of(cls, y: Tensor) -> Standardisation:
        """The statistics of complex training measurements (B, m), B >= 2."""
        if y.ndim != 2 or len(y) < 2:
            raise InvalidArgument("y", tuple(y.shape), "at least two training measurements, (B, m)")
        inputs = real_coordinates(y)
        deviation = inputs.std(dim=0)
        largest = deviation.max()
        return cls(inputs.mean(dim=0), torch.where(deviation > _CONSTANT * largest, deviation, largest))

    @classmethod
    def none(cls, count: int) -> Standardisation:
        """No standardisation of m = `count` complex measurements."""
        return cls(torch.zeros(2 * count), torch.ones(2 * count))


def real_coordinates(y: Tensor) -> Tensor:
    """Complex (B, m) → real (B, 2m): the real parts, then the imaginary parts."""
    return torch.cat([y.real, y.imag], dim=-1)


class Automap(nn.Module):
    """Measurements (B, m), complex → real images (B, N, N).

    Two dense layers (2m → N² with tanh, N² → N² with tanh), two 5×5 convolutions with ReLU, one 7×7 to the image.
    Source: Zhu, Liu, Cauley, Rosen and Rosen, Nature 555 (2018); `channels` is 64 there.
    """

    mean: Tensor
    deviation: Tensor

    def __init__(self, count: int, size: int, standardisation: Standardisation, channels: int = 16) -> None:
        super().__init__()
        if standardisation.mean.shape != (2 * count,):
            raise InvalidArgument(
                "standardisation", tuple(standardisation.mean.shape), f"statistics of shape ({2 * count},)"
            )
        self.size = size
        self.register_buffer("mean", standardisation.mean.clone())
        self.register_buffer("deviation", standardisation.deviation.clone())
        self.dense = nn.Sequential(
            nn.Linear(2 * count, size * size), nn.Tanh(), nn.Linear(size * size, size * size), nn.Tanh()
        )
        self.convolutions = nn.Sequential(
            nn.Conv2d(1, channels, 5, padding=2),
            nn.ReLU(),
            nn.Conv2d(channels, channels, 5, padding=2),
            nn.ReLU(),
            nn.Conv2d(channels, 1, 7, padding=3),
        )

    def forward(self, y: Tensor) -> Tensor:
        """See the class."""
        dense = self.dense((real_coordinates(y) - self.mean) / self.deviation)
        return self.convolutions(dense.reshape(-1, 1, self.size, self.size))[:, 0]
