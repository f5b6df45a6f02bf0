"""TARGET on the command line: path/to/file.py:function, package.module:function, or a built-in algorithm's name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from barriers.candidates import BUILT_INS, BuiltIn, built_in
from oracles.errors import BarriersError, InvalidArgument

ALLOWED = "path/to/file.py:function, package.module:function, or a built-in's name (`barriers algorithms` lists them)"


class TargetCrashed(BarriersError):
    """The code behind a TARGET raised an error while it was imported: the verdict on it is `crashed`."""


class Target(Protocol):
    """A training algorithm that was named but not loaded yet."""

    @property
    def name(self) -> str:
        """The name to report it under."""
        ...

    def load(self) -> Callable[[Any], Any]:
        """The training algorithm itself. Raises InvalidArgument, MissingExtra or TargetCrashed."""
        ...


@dataclass(frozen=True)
class CodeTarget:
    """`function` (dots allowed) in a Python file, or in a module that can be imported from the current folder."""

    name: str
    file: Path | None
    module: str
    function: str

    def load(self) -> Callable[[Any], Any]:
        """See `Target.load`."""
        where = self._imported()
        try:
            found = reduce(getattr, self.function.split("."), where)
        except AttributeError:
            raise InvalidArgument("TARGET", self.name, f"a function that {self.file or self.module} defines") from None
        if not callable(found):
            raise InvalidArgument("TARGET", self.name, f"something callable (it is a {type(found).__name__})")
        return found

    def _imported(self) -> ModuleType:
        folder = str(self.file.parent.resolve() if self.file else Path.cwd())
        if folder not in sys.path:  # as if the file were run as a script: it may import its neighbours
            sys.path.insert(0, folder)
        try:
            return _run_file(self.file) if self.file else import_module(self.module)
        except ModuleNotFoundError as error:
            if self.file is None and error.name and (self.module + ".").startswith(error.name + "."):
                raise InvalidArgument("TARGET", self.name, f"a module that exists (no module {error.name})") from error
            raise _crash(self.name, error) from error
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # SystemExit included: a file may call sys.exit() at its top level
            raise _crash(self.name, error) from error


def parse_target(text: str) -> Target:
    """The target that `text` names; nothing is imported yet.

    Raises InvalidArgument if it has none of the three forms, the file does not exist, or the name is not a built-in's.
    """
    where, colon, function = text.rpartition(":")
    if not colon:
        return _built_in(text)
    if not where or not all(part.isidentifier() for part in function.split(".")):
        raise InvalidArgument("TARGET", text, ALLOWED)
    if where.endswith(".py"):
        file = Path(where)
        if not file.is_file():
            raise InvalidArgument("TARGET", text, f"a file that exists ({where} does not)")
        return CodeTarget(text, file, file.stem, function)
    if not all(part.isidentifier() for part in where.split(".")):
        raise InvalidArgument("TARGET", text, ALLOWED)
    return CodeTarget(text, None, where, function)


def _built_in(text: str) -> BuiltIn:
    entry = built_in(text)
    if entry is None:
        close = get_close_matches(text, [b.name for b in BUILT_INS], n=1)
        raise InvalidArgument("TARGET", text, ALLOWED + (f"; did you mean {close[0]}?" if close else ""))
    return entry


def _run_file(file: Path) -> ModuleType:
    """Import the file under a private name, so that no other module of the same name is confused with it."""
    name = f"_target_{file.stem}"
    spec = spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be imported")
    module = module_from_spec(spec)
    sys.modules[name] = module  # dataclasses and pickle look a module up by its name
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _crash(name: str, error: BaseException) -> TargetCrashed:
    return TargetCrashed(f"importing {name} raised {type(error).__name__}: {error}")
