"""`barriers curve`: accuracy used against log2(1/ε) at K-1 digits, with the floor of the theorem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from barriers.cli.files import require_writable
from barriers.cli.options import class_options, json_option, make_class
from barriers.cli.output import print_json, stderr, stdout

FILE = click.Path(path_type=Path, dir_okay=False)


def _exponents(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        numbers = tuple(int(part) for part in value.split(","))
    except ValueError:
        numbers = (-1,)
    if min(numbers) < 0:
        raise click.BadParameter(f"expected whole numbers E >= 0 with commas between them, but got {value!r}")
    return numbers


@click.command()
@click.argument("target", metavar="TARGET", default="gamma-k1")
@class_options
@click.option("--exponents", default="4,8,16,32,64,96,128,192,256", show_default=True, callback=_exponents)
@click.option("--time-limit", type=float, default=60, show_default=True, metavar="s", help="Seconds per training run.")
@click.option("--csv", "csv_file", type=FILE, metavar="FILE", help="Write the numbers here.")
@click.option(
    "--figure", type=FILE, multiple=True, metavar="FILE", help="Draw the curve (.svg, .png, .pdf); repeatable."
)
@json_option
def command(
    target: str,
    exponents: tuple[int, ...],
    time_limit: float,
    csv_file: Path | None,
    figure: tuple[Path, ...],
    as_json: bool,
    **values: Any,
) -> int:
    """Measure how much accuracy an algorithm reads as the branch comes closer to the tie (ε = 2^-E)."""
    from barriers.cli.submitted import submitted
    from barriers.data_curve import curve_csv, curve_figure, data_curve
    from barriers.targets import parse_target

    parsed, family = parse_target(target), make_class(values)
    for option, path in (("--csv", csv_file), *(("--figure", path) for path in figure)):
        if path is not None:
            require_writable(option, path)
    points = []
    with stderr().status("…") as status:
        for point in data_curve(submitted(parsed), family, exponents, time_limit=time_limit):
            points.append(point)
            status.update(f"log2(1/ε) = {point.log2_inverse_epsilon:.1f}: n = {point.accuracy_used}")
    if csv_file is not None:
        csv_file.write_text(curve_csv(points), encoding="utf-8")
    if figure:
        curve_figure(points, target, figure)
    if as_json:
        print_json({"points": [vars(point) for point in points]})
    else:
        stdout().print(curve_csv(points), end="")
    return 0
