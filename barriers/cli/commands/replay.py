"""`barriers replay`: does an algorithm do on a certificate's data what the certificate says?"""

from __future__ import annotations

from pathlib import Path

import click

from barriers.cli.options import json_option
from barriers.cli.output import print_json
from barriers.cli.submitted import isolation_option, submitted


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("target", metavar="TARGET")
@click.option("--time-limit", type=float, default=60, show_default=True, metavar="s", help="Seconds per training run.")
@isolation_option
@json_option
def command(file: Path, target: str, time_limit: float, isolated: bool | None, as_json: bool) -> int:
    """Run TARGET on the training set of the certificate FILE and compare what it reads and answers.

    Exit code 0: identical; 1: differs; 2: FILE is no valid certificate, or wrong usage; 3: TARGET gave no network.
    """
    from barriers.limits import Limits
    from barriers.replaying import replay
    from barriers.targets import parse_target

    named = parse_target(target)
    Limits(time=time_limit)  # refuses a limit that is not positive
    found = replay(file, submitted(named, isolated), time_limit=time_limit)
    if as_json:
        print_json({"file": str(file), "algorithm": target, "status": str(found.status), "reason": found.reason})
    else:
        click.echo(f"{file}: {found.status}" + (f": {found.reason}" if found.reason else ""))
    return found.status.exit_code
