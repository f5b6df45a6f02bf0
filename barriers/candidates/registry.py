"""The built-in training algorithms by name; each is loaded when asked for, so an absent extra hurts nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from oracles.errors import BarriersError


class MissingExtra(BarriersError):
    """A built-in algorithm needs a library that is not installed: install the extra that the message names."""


EXTRAS = {
    "convex": ("cvxpy", "clarabel"),
    "sklearn": ("sklearn",),
    "networks": ("torch",),
}
"""The top-level modules that each extra of the distribution brings."""


@dataclass(frozen=True)
class BuiltIn:
    """A built-in algorithm: its name on the command line, one line about it, where it lives, and the extra it needs."""

    name: str
    description: str
    module: str
    function: str = "train"
    extra: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The modules it needs that are not installed."""
        needed = EXTRAS[self.extra] if self.extra else ()
        return tuple(name for name in needed if find_spec(name) is None)

    def load(self) -> Callable[[Any], Any]:
        """The training algorithm. Raises MissingExtra if a library that it needs is not installed."""
        if self.missing:
            needed = " and ".join(self.missing)
            raise MissingExtra(
                f"The built-in algorithm {self.name} needs {needed}, which is not installed: "
                f"pip install 'computability-barriers[{self.extra}]'."
            )
        return getattr(import_module(self.module), self.function)


def _here(name: str, description: str, extra: str | None = None) -> BuiltIn:
    return BuiltIn(name, description, f"barriers.candidates.{name.replace('-', '_')}", extra=extra)


BUILT_INS: tuple[BuiltIn, ...] = (
    _here("zero", "the zero network; reads nothing"),
    _here("label-copier", "the label of the nearest training sample"),
    _here("least-squares", "the shortest x with Ax = y, by SVD in doubles"),
    _here("ista", "proximal gradient steps in doubles"),
    _here("fista", "proximal gradient steps with momentum, in doubles"),
    _here("coordinate-descent", "scikit-learn's Lasso, fitted to (A, y) at call time", "sklearn"),
    _here("socp", "a second-order-cone solve with CVXPY and Clarabel", "convex"),
    _here("exact-column", "reads A(200), takes the largest column, solves exactly"),
    _here("mpmath-column", "the same with mpmath at 200 digits"),
    _here("barycentre", "shares the head among the competing columns; reads nothing"),
    _here("hedger", "answers another branch at every training sample"),
    _here("gamma-k1", "right to K-1 digits, from unboundedly many data (part ii)"),
    _here("gamma-k2", "right to K-2 digits, from one datum (part iii)"),
    _here("firenet", "a FIRENET: restarted, unrolled primal-dual steps"),
    _here("lista", "LISTA, trained with PyTorch on labels that it reads", "networks"),
)
"""In the order of the README."""


def built_in(name: str) -> BuiltIn | None:
    """The built-in algorithm of that name, or None."""
    return next((entry for entry in BUILT_INS if entry.name == name), None)
