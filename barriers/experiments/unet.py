"""U-nets trained without and with noise: what noise buys in stability and costs in detail; FIRENET as control."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import torch
from torch import Tensor

from barriers.experiments.attacking import as_array, as_tensor, attack, firenet_for, measured, with_noise, zero_filling
from barriers.experiments.detail_recovery import DetailScore, detail_scores
from barriers.experiments.devices import device
from barriers.experiments.panels import zoom_window
from barriers.experiments.progress import Progress, Silent
from barriers.experiments.report import Check, Report, mean, over, percent
from barriers.experiments.run_folder import RunFolder, Stage
from barriers.experiments.settings import UNetRun
from barriers.experiments.training import Schedule, train
from networks.imaging import Sampling, affordable_sparsities, haar2, multilevel_mask
from networks.imaging.phantoms import detail, random_ellipses
from networks.stability import Ascent
from networks.unet import UNetReconstruction

WITHOUT, WITH, FIRENET, ZERO = "U-net, no training noise", "U-net, training noise", "FIRENET", "zero-filling"


def run(
    settings: UNetRun,
    *,
    preset: str = "default",
    seed: int = 0,
    folder: RunFolder | None = None,
    progress: Progress | None = None,
) -> Report:
    """Trains `repeats` U-nets of each kind; a row for each network and radius, detail figures included.

    Raises MissingLibrary without MONAI.
    """
    folder, progress = folder or RunFolder(None), progress or Silent()
    rng = np.random.default_rng(seed)
    pool = np.stack([random_ellipses(settings.size, rng).astype(np.float32) for _ in range(settings.pool)])
    tests = np.stack([random_ellipses(settings.size, rng) for _ in range(settings.tests)])
    sparsities = affordable_sparsities("fourier", haar2(pool[:200]), settings.fraction)
    mask = multilevel_mask("fourier", settings.size, settings.fraction, sparsities, rng)
    sampling = Sampling("fourier", mask)
    y = measured(sampling, tests)
    rows: list[dict[str, Any]] = []
    pictures: dict[str, Any] = {}
    controls = (
        (FIRENET, firenet_for(sampling, sparsities, y, settings.lam, settings.shape)),
        (ZERO, zero_filling(sampling)),
    )
    for label, network in controls:
        rows += _measure(settings, label, None, network, sampling, tests, seed, folder, pictures)
    for repeat in range(settings.repeats):
        for label in (WITHOUT, WITH):
            network = _trained(settings, sampling, pool, label, seed + repeat, folder, progress)
            rows += _measure(settings, label, seed + repeat, network, sampling, tests, seed, folder, pictures)
    comparisons = {
        f"stability and the unseen detail, {percent(radius)}": {
            label: _compared(pictures, _name(label, None if label in (FIRENET, ZERO) else seed), radius)
            for label in (WITHOUT, WITH, FIRENET, ZERO)
        }
        for radius in settings.radii
    }
    return Report("unet", preset, seed, asdict(settings), rows, _checks(rows), _notes(rows), pictures, comparisons)


def unseen_detail(settings: UNetRun) -> np.ndarray:
    """The detail: the letters BAR, or bars, of the given contrast in the middle, N/32 pixels a block."""
    n = settings.size
    scale = max(1, n // 32)
    height, width = (5 * scale, 11 * scale) if settings.detail == "text" else (14 * scale, 14 * scale)
    return detail(n, settings.detail, settings.contrast, (n - height) // 2, (n - width) // 2, scale, "BAR")


def _name(label: str, training_seed: int | None) -> str:
    return label if training_seed is None else f"{label} {training_seed}"


def _compared(pictures: dict[str, Any], name: str, radius: float) -> dict[str, np.ndarray]:
    """One network's row of the comparison: the worst case, and the middle of the images with the detail."""
    attacked, found = pictures[f"{name}, {percent(radius)}"], pictures[f"{name}: detail"]
    middle = zoom_window(found, "original")
    return attacked | {
        "with detail": found["original"][middle],
        "recovered": found["reconstruction"][middle],
        "difference": found["difference"][middle],
    }


