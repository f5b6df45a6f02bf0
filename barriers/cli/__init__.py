"""The command `barriers`: one file per command in `barriers/cli/commands`, loaded when it is asked for."""

from __future__ import annotations

from barriers.cli.app import main, run

__all__ = ["main", "run"]
