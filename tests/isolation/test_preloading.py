"""Heavy libraries are found by reading a source text, never by running it."""

from __future__ import annotations

import pytest

from barriers.isolation.preloading import heavy_imports


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import torch.nn as nn, os", ("torch.nn",)),
        ("def train(data):\n    from sklearn.linear_model import Lasso", ("sklearn.linear_model",)),
        ("from .torch import x\nimport numpy", ()),
        ("import torchish", ()),
        ("raise SystemExit(", ()),
        ("\0", ()),
    ],
)
def test_heavy_imports(source: str, found: tuple[str, ...]) -> None:
    assert heavy_imports(source) == found
