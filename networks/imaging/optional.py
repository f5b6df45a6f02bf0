"""Libraries that only some images and transforms need: a clear sentence where one is absent."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from oracles.errors import BarriersError


class MissingLibrary(BarriersError):
    """Something that was asked for needs a library that is not installed; the message says which extra brings it."""


def require(module: str, distribution: str, extra: str, purpose: str) -> Any:
    """The module, imported. Raises MissingLibrary, naming the distribution and the extra, where it is absent."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingLibrary(
            f"{purpose} needs {distribution} ({error.name} is not installed): "
            f"pip install 'computability-barriers[{extra}]'."
        ) from None
