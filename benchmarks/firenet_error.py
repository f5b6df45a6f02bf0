"""Error of a FIRENET against its number of layers, with the bound C2 (δ/(1 − υ) + υⁿ‖y‖): figures and a plot.

    python benchmarks/firenet_error.py [FOLDER]

writes firenet_error.csv and firenet_error.svg (needs Matplotlib) into FOLDER (this file's folder by default). The
matrix is the union of the standard and the Hadamard basis of order 64, whose constants are proved
(proofs_notes/firenet.md, Lemma 4); the network holds it exactly, nearly, or at the largest distance allowed.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import matplotlib
import numpy as np

from networks.firenet import Firenet, derive
from networks.null_space import exact_coherence, from_coherence
from networks.sharpness import sharpness
from networks.sparsity import SparsityInLevels

ORDER, RESTARTS = 64, 16
CASES = (
    ("exact matrix, no noise", 0.0, 0.0),
    ("inexact matrix", 1e-6, 1e-6),
    ("largest allowed distance", 0.999, 1e-3),
)


def two_bases() -> np.ndarray:
    """[I, H/8]: unit columns, coherence 1/8 exactly."""
    h = np.ones((1, 1))
    while len(h) < ORDER:
        h = np.block([[h, h], [h, -h]])
    return np.concatenate([np.eye(ORDER), h / np.sqrt(ORDER)], axis=1)


def errors(share: float, noise: float) -> list[tuple[int, float, float]]:
    """(affine layers, error, bound) after each restart; `share` of the matrix tolerance, Gaussian noise of this
    size.
    """
    rng = np.random.default_rng(1)
    a, levels = two_bases(), SparsityInLevels((2,), (2 * ORDER,))
    null_space = from_coherence(exact_coherence(a), levels)
    perturbation = rng.standard_normal(a.shape)
    near = a + share * null_space.matrix_tolerance(levels) / np.linalg.norm(perturbation, 2) * perturbation
    x = np.zeros(2 * ORDER)
    x[[3, 100]] = [1.0, -0.5]
    y = a @ x + noise * rng.standard_normal(ORDER) / np.sqrt(ORDER)
    delta = sharpness(null_space, levels).delta(0.0, float(np.linalg.norm(near @ x - y)))
    parameters, guarantee = derive(
        null_space,
        levels,
        float(np.linalg.norm(near, 2)),
        outer=RESTARTS,
        delta=delta,
        bound=float(np.linalg.norm(y)),
    )
    outputs = Firenet(near, parameters).restarts(y)
    return [
        (3 * n * parameters.inner + 1, float(np.linalg.norm(psi - x)), guarantee.error_after(n))
        for n, psi in enumerate(outputs, start=1)
    ]


def main() -> None:
    """Compute, check, write the figures and the plot."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.5), layout="constrained")
    rows: list[tuple[str, int, float, float]] = []
    for colour, (name, share, noise) in enumerate(CASES):
        series = errors(share, noise)
        if any(error > bound for _, error, bound in series):
            raise SystemExit(f"{name}: an error is above its bound")
        layers, found, bounds = zip(*series, strict=True)
        axes.semilogy(layers, found, "o-", color=f"C{colour}", label=name)
        axes.semilogy(layers, bounds, "--", color=f"C{colour}")
        rows.extend((name, *line) for line in series)
    axes.set_xlabel("affine layers, 3np + 1")
    axes.set_ylabel("‖ψₙ − x‖ (dashed: the bound)")
    axes.legend()
    figure.savefig(folder / "firenet_error.svg", metadata={"Date": None})
    with (folder / "firenet_error.csv").open("w", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("case", "affine layers", "error", "bound"))
        writer.writerows((name, layer, f"{error:.6e}", f"{bound:.6e}") for name, layer, error, bound in rows)


if __name__ == "__main__":
    main()
