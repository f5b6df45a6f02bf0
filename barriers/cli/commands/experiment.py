"""`barriers experiment`: the talk's experiments on images, with controls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from barriers.cli.options import json_option
from barriers.cli.output import print_json, stderr, stdout

if TYPE_CHECKING:
    from barriers.experiments.report import Report
    from barriers.experiments.run_folder import RunFolder

F = TypeVar("F", bound=Callable[..., Any])


@click.group()
def command() -> None:
    """Networks on images: FIRENETs converge and are stable; AUTOMAP and U-nets are attacked beside honest controls.

    Exit code 1 if a statement that was fixed beforehand is missed by the default settings; with --quick nothing is at
    stake.
    """


def _common(function: F) -> F:
    for option in reversed(
        (
            click.option("--quick", "preset", flag_value="quick", help="Seconds: shows that everything runs."),
            click.option(
                "--default",
                "preset",
                flag_value="default",
                default="default",
                help="Minutes on two cores (the default).",
            ),
            click.option("--long", "preset", flag_value="long", help="Hours, or a fast machine: nearer to the talk."),
            click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True),
            click.option(
                "--output",
                type=click.Path(file_okay=False, path_type=Path),
                help="Write results.json, results.csv and figures here; a run that was stopped goes on from here.",
            ),
            click.option("--figures", type=click.Choice(("svg", "png", "pdf")), default="svg", show_default=True),
            click.option(
                "--threads", type=click.IntRange(min=1), default=1, show_default=True, help="Threads of PyTorch."
            ),
            json_option,
        )
    ):
        function = option(function)
    return function


@command.command()
@_common
@click.option(
    "--image", "images", multiple=True, help="An image by name; may be repeated.  [default: those of the preset]"
)
@click.option("--size", type=int, metavar="N", help="A power of two up to 1024.")
@click.option("--wavelet", default="haar", show_default=True, help="Or another orthogonal one of PyWavelets, say db4.")
def convergence(images: tuple[str, ...], size: int | None, wavelet: str, **common: Any) -> int:
    """FIRENETs with Fourier and Walsh samples: error and objective gap against inner iterations."""
    _require_networks()
    from barriers.experiments import convergence as experiment
    from barriers.experiments import settings as presets

    settings = presets.convergence(common["preset"])
    settings = replace(settings, images=images or settings.images, size=size or settings.size, wavelet=wavelet)
    return _run(experiment.run, settings, "convergence", **common)


@command.command()
@_common
@click.option(
    "--network",
    metavar="FILE.py:NAME",
    help="Attack this Ψ instead: a torch module or function from (B, ...) to (B, ...).",
)
@click.option(
    "--inputs",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Its inputs: a .npy array of shape (B, ...).",
)
@click.option(
    "--radius", "radii", type=float, multiple=True, help="A relative radius; may be repeated.  [default: 0.01, 0.05]"
)
@click.option(
    "--unprojected", is_flag=True, help="The ascent of the public scripts instead of the stronger projected one."
)
def stability(
    network: str | None, inputs: Path | None, radii: tuple[float, ...], unprojected: bool, **common: Any
) -> int:
    """Worst-case perturbations of FIRENETs, or of a network of your own."""
    _require_networks()
    from barriers.experiments import settings as presets
    from barriers.experiments import stability as experiment
    from barriers.experiments.user_network import attack_user_network

    if (network is None) != (inputs is None):
        raise click.UsageError("--network and --inputs go together: a network is attacked at inputs.")
    settings = presets.stability(common["preset"])
    settings = replace(settings, radii=radii or settings.radii)

    def run(settings: Any, *, preset: str, seed: int, folder: RunFolder, progress: Any) -> Report:
        if network is None or inputs is None:
            return experiment.run(
                settings, preset=preset, seed=seed, folder=folder, progress=progress, projected=not unprojected
            )
        return attack_user_network(
            _loaded(network), _array(inputs), settings, preset=preset, seed=seed, projected=not unprojected
        )

    extra = {"projected": not unprojected, "network": network, "inputs": None if inputs is None else str(inputs)}
    return _run(run, settings, "stability", **common, extra=extra)


@command.command()
@_common
@click.option("--size", type=int, metavar="N", help="The side of the images, a power of two.")
@click.option("--steps", type=click.IntRange(min=1), help="Batches that each network is trained on.")
def automap(size: int | None, steps: int | None, **common: Any) -> int:
    """AUTOMAP-style networks with and without standardised inputs, and FIRENETs after them and alone."""
    _require_networks()
    from barriers.experiments import automap as experiment
    from barriers.experiments import settings as presets

    settings = presets.automap(common["preset"])
    settings = replace(settings, size=size or settings.size, steps=steps or settings.steps)
    return _run(experiment.run, settings, "automap", **common)


@command.command()
@_common
@click.option("--size", type=int, metavar="N", help="The side of the images, a power of two >= 32.")
@click.option("--training-noise", type=click.FloatRange(0, 1), help="Relative noise of the second kind of U-net.")
@click.option("--steps", type=click.IntRange(min=1), help="Batches that each network is trained on.")
@click.option("--detail", type=click.Choice(("text", "bars")), help="The unseen detail.  [default: text]")
@click.option("--contrast", type=click.FloatRange(0, 1, min_open=True), help="Of the detail.  [default: 0.2]")
def unet(**options: Any) -> int:
    """U-nets trained without and with noise: stability against the recovery of an unseen detail."""
    _require_networks()
    from barriers.experiments import settings as presets
    from barriers.experiments import unet as experiment

    names = ("size", "steps", "training_noise", "detail", "contrast")
    given = {name: value for name in names if (value := options.pop(name)) is not None}
    settings = replace(presets.unet(options["preset"]), **given)
    return _run(experiment.run, settings, "unet", **options)


def _require_networks() -> None:
    from barriers.candidates import MissingExtra
    from networks.imaging.optional import MissingLibrary, require

    try:
        require("torch", "PyTorch", "imaging", "This experiment")
        require("array_api_compat", "array-api-compat", "imaging", "This experiment")
    except MissingLibrary as error:
        raise MissingExtra(str(error)) from None


def _run(
    experiment: Callable[..., Report],
    settings: Any,
    name: str,
    *,
    preset: str,
    seed: int,
    output: Path | None,
    figures: str,
    threads: int,
    as_json: bool,
    extra: dict[str, Any] | None = None,
) -> int:
    from dataclasses import asdict

    import torch

    from barriers.candidates import MissingExtra
    from barriers.cli.progress_bars import bars
    from barriers.experiments.run_folder import RunFolder
    from networks.imaging.optional import MissingLibrary

    torch.set_num_threads(threads)
    folder = RunFolder.open(output, name, asdict(settings) | {"seed": seed} | (extra or {}))
    try:
        with bars() as progress:
            report = experiment(settings, preset=preset, seed=seed, folder=folder, progress=progress)
        if output is not None:
            _write(report, output, figures)
    except MissingLibrary as error:
        raise MissingExtra(str(error)) from None
    if as_json:
        print_json(report.as_json())
    else:
        _show(report)
    return 1 if preset == "default" and not all(check.holds for check in report.checks) else 0


def _write(report: Report, output: Path, figures: str) -> None:
    import json

    from barriers.cli.files import write_in_one_step
    from barriers.experiments.figures import draw

    document = json.dumps(report.as_json(), indent=2, ensure_ascii=False) + "\n"
    write_in_one_step(output / "results.json", document.encode())
    write_in_one_step(output / "results.csv", report.as_csv().encode())
    drawn = draw(report, output / "figures", figures)
    stderr().print(f"{output}: results.json, results.csv and {len(drawn)} figures")


def _show(report: Report) -> None:
    from rich.table import Table

    console = stdout()
    columns = list(dict.fromkeys(k for row in report.rows for k, v in row.items() if not isinstance(v, list | dict)))
    for row in report.rows:
        cells = [f"{k} {_number(row[k])}" for k in columns if row.get(k) is not None]
        console.print("  ".join(cells))
    table = Table(title=f"{report.experiment}, preset {report.preset}, seed {report.seed}", title_justify="left")
    for heading in ("statement", "figure", "fixed threshold", "holds"):
        table.add_column(heading, overflow="fold")
    for check in report.checks:
        table.add_row(
            check.statement,
            _number(check.figure),
            f"{check.relation} {check.threshold:g}",
            "yes" if check.holds else "NO",
        )
    if report.checks:
        console.print(table)
    for note in report.notes:
        console.print(note)


def _number(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _loaded(target: str) -> Callable[..., Any]:
    from barriers.targets import parse_target

    return parse_target(target).load()


def _array(path: Path) -> Any:
    import numpy as np

    from oracles.errors import InvalidArgument

    try:
        return np.load(path, allow_pickle=False)
    except (ValueError, OSError, EOFError):
        raise InvalidArgument("inputs", str(path), "a .npy file with an array of numbers") from None
