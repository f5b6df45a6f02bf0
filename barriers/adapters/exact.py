"""Exact networks: functions of dyadic vectors instead of doubles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument


@dataclass(frozen=True)
class ExactNetwork:
    """A network that is given y exactly, as a DyadicArray of shape (m,)."""

    function: Callable[[DyadicArray], Any]
    exact: bool = True

    def __call__(self, y: DyadicArray) -> Any:
        return self.function(y)


def exact_network(function: Callable[[DyadicArray], Any]) -> ExactNetwork:
    """Declare that a network wants exact vectors; also a decorator. Raises InvalidArgument for no function."""
    if not callable(function):
        raise InvalidArgument("function", function, "a function of a DyadicArray")
    return ExactNetwork(function)
