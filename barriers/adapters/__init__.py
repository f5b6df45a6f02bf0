"""Training algorithms from what people have: estimators, modules, stored models, classes, exact functions.

Each adapter is in a module of its own, so that only the library it adapts to is imported.
"""

from __future__ import annotations

from barriers.adapters.classes import from_trainer
from barriers.adapters.exact import exact_network
from barriers.adapters.sklearn_estimators import from_estimator

__all__ = ["exact_network", "from_estimator", "from_trainer"]
