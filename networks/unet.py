"""U-nets from measurements to images: MONAI's `BasicUNet` on the zero-filled image, plus a skip connection."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from networks.imaging.optional import require
from networks.imaging.sampling import Sampling
from oracles.errors import InvalidArgument


class UNetReconstruction(nn.Module):
    """Measurements (B, m), complex → real images (B, N, N): the zero-filled image, corrected by a U-net.

    features: the number of channels at full resolution; they double at each of the 4 poolings (so N >= 32).
    Raises MissingLibrary without MONAI, InvalidArgument for N < 32 or features < 1.
    """

    def __init__(self, sampling: Sampling, features: int = 32) -> None:
        super().__init__()
        if sampling.size < 32:
            raise InvalidArgument("size", sampling.size, "N >= 32 (four poolings)")
        if features < 1:
            raise InvalidArgument("features", features, "an integer >= 1")
        nets: Any = require("monai.networks.nets", "MONAI", "imaging", "The U-net")
        self.sampling = sampling
        self.unet = nets.BasicUNet(
            spatial_dims=2,
            in_channels=2,
            out_channels=1,
            features=(features, features, 2 * features, 4 * features, 8 * features, features),
            norm=("batch", {"affine": True}),
            act=("LeakyReLU", {"negative_slope": 0.1}),
        )

    def forward(self, y: Tensor) -> Tensor:
        """See the class."""
        zero_filled = self.sampling.zero_fill(y)
        channels = torch.stack([zero_filled.real, zero_filled.imag], dim=-3)
        return zero_filled.real + self.unet(channels)[..., 0, :, :]
