"""`barriers theorem`: the theorem table, every part run for every problem."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from barriers.cli.options import MIXINGS, PROBLEMS, json_option
from barriers.cli.output import print_json, stderr, stdout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from barriers.theorem import Row


@click.command()
@click.option("--problem", type=click.Choice(PROBLEMS), help="One problem.  [default: all three]")
@click.option("--digits", type=int, default=6, show_default=True, metavar="K", help="Digits K >= 3.")
@click.option("--rows", type=int, default=19, show_default=True, metavar="m", help="Rows of A.")
@click.option("--columns", type=int, default=20, show_default=True, metavar="N", help="Columns of A (> m).")
@click.option("--mixing", type=click.Choice(MIXINGS), default="dct", show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="Fixes the random elements and answers.")
@click.option(
    "--certificates",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write the certificate of every refutation here; check them with barriers check FOLDER/*.json.",
)
@json_option
def command(
    problem: str | None,
    digits: int,
    rows: int,
    columns: int,
    mixing: str,
    seed: int,
    certificates: Path | None,
    as_json: bool,
) -> int:
    """Run every part of the theorem on real algorithms and print what was certified.

    Exit code 0 only if every row holds. The statement of a row is proved in proofs_notes; the figure is what this run
    computed, with certified bounds.
    """
    from barriers.theorem import theorem_rows
    from oracles.errors import InvalidArgument

    if digits < 3:
        raise InvalidArgument("digits", digits, "an integer K >= 3 (parts (ii) and (iii) need three digits)")
    done: list[Row] = []
    with stderr().status("…") as status:
        for row in theorem_rows(
            (problem,) if problem else PROBLEMS,
            digits=digits,
            rows=rows,
            columns=columns,
            mixing=mixing,
            seed=seed,
            progress=status.update,
        ):
            done.append(row)
            if certificates is not None:
                _save(certificates, row)
    if as_json:
        print_json({"rows": [row.to_json() for row in done]})
    else:
        _show(done, digits, rows, columns)
    return 0 if all(row.holds for row in done) else 1


def _save(folder: Path, row: Row) -> None:
    from oracles.errors import InvalidArgument

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, certificate in row.certificates:
            certificate.save(folder / f"{row.problem}-{name}.json")
    except OSError as error:
        raise InvalidArgument("certificates", str(folder), f"a folder that can be written ({error.strerror})") from None


def _show(done: Sequence[Row], digits: int, rows: int, columns: int) -> None:
    from rich.table import Table

    table = Table(title=f"Omega_{digits}, A of {rows} x {columns}", title_justify="left", show_lines=False)
    table.add_column("problem", no_wrap=True)
    table.add_column("part", no_wrap=True)
    table.add_column("statement")
    table.add_column("what this run certified")
    table.add_column("holds", justify="center")
    last = ""
    for row in done:
        if last and row.problem != last:
            table.add_section()
        shown = row.problem if row.problem != last else ""
        table.add_row(shown, row.part, row.statement, row.figure, "[green]yes[/]" if row.holds else "[red]NO[/]")
        last = row.problem
    stdout().print(table)
