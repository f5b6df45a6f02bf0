"""LISTA: the learned iterative shrinkage–thresholding algorithm, a batch of networks evaluated together."""

from __future__ import annotations

import torch
from torch import nn

from networks.lista.problem import ListaProblem
from networks.lista.settings import ListaSettings
from networks.nonlinearities import soft_threshold

Tensor = torch.Tensor
_INITIAL_WEIGHT = 0.05 / 10
_INITIAL_THRESHOLD = 1e-7


class ListaBatch(nn.Module):
    """G networks x_0 = 0, x_{i+1} = soft(x_i + W_iᵀ (y − g A x_i), θ_i), θ_i >= 0 one number per layer.

    The trained parameters are normalised: with Â = A/‖A‖, ŷ = y/s, x̂ = x ‖A‖/s (s the size of the samples) one network
    reads x̂_{i+1} = soft(x̂_i + cV_iᵀ(ŷ − g Â x̂_i), cθ_i), where c is `ListaProblem.weight_scale` and g its
    `residual_gain`; W = cV/‖A‖. So one learning rate suits matrices of any size. V starts normal with deviation 0.005,
    θ uniform below 1e-7, as in the public script. Shapes: V (G, layers, m, N), θ (G, layers, 1, 1).
    """

    def __init__(self, problem: ListaProblem, settings: ListaSettings) -> None:
        super().__init__()
        g, m, n = problem.matrices.shape
        generator = torch.Generator().manual_seed(settings.seed)
        scale = problem.weight_scale[:, None, None, None]
        shape = (g, settings.layers, m, n)
        weights = torch.stack([torch.randn(shape[1:], generator=generator, dtype=torch.float64) for _ in range(g)])
        thresholds = torch.stack(
            [torch.rand((settings.layers, 1, 1), generator=generator, dtype=torch.float64) for _ in range(g)]
        )
        self.weights = nn.Parameter(weights * _INITIAL_WEIGHT / scale)
        self.thresholds = nn.Parameter(thresholds * _INITIAL_THRESHOLD / scale)
        norms, units = problem.norms, problem.sample_units
        self.register_buffer("scale", scale)
        self.register_buffer("input_unit", units[:, None, None])
        self.register_buffer("output_unit", (units / norms)[:, None, None])
        self.register_buffer(
            "residual", (problem.matrices * (problem.residual_gain / norms)[:, None, None]).mT.contiguous()
        )

    def forward(self, y: Tensor) -> Tensor:
        """y: (G, batch, m) → x: (G, batch, N)."""
        return self.normalised(y / self.get_buffer("input_unit")) * self.get_buffer("output_unit")

    def normalised(self, y: Tensor) -> Tensor:
        """ŷ: (G, batch, m) → x̂: (G, batch, N)."""
        scale, residual = self.get_buffer("scale"), self.get_buffer("residual")
        weights, thresholds = self.weights * scale, (self.thresholds * scale).clamp(min=0)
        x = soft_threshold(torch.bmm(y, weights[:, 0]), thresholds[:, 0])
        for i in range(1, self.weights.shape[1]):
            difference = torch.baddbmm(y, x, residual, alpha=-1)
            x = soft_threshold(torch.baddbmm(x, difference, weights[:, i]), thresholds[:, i])
        return x
