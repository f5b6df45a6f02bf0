"""The files of the repository, for tests about the project itself."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("oracles", "constructions", "barriers", "networks")


def pyproject() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def text(name: str) -> str:
    """The text of a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def modules(*folders: str) -> list[Path]:
    """The Python files under the given folders of the repository."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def pins() -> dict[str, str]:
    """Every version in constraints.txt, by normalised name."""
    found = re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)$", text("constraints.txt"), re.MULTILINE)
    return {normalised(name): version for name, version in found}


def normalised(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
