"""From what a caller hands over to a submission: called here, or isolated by the name that it is imported by."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any

from barriers.in_process import as_submission
from barriers.submission import Submission
from oracles.errors import InvalidArgument

IMPORTABLE = "a TARGET, or a function that can be imported by its module's and its own name"


@contextmanager
def opened(train: Callable[[Any], Any] | Submission | str, isolated: bool) -> Iterator[Submission]:
    """A submission for as long as the block lasts; isolated runs leave no process behind.

    train: a training algorithm, a submission, or, to be isolated, a TARGET. Raises InvalidArgument for anything else,
    and for functions that cannot be isolated because they cannot be imported elsewhere (local functions, lambdas).
    """
    if not isolated:
        yield as_submission(train)  # type: ignore[arg-type]  # a string is refused there, with the rest
        return
    from barriers.isolation.isolated import Isolated

    if isinstance(train, Isolated):
        yield train
        return
    with Isolated(target_of(train)) as submission:
        yield submission


def target_of(train: object) -> str:
    """The TARGET under which a child finds a function. Raises InvalidArgument if it would find another or none."""
    if isinstance(train, str):
        return train
    module, name = getattr(train, "__module__", None), getattr(train, "__qualname__", None)
    home = sys.modules.get(module) if isinstance(module, str) else None
    if home is None or not isinstance(name, str) or _looked_up(home, name) is not train:
        raise InvalidArgument("train", train, f"{IMPORTABLE} (isolated=True)")
    if module != "__main__":
        return f"{module}:{name}"
    file = getattr(home, "__file__", None)
    if file is None:
        raise InvalidArgument("train", train, f"{IMPORTABLE} (isolated=True); this one lives in an interactive session")
    return f"{Path(file).resolve()}:{name}"


def _looked_up(home: object, name: str) -> object:
    try:
        return reduce(getattr, name.split("."), home)
    except AttributeError:
        return None
