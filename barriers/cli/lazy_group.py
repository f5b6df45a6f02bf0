"""A click group whose commands are the modules of a package: adding a command is adding a file."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click


class LazyGroup(click.Group):
    """Commands are the modules of `package`, each with an attribute `command`; underscores become hyphens.

    A module is imported when its command is run, or for its first sentence in `--help`: import what is slow inside
    the command's function, not at the module's top.
    """

    def __init__(self, *args: Any, package: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in alphabetical order."""
        modules = import_module(self.package).__path__
        return sorted(module.name.replace("_", "-") for module in iter_modules(modules))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        return import_module(f"{self.package}.{cmd_name.replace('-', '_')}").command
