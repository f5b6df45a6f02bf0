"""AUTOMAP-style networks under attack, what a FIRENET after them repairs, and the FIRENET alone as the control."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import torch
from torch import Tensor

from barriers.experiments.attacking import as_array, as_tensor, attack, error_of, firenet_for, measured, zero_filling
from barriers.experiments.brain_slices import augmented, brain_slices
from barriers.experiments.devices import device
from barriers.experiments.progress import Progress, Silent
from barriers.experiments.report import Check, Report, over, percent
from barriers.experiments.run_folder import RunFolder, Stage
from barriers.experiments.settings import AutomapRun
from barriers.experiments.training import Schedule, train
from networks.automap import Automap, Standardisation
from networks.imaging import ImageFirenet, Sampling, affordable_sparsities, haar2, multilevel_mask
from networks.stability import Ascent

STANDARDISED, PLAIN = "AUTOMAP, standardised inputs", "AUTOMAP, plain inputs"
FROM_ZERO, ZERO = "FIRENET from zero", "zero-filling"
COMPARED = ("original", "perturbed", "reconstruction", "from perturbed")


def run(
    settings: AutomapRun,
    *,
    preset: str = "default",
    seed: int = 0,
    folder: RunFolder | None = None,
    progress: Progress | None = None,
) -> Report:
    """Trains both networks, attacks each network under its own worst case, then starts FIRENETs from their outputs.

    Raises MissingLibrary without nilearn, whose template the slices are from.
    """
    folder, progress = folder or RunFolder(None), progress or Silent()
    data = brain_slices(settings.size, settings.tests)
    sparsities = affordable_sparsities("fourier", haar2(data.train), settings.fraction)
    mask = multilevel_mask("fourier", settings.size, settings.fraction, sparsities, np.random.default_rng(seed))
    sampling = Sampling("fourier", mask)
    y, truth = measured(sampling, data.test), as_tensor(data.test)
    firenet = firenet_for(sampling, sparsities, y, settings.lam, settings.shape)
    rows: list[dict[str, Any]] = []
    pictures: dict[str, Any] = {}
    for label in (STANDARDISED, PLAIN):
        network = _trained(settings, sampling, data.train, label, seed, folder, progress)
        rows += _attacks(settings, label, network, firenet, sampling, y, truth, seed, folder, pictures)
    for label, network in ((FROM_ZERO, firenet), (ZERO, zero_filling(sampling))):
        rows += _attacks(settings, label, network, None, sampling, y, truth, seed, folder, pictures)
    notes = [
        f"{len(data.train)} training slices, {len(data.test)} test slices from held-out blocks, one template brain.",
        "The AUTOMAP networks share seeds, batches and schedule: they differ in the standardisation of inputs only.",
    ]
    comparisons = {
        f"AUTOMAP and FIRENET, {percent(radius)}": {
            label: {title: pictures[f"{label}, {percent(radius)}"][title] for title in COMPARED}
            for label in (STANDARDISED, PLAIN, FROM_ZERO, ZERO)
        }
        for radius in settings.radii
    }
    return Report("automap", preset, seed, asdict(settings), rows, _checks(rows), notes, pictures, comparisons)


def _trained(
    settings: AutomapRun,
    sampling: Sampling,
    slices: np.ndarray,
    label: str,
    seed: int,
    folder: RunFolder,
    progress: Progress,
) -> Automap:
    statistics = measured(sampling, augmented(slices, 2000, np.random.default_rng([seed, 1])))
    scaling = Standardisation.of(statistics) if label == STANDARDISED else Standardisation.none(sampling.count)
    torch.manual_seed(seed)
    network = Automap(sampling.count, settings.size, scaling, settings.channels).to(device())

    def batch(rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        images = augmented(slices, settings.batch, rng)
        return measured(sampling, images), as_tensor(images)

    told = progress.start(f"training {label}", settings.steps)
    train(network, batch, Schedule(settings.steps, settings.rate, seed), folder.checkpoint(label), told)
    return network


def _attacks(
    settings: AutomapRun,
    label: str,
    network: Any,
    repair: ImageFirenet | None,
    sampling: Sampling,
    y: Tensor,
    truth: Tensor,
    seed: int,
    folder: RunFolder,
    pictures: dict[str, Any],
) -> list[dict[str, Any]]:
    ascent = Ascent(settings.attack_steps, settings.restarts)
    rows = []
    for radius in settings.radii:

        def compute(radius: float = radius) -> Stage:
            numbers, worst = attack(network, y, truth, radius, ascent, settings.draws, seed)
            shown = len(y) // 2
            arrays = {
                "original": as_array(truth[shown]),
                "perturbed": as_array(truth[shown] + sampling.zero_fill(worst.r).real[shown]),
                "reconstruction": as_array(network(y)[shown]),
                "from perturbed": as_array(worst.output[shown]),
            }
            if repair is not None:
                perturbed = y + worst.r
                numbers["firenet_after_it"] = error_of(repair, perturbed, truth, start=worst.output)
                numbers["firenet_from_zero"] = error_of(repair, perturbed, truth)
                numbers["zero_filling_same_input"] = error_of(zero_filling(sampling), perturbed, truth)
                with torch.no_grad():
                    arrays["FIRENET after it"] = as_array(repair(perturbed, worst.output)[shown])
                    arrays["FIRENET from zero"] = as_array(repair(perturbed)[shown])
            return Stage(numbers, arrays)

        stage = folder.stage(f"attack {label} {radius:g}", compute)
        rows.append({"network": label} | stage.numbers)
        pictures[f"{label}, {percent(radius)}"] = stage.arrays
    return rows


def _checks(rows: list[dict[str, Any]]) -> list[Check]:
    at = {"network": STANDARDISED, "radius": 0.05}
    clean, attacked = over(rows, "clean_error", **at), over(rows, "attacked_error", **at)
    after, zero = over(rows, "firenet_after_it", **at), over(rows, "firenet_from_zero", **at)
    ratios = [
        over(rows, "amplification", network=STANDARDISED, radius=r)
        / over(rows, "amplification", network=FROM_ZERO, radius=r)
        for r in sorted({row["radius"] for row in rows})
    ]
    return [
        Check("standardised AUTOMAP: clean error", clean, "<=", 0.25),
        Check("standardised AUTOMAP's amplification over FIRENET's, least over the radii", min(ratios), ">=", 3.0),
        Check("standardised AUTOMAP: error at 5 % over clean error", attacked / clean, ">=", 2.5),
        Check("error with a FIRENET after it over that without, 5 %", after / attacked, "<=", 0.5),
        Check("error with a FIRENET after it over FIRENET's from zero, 5 %", after / zero, "<=", 1.1),
    ]
