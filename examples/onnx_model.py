"""An ONNX model as a network (needs onnx, and the extra onnx): x = pseudo-inverse of A(60) times y, in doubles.

python examples/onnx_model.py
"""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper, numpy_helper

import barriers
from barriers.adapters.onnx_models import from_onnx


def make_model(data) -> bytes:
    """One matrix product."""
    inverse = np.linalg.pinv(data.A(60).to_numpy()).T
    rows, columns = data.shape
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["y", "inverse"], ["x"])],
        "pseudo-inverse",
        [helper.make_tensor_value_info("y", TensorProto.DOUBLE, [1, rows])],
        [helper.make_tensor_value_info("x", TensorProto.DOUBLE, [1, columns])],
        [numpy_helper.from_array(inverse, "inverse")],
    )
    opset = helper.make_opsetid("", 17)
    return helper.make_model(graph, opset_imports=[opset], ir_version=8).SerializeToString()


train = from_onnx(make_model)

if __name__ == "__main__":
    report = barriers.verify(train, barriers.omega(rows=4, columns=5))
    for verdict in report.verdicts:
        print(f"{verdict.digits} digits: {verdict.status}, error {verdict.error}")
