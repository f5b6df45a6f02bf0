"""Adapters turn what people have into training algorithms; each is refuted, isolated and in-process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from onnx import TensorProto, helper
from sklearn.linear_model import LinearRegression

import barriers
from barriers.adapters import exact_network, from_estimator, from_trainer
from barriers.adapters.onnx_models import from_onnx
from barriers.adapters.torch_modules import from_module
from barriers.targets import parse_target
from constructions.answers import MemberAnswers
from constructions.member import Member
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument
from oracles.training_set import TrainingSet

EXAMPLES = Path(__file__).parents[2] / "examples"
FAMILY = barriers.omega("lasso", rows=4, columns=6, sample_design="common", samples=3)
SMALL = barriers.omega(rows=4, columns=5)
LEVEL = FAMILY.digits


def training_set() -> TrainingSet:
    member = Member(FAMILY, "strong", 0)
    return TrainingSet.of(MemberAnswers(member), FAMILY.problem, shape=(4, 6), samples=3, omega=FAMILY)


@pytest.mark.parametrize("name", ["plain_function", "ridge", "module", "exact", "averager"])
def test_every_example_is_refuted(name: str) -> None:
    train = parse_target(f"{EXAMPLES / 'adapters.py'}:{name}").load()
    assert barriers.verify(train, FAMILY, levels=[LEVEL]).verdicts[0].status == "refuted"


@pytest.mark.parametrize("target", ["adapters.py:ridge", "adapters.py:module", "onnx_model.py:train"])
def test_examples_are_refuted_in_isolation(target: str) -> None:
    report = barriers.verify(str(EXAMPLES / target), SMALL, levels=[SMALL.digits], isolated=True)
    assert (report.verdicts[0].status, report.verdicts[0].reason) == ("refuted", "")


def test_an_estimator_is_fitted_on_the_pairs() -> None:
    data = training_set()
    network = from_estimator(LinearRegression(), n=70)(data)
    for k in range(3):
        assert np.allclose(network(data.y(k, 70).to_numpy()), data.x(k, 70).to_numpy(), rtol=0, atol=1e-9)


def test_an_estimator_is_copied_for_every_run() -> None:
    estimator = LinearRegression()
    from_estimator(estimator)(training_set())
    assert not hasattr(estimator, "coef_")


@pytest.mark.parametrize(
    "make", [lambda: from_estimator(3), lambda: from_estimator(LinearRegression(), n=-1), lambda: exact_network(None),  # type: ignore[arg-type]
             lambda: from_trainer(int)]
)  # fmt: skip
def test_what_is_not_adapted(make: Callable[[], Any]) -> None:
    with pytest.raises(InvalidArgument):
        make()


def test_a_module_is_the_same_in_every_run_and_maps_vectors() -> None:
    train = from_module(lambda data: torch.nn.Linear(4, 6), seed=3)
    first, second = train(training_set()), train(training_set())
    y = np.arange(4.0)
    assert first(y).shape == (6,)
    assert np.array_equal(first(y), second(y))


def test_an_exact_network_is_given_exact_vectors() -> None:
    @exact_network
    def network(y: DyadicArray) -> list[Any]:
        return [y[0] for _ in range(6)]

    assert network.exact
    verdict = barriers.verify(lambda data: network, FAMILY, levels=[LEVEL]).verdicts[0]
    assert verdict.status == "refuted"


class Counter:
    made = 0

    def __init__(self, value: float) -> None:
        Counter.made += 1
        self.value = value

    def train(self, data: TrainingSet) -> None:
        self.columns = data.shape[1]

    def __call__(self, y: Any) -> Any:
        return np.full(self.columns, self.value)


def test_a_class_is_made_afresh_and_may_be_its_own_network() -> None:
    train = from_trainer(Counter, 2.0)
    assert np.array_equal(train(training_set())(np.zeros(4)), np.full(6, 2.0))
    train(training_set())
    assert Counter.made == 2


def onnx_model(kind: int, inputs: int = 1) -> bytes:
    names = ["y", "z"][:inputs]
    graph = helper.make_graph(
        [helper.make_node("Identity", ["y"], ["x"])],
        "identity",
        [helper.make_tensor_value_info(name, kind, [1, 4]) for name in names],
        [helper.make_tensor_value_info("x", kind, [1, 4])],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString()


def test_onnx_models_from_bytes_and_files(tmp_path: Path) -> None:
    file = tmp_path / "model.onnx"
    file.write_bytes(onnx_model(TensorProto.FLOAT))
    for model in (onnx_model(TensorProto.DOUBLE), file):
        assert np.array_equal(from_onnx(model)(training_set())(np.arange(4.0)), np.arange(4.0))


@pytest.mark.parametrize("model", [onnx_model(TensorProto.INT64), onnx_model(TensorProto.DOUBLE, inputs=2)])
def test_onnx_models_of_another_kind(model: bytes) -> None:
    with pytest.raises(InvalidArgument, match="one input of single or double precision"):
        from_onnx(model)(training_set())
