"""Classes with a method `train`: a fresh object for every run."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from oracles.errors import InvalidArgument
from oracles.training_set import TrainingSet


def from_trainer(kind: type, *arguments: Any, **options: Any) -> Callable[[TrainingSet], Callable[[Any], Any]]:
    """A training algorithm from a class: kind(*arguments, **options).train(data) returns the network.

    The object is made afresh in every run, so that nothing is carried over. If `train` returns None, the object itself
    is the network (it must have `predict` or be callable). Raises InvalidArgument for what is no such class.
    """
    if not isinstance(kind, type) or not callable(getattr(kind, "train", None)):
        raise InvalidArgument("kind", kind, "a class with a method train(data)")
    return partial(_train, kind, arguments, options)


def _train(kind: type, arguments: tuple[Any, ...], options: dict[str, Any], data: TrainingSet) -> Callable[[Any], Any]:
    trainer = kind(*arguments, **options)
    network = trainer.train(data)
    if network is not None:
        return network
    return trainer.predict if callable(getattr(trainer, "predict", None)) else trainer
