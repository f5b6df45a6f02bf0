"""`barriers sweep`: many verifications, on many processors or a cluster, resumable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from barriers.cli.files import require_writable, write_in_one_step
from barriers.cli.options import MIXINGS, PROBLEMS, json_option
from barriers.cli.output import print_json, stdout

if TYPE_CHECKING:
    from barriers.sweep import Job, Store

_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
_MOST_INTEGERS = 100_000
_WIDE = 200  # columns of a table that is not printed on a terminal
PATH = click.Path(path_type=Path)


class Integers(click.ParamType):
    """Integers and ranges with commas: 4,6 or 0-9."""

    name = "integers"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        """The integers, in the order given."""
        if not isinstance(value, str):
            return tuple(value)
        found: list[int] = []
        for part in value.split(","):
            match = _RANGE.fullmatch(part)
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
            if not 0 <= last - first < _MOST_INTEGERS:
                self.fail(f"{value!r} is not integers and ranges with commas, such as 4,6 or 0-9.", param, ctx)
            found += range(first, last + 1)
        return tuple(found)


class Shape(click.ParamType):
    """A shape m x N, written 19x20."""

    name = "mxN"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """(m, N)."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d{1,6})x(\d{1,6})", value)
        if match is None:
            self.fail(f"{value!r} is not a shape such as 19x20.", param, ctx)
        return int(match[1]), int(match[2])


@click.command()
@click.argument("targets", nargs=-1, metavar="TARGET...")
@click.option(
    "--file", "file", type=click.Path(path_type=Path), default="sweep.sqlite", show_default=True, metavar="FILE"
)
@click.option("--problem", "problems", type=click.Choice(PROBLEMS), multiple=True, help="[default: sqrt-lasso]")
@click.option("--digits", type=Integers(), default="6", show_default=True, metavar="K,...")
@click.option("--shape", "shapes", type=Shape(), multiple=True, help="Rows and columns.  [default: 19x20]")
@click.option("--mixing", "mixings", type=click.Choice(MIXINGS), multiple=True, help="[default: dct]")
@click.option("--seeds", type=Integers(), default="0", show_default=True, metavar="s,...")
@click.option("--time-limit", type=float, default=60, show_default=True, metavar="s", help="Seconds per training run.")
@click.option(
    "--isolated/--no-isolated", default=True, show_default=True, help="Run targets in processes of their own."
)
@click.option("--workers", type=click.IntRange(1), metavar="n", help="Processes.  [default: one per processor]")
@click.option("--dask", "address", metavar="ADDRESS", help="Run on the Dask cluster whose scheduler is there instead.")
@click.option("--show", is_flag=True, help="Print the results in FILE and play nothing.")
@click.option(
    "--csv", "csv_file", type=click.Path(path_type=Path), metavar="PATH", help="Write the results as CSV, too."
)
@json_option
def command(targets: tuple[str, ...], show: bool, csv_file: Path | None, as_json: bool, **values: Any) -> int:
    """Verify every TARGET on every combination of the values listed; options for problem, shape and mixing repeat.

    Results are appended to FILE one by one: a sweep that was interrupted goes on where it stopped.
    """
    from barriers.sweep import Store

    if not targets and not show:
        raise click.UsageError("Name at least one TARGET, or --show the results in the file.")
    if show and not values["file"].is_file():
        raise click.UsageError(f"There is no file {values['file']}.")
    if not show:
        require_writable("--file", values["file"])
    if csv_file is not None:
        require_writable("--csv", csv_file)
    store = Store(values["file"])
    if not show:
        _play(_jobs(targets, values), store, values)
    _print(store, csv_file, as_json)
    return 0


def _jobs(targets: Sequence[str], values: dict[str, Any]) -> list[Job]:
    from barriers.sweep import grid

    jobs, left_out = grid(
        [_absolute(target) for target in targets],
        problems=values["problems"] or ("sqrt-lasso",),
        digits=values["digits"],
        shapes=values["shapes"] or ((19, 20),),
        mixings=values["mixings"] or ("dct",),
        seeds=values["seeds"],
        time_limit=values["time_limit"],
        isolated=values["isolated"],
    )
    for line in dict.fromkeys(f"{job.problem}, {job.rows}x{job.columns}, {job.mixing}: {why}" for job, why in left_out):
        click.echo(f"left out: {line}", err=True)
    return jobs


def _absolute(target: str) -> str:
    """A TARGET that workers elsewhere understand. Raises InvalidArgument or MissingExtra if there is none."""
    from barriers.candidates import built_in
    from barriers.targets import parse_target

    parse_target(target)
    if (entry := built_in(target)) is not None:
        entry.load()
    where, colon, function = target.rpartition(":")
    return f"{Path(where).resolve()}:{function}" if colon and where.endswith(".py") else target


def _play(jobs: list[Job], store: Store, values: dict[str, Any]) -> None:
    from barriers.cli.progress_bars import bars
    from barriers.sweep import sweep
    from barriers.sweep.dask_cluster import dask_executors
    from barriers.sweep.running import processes

    address = values["address"]
    executors = dask_executors(address) if address else nullcontext(processes(values["workers"]))
    try:
        with executors as make, bars() as shown:
            advance = shown.start("sweep", len(jobs))
            added = sweep(jobs, store, make, progress=lambda progress: advance(progress.done))
    except OSError as error:
        raise click.ClickException(f"the cluster at {address}: {error}") from error
    click.echo(f"{added} results added to {store.path}", err=True)


def _print(store: Store, csv_file: Path | None, as_json: bool) -> None:
    from barriers.sweep.store import COLUMNS, as_csv, table

    rows = table(store.results())
    if csv_file is not None:
        write_in_one_step(csv_file, as_csv(rows).encode())
    if as_json:
        print_json({"results": rows})
        return
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, header_style="bold")
    names = [name for name in COLUMNS if name not in ("reason", "data_used", "accuracy_used", "columns")]
    for name in names:
        shown.add_column("shape" if name == "rows" else name)
    for row in rows:
        cells = {**row, "rows": f"{row['rows']}x{row['columns']}"}
        shown.add_row(*("" if cells[name] is None else str(cells[name]) for name in names))
    console = stdout()
    console.print(shown, width=None if console.is_terminal else _WIDE)
