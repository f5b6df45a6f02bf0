"""Results on stdout, as text for people or as one JSON document."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console


def print_json(document: Any) -> None:
    """One JSON document, indented, on stdout."""
    sys.stdout.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def stdout() -> Console:
    """A console for results; plain text when stdout is not a terminal."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def stderr() -> Console:
    """A console for messages and progress."""
    return Console(stderr=True, highlight=False)
