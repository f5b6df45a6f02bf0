"""`barriers check`: is a certificate valid, and what does it prove?"""

from __future__ import annotations

from pathlib import Path

import click

from barriers.cli.files import require_writable
from barriers.cli.options import json_option


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--export", type=click.Path(path_type=Path), metavar="PATH", help="Write the checker as a zipapp.")
@json_option
def command(files: tuple[str, ...], export: Path | None, as_json: bool) -> int:
    """Check certificates (- is standard input) and say what they prove.

    Exit code 0: all valid; 1: some invalid; 2: some unreadable. With --export, write the checker to PATH: one file of
    standard-library Python that does the same without this package, `python -I -S checker.pyz FILE...`.
    """
    if not files and export is None:
        raise click.UsageError("Name at least one certificate FILE, or --export PATH.")
    if export is not None:
        from barriers.checker import build_zipapp

        require_writable("--export", export)
        build_zipapp(export)
        click.echo(f"wrote {export}", err=True)
    if not files:
        return 0
    from barriers.checker.command import main

    return main(["--json", *files] if as_json else list(files))
