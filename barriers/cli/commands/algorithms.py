"""`barriers algorithms`: the built-in training algorithms."""

from __future__ import annotations

import click
from rich.table import Table

from barriers.candidates import BUILT_INS, EXTRAS
from barriers.cli.options import json_option
from barriers.cli.output import print_json, stdout


@click.command()
@json_option
def command(as_json: bool) -> int:
    """List the built-in training algorithms, one line each."""
    if as_json:
        print_json({"algorithms": [_as_dict(entry) for entry in BUILT_INS]})
        return 0
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    for entry in BUILT_INS:
        needs = f"  (needs {' and '.join(EXTRAS[entry.extra])})" if entry.extra and entry.missing else ""
        table.add_row(entry.name, entry.description + needs)
    stdout().print(table)
    return 0


def _as_dict(entry) -> dict[str, object]:
    return {
        "name": entry.name,
        "description": entry.description,
        "extra": entry.extra,
        "available": not entry.missing,
    }
