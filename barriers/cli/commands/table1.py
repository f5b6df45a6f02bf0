"""`barriers table1`: the numerical table of the talk, published, as published, and true."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from barriers.cli.options import json_option
from barriers.cli.output import print_json, stderr, stdout

if TYPE_CHECKING:
    from barriers.table1 import Row
    from barriers.table1.build import Learner

_WIDTH = 138
"""Characters that a line of the whole table takes."""


def _whole_numbers(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter(
            f"expected whole numbers with commas between them, such as 1,3,6, but got {value!r}"
        ) from None


@click.command()
@click.option("--lista/--no-lista", default=True, show_default=True, help="Train LISTA too (needs PyTorch).")
@click.option("--long", "published_schedule", is_flag=True, help="Train LISTA for 4000 epochs at the published rates.")
@click.option(
    "--columns", type=click.Choice(["22", "20", "both"]), default="22", show_default=True, help="N; m = N - 1."
)
@click.option("--digits", default="1,3,6", show_default=True, callback=_whole_numbers, help="The values of K.")
@click.option("--accuracies", default="10,20,30", show_default=True, callback=_whole_numbers, help="The values of n.")
@click.option("--checkpoints", type=click.Path(file_okay=False, path_type=Path), help="Save and resume trainings here.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@click.option("--latex", "form", flag_value="latex", help="Print a LaTeX tabular (booktabs).")
@click.option("--markdown", "form", flag_value="markdown", help="Print a Markdown table.")
@json_option
def command(
    lista: bool,
    published_schedule: bool,
    columns: str,
    digits: tuple[int, ...],
    accuracies: tuple[int, ...],
    checkpoints: Path | None,
    form: str | None,
    as_json: bool,
) -> int:
    """FIRENET and LISTA on inexact inputs: the published figures, their reproduction, and certified true distances.

    Every network gets (A_n, y_n) within 2^-n of the true (A, y). Exit code 1 if a row does not show what it should.
    """
    from barriers.table1 import table1

    rows: list[Row] = []
    with _learner(lista, published_schedule, checkpoints) as learner:
        for n in (22, 20) if columns == "both" else (int(columns),):
            rows.extend(table1(digits=digits, accuracies=accuracies, columns=n, learner=learner))
    if as_json:
        print_json({"rows": [row.as_json() for row in rows]})
    else:
        _show(rows, form)
    return 0 if all(row.holds for row in rows) else 1


def _show(rows: list[Row], form: str | None) -> None:
    from barriers.table1.formats import as_csv, as_latex, as_markdown

    written = {"csv": as_csv, "latex": as_latex, "markdown": as_markdown}
    if form in written:
        sys.stdout.write(written[form](rows))
        return
    for shape in dict.fromkeys(row.shape for row in rows):
        _show_table([row for row in rows if row.shape == shape], shape)
    for row in rows:
        if not row.holds:
            stdout().print(f"K = {row.digits}, n = {row.accuracy}, N = {row.shape[1]} fails: {row.verdict}.")
    if any(row.index_artefact for row in rows):
        stdout().print(
            "† compared with a vector that is no minimiser (index artefact of the public script): not a distance to Ξ."
        )


def _show_table(rows: list[Row], shape: tuple[int, int]) -> None:
    """One line per row where the width allows it (always in a pipe), else one block per K with the columns below each
    other."""
    from rich.table import Table

    from barriers.table1.formats import HEADINGS, cells

    console = stdout()
    if not console.is_terminal:
        console.width = _WIDTH
    title = f"m = {shape[0]}, N = {shape[1]}"
    if console.width < _WIDTH:
        for k in dict.fromkeys(row.digits for row in rows):
            block = [_short(cells(row)) for row in rows if row.digits == k]
            table = Table(title=f"{title}, K = {k}", title_justify="left", show_header=False)
            for heading, *values in list(zip(HEADINGS, *block, strict=True))[1:]:
                table.add_row(heading, *values)
            console.print(table)
        return
    table = Table(title=title, title_justify="left")
    for heading in HEADINGS:
        table.add_column(heading, justify="left" if heading == "verdict" else "right", overflow="fold")
    for i, row in enumerate(rows):
        last = i + 1 == len(rows) or rows[i + 1].digits != row.digits
        table.add_row(*_short(cells(row)), end_section=last)
    console.print(table)


def _short(line: tuple[str, ...]) -> tuple[str, ...]:
    """The cells with a verdict of one or two words; what failed is told below the table."""
    return (*line[:-1], line[-1].split(":")[0])


@contextmanager
def _learner(lista: bool, published_schedule: bool, checkpoints: Path | None) -> Iterator[Learner | None]:
    """The LISTA learner with its messages on stderr: a progress bar on a terminal, the rule and the epochs
    otherwise."""
    if not lista:
        yield None
        return
    from barriers.candidates.registry import MissingExtra

    try:
        from barriers.table1.lista_column import ListaLearner
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"LISTA needs {error.name}, which is not installed: pip install 'computability-barriers[networks]', "
            "or leave that column out with --no-lista."
        ) from None
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = stderr()
    bar = Progress(
        TextColumn("LISTA"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("epochs at most, error {task.fields[error]:.1e}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    settings = ListaLearner(published=published_schedule).settings
    task = bar.add_task("LISTA", total=settings.epochs, error=float("inf"))
    epochs = 0

    def on_epoch(epoch: int, error: float) -> None:
        nonlocal epochs
        epochs = epoch
        bar.update(task, completed=epoch, error=error)

    def on_start(rule: str) -> None:
        click.echo(f"LISTA: {rule}", err=True)

    with bar:
        yield ListaLearner(published_schedule, checkpoints, on_start, on_epoch)
    click.echo(f"LISTA: {epochs} epochs", err=True)