def _trained(
    settings: UNetRun,
    sampling: Sampling,
    pool: np.ndarray,
    label: str,
    seed: int,
    folder: RunFolder,
    progress: Progress,
) -> UNetReconstruction:
    torch.manual_seed(seed)
    network = UNetReconstruction(sampling, settings.features).to(device())

    def batch(rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        images = pool[rng.integers(len(pool), size=settings.batch)]
        y = measured(sampling, images)
        return with_noise(y, settings.training_noise, rng) if label == WITH else y, as_tensor(images)

    told = progress.start(f"training {label}, seed {seed}", settings.steps)
    train(network, batch, Schedule(settings.steps, settings.rate, seed), folder.checkpoint(f"{label} {seed}"), told)
    return network


def _measure(
    settings: UNetRun,
    label: str,
    training_seed: int | None,
    network: Any,
    sampling: Sampling,
    tests: np.ndarray,
    seed: int,
    folder: RunFolder,
    pictures: dict[str, Any],
) -> list[dict[str, Any]]:
    """Amplifications at each radius, and the detail."""
    ascent = Ascent(settings.attack_steps, settings.restarts)
    y, truth = measured(sampling, tests), as_tensor(tests)
    name = _name(label, training_seed)

    def recovery() -> Stage:
        added = unseen_detail(settings)
        with torch.no_grad():
            plain, detailed = as_array(network(y)), as_array(network(measured(sampling, tests + added)))
        score: DetailScore = detail_scores(detailed - plain, added)
        arrays = {"original": tests[0] + added, "reconstruction": detailed[0], "difference": (detailed - plain)[0]}
        return Stage(asdict(score), arrays)

    found = folder.stage(f"detail {name}", recovery)
    pictures[f"{name}: detail"] = found.arrays
    rows = []
    for radius in settings.radii:

        def compute(radius: float = radius) -> Stage:
            numbers, worst = attack(network, y, truth, radius, ascent, settings.draws, seed)
            perturbed = truth[0] + sampling.zero_fill(worst.r).real[0]
            with torch.no_grad():
                clean = network(y[:1])[0]
            arrays = {"original": truth[0], "perturbed": perturbed, "reconstruction": clean}
            arrays["from perturbed"] = worst.output[0]
            return Stage(numbers, {title: as_array(array) for title, array in arrays.items()})

        stage = folder.stage(f"attack {name} {radius:g}", compute)
        rows.append({"network": label, "training_seed": training_seed} | stage.numbers | found.numbers)
        pictures[f"{name}, {percent(radius)}"] = stage.arrays
    return rows


def _checks(rows: list[dict[str, Any]]) -> list[Check]:
    def amplification(label: str) -> float:
        return over(rows, "amplification", mean, network=label)

    def correlation(label: str) -> float:
        return over(rows, "correlation", mean, network=label)

    ratio = amplification(WITHOUT) / amplification(WITH)
    return [
        Check("mean amplification of U-nets without training noise over that with", ratio, ">=", 1.25),
        Check(
            "FIRENET's mean amplification over that without training noise",
            amplification(FIRENET) / amplification(WITHOUT),
            "<=",
            1.0,
        ),
        Check(
            "FIRENET's mean detail correlation minus the noise-trained U-nets'",
            correlation(FIRENET) - correlation(WITH),
            ">=",
            0.05,
        ),
    ]


def _notes(rows: list[dict[str, Any]]) -> list[str]:
    notes = []
    for label in (WITHOUT, WITH):
        values = [row["amplification"] for row in rows if row["network"] == label]
        seen = [row["correlation"] for row in rows if row["network"] == label]
        notes.append(
            f"{label}: amplification {min(values):.2f} to {max(values):.2f}, "
            f"detail correlation {min(seen):.3f} to {max(seen):.3f} over seeds and radii."
        )
    return notes
