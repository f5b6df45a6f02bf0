"""`barriers verify`: play a training algorithm at each level and report what was shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from barriers.cli.files import require_writable
from barriers.cli.options import LEVEL_WORDS, Levels, Rational, class_options, json_option, make_class
from barriers.cli.output import print_json, stderr, stdout
from barriers.cli.submitted import isolation_option, submitted

if TYPE_CHECKING:
    from barriers.verdict import Report

FILE = click.Path(path_type=Path, dir_okay=True)


@click.command()
@click.argument("target", metavar="TARGET")
@class_options
@click.option("--levels", type=Levels(), metavar="K,K-1,K-2", help="Levels to play.  [default: all for K >= 3, else K]")
@click.option("--seed", type=int, default=0, show_default=True, help="Fixes every choice of the game.")
@click.option("--time-limit", type=float, default=60, show_default=True, metavar="s", help="Seconds per training run.")
@click.option("--memory-limit", type=int, metavar="MiB", help="Memory of an isolated run.  [default: 2048]")
@isolation_option
@click.option("--max-data", type=int, default=50, show_default=True, metavar="M", help="Data to force at K-1 digits.")
@click.option(
    "--probability",
    type=Rational(),
    metavar="p",
    help="Refute a coin tosser that fails with probability > p, 0 <= p < (N-m)/(N+1-m).  [default: 1/4]",
)
@click.option("--confidence", type=Rational(), metavar="c", help="For coin tossers, in (0, 1).  [default: 99/100]")
@click.option("--certificate", type=FILE, metavar="FILE", help="Level K here, level l < K to FILE-level<l>.")
@click.option("--report", type=FILE, metavar="FILE.html", help="Write the report as a page, too.")
@json_option
def command(target: str, certificate: Path | None, report: Path | None, as_json: bool, **values: Any) -> int:
    """Refute a training algorithm on the class Omega_K, or say what it survived.

    TARGET is path/to/file.py:function, package.module:function, or a built-in's name (`barriers algorithms`).

    Exit code 1: refuted at some level; 3: some level lacks a verdict; 0: survived; 2: wrong usage.
    """
    played, certificates = _play(target, certificate, report, values)
    if as_json:
        from barriers.cli.report_view import report_json

        print_json(report_json(played, certificates))
    else:
        from barriers.cli.report_view import report_view

        stdout().print(report_view(played, certificates))
    if report is not None:
        from barriers.cli.page import write_page

        write_page(report, played, certificates)
    return played.exit_code


def _play(
    text: str, certificate: Path | None, page: Path | None, values: Mapping[str, Any]
) -> tuple[Report, dict[int, Path]]:
    """Refuse what cannot be done, then play, then write the certificates of what was refuted."""
    from barriers.targets import parse_target
    from barriers.verification import verify

    target = parse_target(text)
    family = make_class(values)
    levels = _levels(family.digits, values["levels"])
    paths = {} if certificate is None else {level: _level_path(certificate, level, family.digits) for level in levels}
    for option, path in (*(("--certificate", path) for path in paths.values()), ("--report", page)):
        if path is not None:
            require_writable(option, path)
    with stderr().status("…") as status:
        played = verify(
            submitted(target, values["isolated"], values["memory_limit"]),
            family,
            seed=values["seed"],
            time_limit=values["time_limit"],
            levels=levels,
            max_data=values["max_data"],
            probability=values["probability"],
            confidence=values["confidence"],
            progress=status.update,
        )
    written = {v.digits: v.certificate.save(paths[v.digits]) for v in played.verdicts if v.certificate and paths}
    return played, written


def _levels(digits: int, words: tuple[str, ...] | None) -> list[int]:
    chosen = words or (LEVEL_WORDS if digits >= 3 else LEVEL_WORDS[:1])
    return [digits - LEVEL_WORDS.index(word) for word in chosen]


def _level_path(path: Path, level: int, digits: int) -> Path:
    return path if level == digits else path.with_name(f"{path.stem}-level{level}{path.suffix}")
