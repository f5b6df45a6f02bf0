"""LISTA: all nine (K, n) of the table trained together against nine separate trainings, in one run.

    python benchmarks/lista_batched.py [--epochs 10] > benchmarks/lista_batched.md

Both train with the data and the settings of the table, one thread, the same number of epochs, no early stop.
"""

from __future__ import annotations

import argparse
import os
import platform
from dataclasses import replace
from time import perf_counter

import torch

from barriers.table1.index_artefact import script_indices
from barriers.table1.instance import Branch
from barriers.table1.lista_column import ListaLearner, training_problem
from barriers.table1.published import ACCURACIES, DIGITS, SHAPES
from networks.lista import ListaProblem, ListaSettings, single_thread, train_lista


def seconds(problem: ListaProblem, settings: ListaSettings) -> float:
    """The time of one training."""
    started = perf_counter()
    with single_thread():
        train_lista(problem, settings)
    return perf_counter() - started


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=10)
    options = parser.parse_args()
    columns = SHAPES[0][1]
    keys = [(k, n) for k in DIGITS for n in ACCURACIES]
    problem = training_problem([Branch(*key, columns, script_indices(key[0], columns).shown) for key in keys])
    settings = replace(ListaLearner().settings, epochs=options.epochs, stop_below=None, patience=None)
    load = os.getloadavg()[0]
    together = seconds(problem, settings) / len(keys)
    apart = [seconds(problem.subset(g), settings) for g in range(len(keys))]
    mean = sum(apart) / len(apart)
    print("# LISTA: nine trainings in one batch against nine separate ones\n")
    print(f"PyTorch {torch.__version__}, Python {platform.python_version()}, one thread, load {load:.1f} at the start.")
    print(f"N = {columns}, 8 000 samples, batches of 1 000, {options.epochs} epochs.\n")
    print("| | seconds per model | milliseconds per model and epoch |")
    print("| --- | ---: | ---: |")
    for name, value in (("together", together), ("apart, mean of nine", mean), ("apart, least of nine", min(apart))):
        print(f"| {name} | {value:.2f} | {value / options.epochs * 1e3:.1f} |")


if __name__ == "__main__":
    main()
