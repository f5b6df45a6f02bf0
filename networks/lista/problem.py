"""What a batch of LISTA networks learns from: one matrix, samples and labels per network."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from oracles.errors import InvalidArgument

Tensor = torch.Tensor


@dataclass(frozen=True, eq=False)
class ListaProblem:
    """G training problems of one shape, trained together.

    matrices: (G, m, N). samples: (G, R, m). labels: (G, R, N). validation_samples, validation_labels: likewise.
    All float64. weight_scale: (G,), multiplies the trained parameters: c > 0 there makes Adam
    move the weights c times as fast.
    residual_gain: (G,), the factor of A x in the residual: 1 for LISTA proper, 1/(10‖A‖) in the public script.
    Raises InvalidArgument for shapes that do not fit and for non-finite numbers.
    """

    matrices: Tensor
    samples: Tensor
    labels: Tensor
    validation_samples: Tensor
    validation_labels: Tensor
    residual_gain: Tensor
    weight_scale: Tensor

    def __post_init__(self) -> None:
        if self.matrices.ndim != 3:
            raise InvalidArgument("matrices", tuple(self.matrices.shape), "a tensor of shape (G, m, N)")
        g, m, n = self.matrices.shape
        for name, width in (("samples", m), ("labels", n), ("validation_samples", m), ("validation_labels", n)):
            shape = tuple(getattr(self, name).shape)
            if len(shape) != 3 or shape[0] != g or shape[1] < 1 or shape[2] != width:
                raise InvalidArgument(name, shape, f"a tensor of shape ({g}, at least 1, {width})")
        for name in ("residual_gain", "weight_scale"):
            if tuple(getattr(self, name).shape) != (g,):
                raise InvalidArgument(name, tuple(getattr(self, name).shape), f"a tensor of shape ({g},)")
        for name in self.__dataclass_fields__:
            tensor = getattr(self, name)
            if tensor.dtype != torch.float64 or not bool(torch.isfinite(tensor).all()):
                raise InvalidArgument(name, tensor, "finite float64 numbers")

    @classmethod
    def create(
        cls,
        matrices: Tensor,
        samples: Tensor,
        labels: Tensor,
        validation: tuple[Tensor, Tensor] | None = None,
        residual_gain: Tensor | None = None,
        weight_scale: Tensor | None = None,
    ) -> ListaProblem:
        """With defaults: validation on the training samples, LISTA's own residual, weights of the networks' natural
        size."""
        ones = torch.ones(matrices.shape[0], dtype=torch.float64)
        held_out = validation or (samples, labels)
        gain = ones if residual_gain is None else residual_gain
        return cls(matrices, samples, labels, *held_out, gain, ones if weight_scale is None else weight_scale)

    @property
    def norms(self) -> Tensor:
        """‖A‖₂ of each matrix, (G,)."""
        return torch.linalg.matrix_norm(self.matrices, ord=2)

    @property
    def sample_units(self) -> Tensor:
        """The root mean square of ‖y‖ per problem (1 where all samples vanish), (G,)."""
        mean = self.samples.square().sum(-1).mean(-1).sqrt()
        return torch.where(mean > 0, mean, torch.ones_like(mean))

    def subset(self, index: int) -> ListaProblem:
        """The problem of one network alone, as a batch of one."""
        return ListaProblem(*(getattr(self, name)[index : index + 1] for name in self.__dataclass_fields__))
