"""ONNX: a stored model as a network, through onnxruntime (extra `[onnx]`)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from barriers.candidates import MissingExtra
from oracles.errors import InvalidArgument
from oracles.training_set import TrainingSet

Model = bytes | str | os.PathLike[str]
_TYPES = {"tensor(float)": np.float32, "tensor(double)": np.float64}


def from_onnx(model: Model | Callable[[TrainingSet], Model]) -> Callable[[TrainingSet], Callable[[Any], Any]]:
    """A training algorithm whose network is an ONNX model: one input of shape (1, m) or (m,), N numbers of output.

    model: the model (bytes or a file), or a function of the training set that makes one. It runs on one thread, in
    single or double precision as its input says. In training it raises MissingExtra without onnxruntime, and
    InvalidArgument for a model that has several inputs or another type of numbers.
    """

    def train(data: TrainingSet) -> Callable[[Any], Any]:
        made = model(data) if callable(model) else model
        return _network(made if isinstance(made, bytes) else Path(made).read_bytes(), data.shape[0])

    return train


def _network(model: bytes, rows: int) -> Callable[[Any], Any]:
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingExtra("ONNX models need onnxruntime: pip install 'computability-barriers[onnx]'.") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    inputs = session.get_inputs()
    if len(inputs) != 1 or inputs[0].type not in _TYPES:
        kinds = ", ".join(f"{i.name}: {i.type}" for i in inputs)
        raise InvalidArgument("model", kinds, "a model with one input of single or double precision")
    name, kind, axes = inputs[0].name, _TYPES[inputs[0].type], len(inputs[0].shape)

    def network(y: Any) -> Any:
        given = np.asarray(y, dtype=kind).reshape((1, rows) if axes == 2 else (rows,))
        return np.asarray(session.run(None, {name: given})[0]).reshape(-1)

    return network
