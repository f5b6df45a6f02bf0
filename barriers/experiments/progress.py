"""How far a long run is: a small interface, so that the library is silent and the command line draws bars."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Progress(Protocol):
    """Something that is told about tasks; `start` returns the function to call with the number of steps done."""

    def start(self, name: str, total: int) -> Callable[[int], None]:
        """A task of `total` steps begins."""
        ...


class Silent:
    """Tells nobody."""

    def start(self, name: str, total: int) -> Callable[[int], None]:
        """See `Progress.start`."""
        return lambda done: None
