"""How LISTA networks are built and trained."""

from __future__ import annotations

from dataclasses import dataclass

from oracles.errors import InvalidArgument


@dataclass(frozen=True)
class ListaSettings:
    """Architecture and training of a batch of LISTA networks.

    layers: number of layers. batch_size: samples per step. epochs: the most epochs. learning_rate: of Adam at the
    start, in the normalised weights (see `ListaBatch`). decay: factor on the learning rate after every epoch, 0 < decay
    <= 1. stop_below: stop once every network's relative validation error ‖x̂ − x‖/‖x‖ is below this, or None for no
    such stop. patience: stop after this many epochs in which no network reached a new best, or None. seed: of weights
    and shuffling. Raises InvalidArgument for values out of range.
    """

    layers: int = 10
    batch_size: int = 1000
    epochs: int = 1000
    learning_rate: float = 5e-3
    decay: float = 0.97
    stop_below: float | None = 1e-7
    patience: int | None = 100
    seed: int = 5

    def __post_init__(self) -> None:
        for name in ("layers", "batch_size", "epochs"):
            if not (isinstance(getattr(self, name), int) and getattr(self, name) >= 1):
                raise InvalidArgument(name, getattr(self, name), "an integer >= 1")
        if not 0 < self.learning_rate < float("inf"):
            raise InvalidArgument("learning_rate", self.learning_rate, "a finite number > 0")
        if not 0 < self.decay <= 1:
            raise InvalidArgument("decay", self.decay, "0 < decay <= 1")
        if self.stop_below is not None and not self.stop_below > 0:
            raise InvalidArgument("stop_below", self.stop_below, "a number > 0 or None")
        if self.patience is not None and self.patience < 1:
            raise InvalidArgument("patience", self.patience, "an integer >= 1 or None")

    @property
    def rule(self) -> str:
        """The stopping rule and the learning-rate schedule in words."""
        parts = [f"at most {self.epochs} epochs, Adam {self.learning_rate:g}, times {self.decay:g} after every epoch"]
        if self.stop_below is not None:
            parts.append(f"stop when every relative validation error is below {self.stop_below:g}")
        if self.patience is not None:
            parts.append(f"or after {self.patience} epochs without a new best")
        return "; ".join(parts)


PUBLISHED = ListaSettings(epochs=4000, learning_rate=2e-4, decay=1.0, stop_below=None, patience=None)
"""As published: 4 000 epochs at 2e-4·10^{−K/3} (the second factor is `ListaProblem.weight_scale`), no early stop."""
