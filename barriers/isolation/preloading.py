"""Import the heavy libraries that a submitted file names once, in the zygote, instead of in every run."""

from __future__ import annotations

import ast
import contextlib
from importlib import import_module
from pathlib import Path

HEAVY = ("mpmath", "scipy", "sympy", "sklearn", "torch", "onnxruntime", "cvxpy", "pandas")
"""Libraries that are trusted as installed: importing them runs none of the submitted code."""


def heavy_imports(source: str) -> tuple[str, ...]:
    """The modules below the libraries of HEAVY that a source text imports, anywhere in it; () if it does not parse.

    The source is read, not run.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    named: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            named.add(node.module)
    return tuple(sorted(name for name in named if name.split(".")[0] in HEAVY))


def preload(target: str) -> None:
    """Import what the file of a TARGET needs of the heavy libraries; what fails here fails again, visibly, in the
    run."""
    path = Path(target.rpartition(":")[0])
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if path.suffix == ".py":
            for name in heavy_imports(path.read_text(encoding="utf-8")):
                with contextlib.suppress(Exception):
                    import_module(name)
