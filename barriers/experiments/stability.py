"""How much the worst small perturbation of the measurements changes a reconstruction, FIRENET's or a user's."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import torch

from barriers.experiments.attacking import HEADROOM, as_array, as_tensor, attack, firenet_for, measured, zero_filling
from barriers.experiments.progress import Progress, Silent
from barriers.experiments.report import Check, Report, over, percent
from barriers.experiments.run_folder import RunFolder, Stage
from barriers.experiments.settings import Stability
from networks.imaging import Sampling, affordable_sparsities, haar2, multilevel_mask
from networks.imaging.images import image
from networks.stability import Ascent


def run(
    settings: Stability,
    *,
    preset: str = "default",
    seed: int = 0,
    folder: RunFolder | None = None,
    progress: Progress | None = None,
    projected: bool = True,
) -> Report:
    """FIRENETs of every (p, n), and zero-filling, at every radius; a row for each, and per-image figures in it.

    projected=False attacks with the public scripts' ascent instead. Raises MissingLibrary where an image's library is
    absent.
    """
    folder, progress = folder or RunFolder(None), progress or Silent()
    truth = np.stack([image(name, settings.size) for name in settings.images])
    rows: list[dict[str, Any]] = []
    pictures: dict[str, Any] = {}
    comparisons: dict[str, dict[str, Any]] = {}
    jobs = [
        (t, shape, rho) for t in settings.transforms for shape in (*settings.shapes, None) for rho in settings.radii
    ]
    told = progress.start("stability", len(jobs))
    for done, (transform, shape, rho) in enumerate(jobs, start=1):
        label = "zero-filling" if shape is None else f"FIRENET p={shape[0]} n={shape[1]}"
        name = f"{transform} {label} {rho:g}"
        # Unprojected iterates must remain inputs of the FIRENETs: ‖y + r‖ <= b_2 = HEADROOM·max ‖y‖.
        ascent = Ascent(
            settings.steps, settings.restarts, projected=projected, reach=max(1.0, 0.99 * (HEADROOM - 1) / rho)
        )
        stage = folder.stage(
            name, lambda t=transform, s=shape, r=rho, a=ascent: _attack(settings, truth, t, s, r, a, seed)
        )
        rows.append({"network": label, "transform": transform} | stage.numbers)
        pictures[f"{transform}, {label}, {percent(rho)}"] = stage.arrays
        comparisons.setdefault(f"{transform} samples, {percent(rho)}", {})[label] = stage.arrays
        told(done)
    used = asdict(settings) | {"projected": projected}
    return Report("stability", preset, seed, used, rows, _checks(rows), [], pictures, comparisons)


def _attack(
    settings: Stability,
    truth: np.ndarray,
    transform: str,
    shape: tuple[int, int] | None,
    radius: float,
    ascent: Ascent,
    seed: int,
) -> Stage:
    sampling, sparsities = problem(settings, truth, transform, seed)
    y = measured(sampling, truth)
    network = zero_filling(sampling) if shape is None else firenet_for(sampling, sparsities, y, settings.lam, shape)
    numbers, worst = attack(network, y, as_tensor(truth), radius, ascent, settings.draws, seed)
    with torch.no_grad():
        perturbation = sampling.zero_fill(worst.r).real
        arrays = {
            "original": truth[0],
            "perturbed": truth[0] + as_array(perturbation[0]),
            "reconstruction": as_array(network(y)[0]),
            "from perturbed": as_array(worst.output[0]),
        }
    if shape is not None:
        numbers |= {"p": shape[0], "n": shape[1]}
    return Stage(numbers, arrays)


def problem(settings: Stability, truth: np.ndarray, transform: str, seed: int) -> tuple[Sampling, tuple[int, ...]]:
    """The sampling and the local sparsities that the experiment uses for these images."""
    sparsities = affordable_sparsities(transform, haar2(truth), settings.fraction)
    rng = np.random.default_rng([seed, len(transform)])
    return Sampling(
        transform, multilevel_mask(transform, settings.size, settings.fraction, sparsities, rng)
    ), sparsities


def _checks(rows: list[dict[str, Any]]) -> list[Check]:
    five = [row for row in rows if row.get("p") == 5]
    checks = [
        Check("FIRENET, p = 5: largest amplification at 1 %", over(five, "amplification_most", radius=0.01), "<=", 3.0),
        Check("FIRENET, p = 5: largest amplification at 5 %", over(five, "amplification_most", radius=0.05), "<=", 2.5),
        Check(
            "FIRENET, p = 5: largest ratio of worst-case to random change", over(five, "worst_over_random"), "<=", 2.0
        ),
        Check(
            "FIRENET, p = 5: largest growth of an error at 5 %",
            over(five, "error_growth_most", radius=0.05),
            "<=",
            0.06,
        ),
    ]
    return [check for check in checks if check.figure == check.figure]
