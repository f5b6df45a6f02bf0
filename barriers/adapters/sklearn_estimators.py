"""scikit-learn: fit a regressor on the pairs (y, x); its `predict` is the network."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import numpy as np

from barriers.adapters.reading import Matrix, training_pairs
from oracles.errors import InvalidArgument
from oracles.training_set import TrainingSet


def from_estimator(estimator: Any, n: int = 60) -> Callable[[TrainingSet], Callable[[Matrix], Matrix]]:
    """A training algorithm that fits a fresh copy of a regressor on all pairs (y_{k,n}, x_{k,n}).

    estimator: anything with `fit(Y, X)` and `predict(Y)` for several outputs, Y of shape (R, m), X of shape (R, N);
    give it a fixed random_state. n: the accuracy that is read. Raises InvalidArgument for other objects and for n < 0.
    """
    if not (callable(getattr(estimator, "fit", None)) and callable(getattr(estimator, "predict", None))):
        raise InvalidArgument("estimator", estimator, "an object with fit and predict")
    if isinstance(n, bool) or not isinstance(n, int) or n < 0:
        raise InvalidArgument("n", n, "an integer >= 0")

    def train(data: TrainingSet) -> Callable[[Matrix], Matrix]:
        ys, xs = training_pairs(data, n)
        fitted = deepcopy(estimator)
        fitted.fit(ys, xs)
        return lambda y: np.asarray(fitted.predict(y.reshape(1, -1))).reshape(-1)

    return train
