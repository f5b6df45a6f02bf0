"""The extracted checker accepts what real refutations export, and turns corrupted ones away.

Needs Debian's packages coq, ocaml and make.
"""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import barriers
from barriers.checker import check_text
from barriers.targets import parse_target

ROCQ = Path(__file__).parents[2] / "proofs_notes" / "rocq"
pytestmark = pytest.mark.long

SHAPES = [("identity", 1, 2), ("identity", 5, 8), ("hadamard", 4, 6), ("householder", 7, 9)]
PROBLEMS = ("lasso", "sqrt-lasso", "basis-pursuit")
CASES = [
    *((problem, *shape, 6, name) for problem in PROBLEMS for shape in SHAPES for name in ("exact-column", "zero")),
    *((problem, "householder", 5, 7, 12, "label-copier") for problem in PROBLEMS),
    *((problem, "identity", 19, 20, 50, "label-copier") for problem in PROBLEMS),
    ("sqrt-lasso", "householder", 19, 20, 50, "zero"),
    ("lasso", "hadamard", 16, 20, 25, "zero"),
]


@cache
def exporter() -> ModuleType:
    spec = spec_from_file_location("rocq_export", ROCQ / "verified_checker" / "export.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def program() -> Path:
    subprocess.run(["make", "-C", str(ROCQ), "verified-checker"], capture_output=True, check=True, timeout=1800)
    return ROCQ / "build" / "verified-checker"


def verdict(text: str) -> str:
    """ "accepted", "refused" or "unreadable"."""
    done = subprocess.run([program()], input=text, capture_output=True, text=True, check=False, timeout=600)
    word = done.stdout.split(":")[0].strip()
    assert (word, done.returncode) in {("accepted", 0), ("refused", 1), ("unreadable", 2)}, done.stdout + done.stderr
    return word


@cache
def certificate(problem: str, mixing: str, rows: int, columns: int, digits: int, name: str) -> str:
    family = barriers.omega(problem=problem, mixing=mixing, rows=rows, columns=columns, digits=digits)
    report = barriers.verify(parse_target(name).load(), family, levels=[digits])
    found = report.verdicts[0].certificate
    assert found is not None
    return found.to_text()


def test_there_are_enough() -> None:
    assert len(CASES) >= 30
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case)))
def test_accepts_what_the_python_checker_accepts(case: tuple[Any, ...]) -> None:
    text = certificate(*case)
    assert check_text(text).status == "valid"
    for exported in exporter().export(json.loads(text)):
        assert verdict(exported) == "accepted"


Corruption = Callable[[Any, random.Random], None]


def _matrix(writer: Any, rng: random.Random) -> None:
    answer = rng.choice(list(writer.certificate.answers.values()))
    answer.matrix.exponent += rng.choice([-1, 1, 2])  # keeps the block form, without which the export gives up


def _sample(writer: Any, rng: random.Random) -> None:
    answer = rng.choice(list(writer.certificate.answers.values()))
    y = rng.choice(list(answer.samples.values())).y
    y.mantissas[rng.randrange(len(y.mantissas))] += 1 << max(0, 4 - y.exponent)


def _label(writer: Any, rng: random.Random) -> None:
    answer = rng.choice(list(writer.certificate.answers.values()))
    x = rng.choice([sample.label.x for sample in answer.samples.values() if sample.label is not None])
    x.mantissas[rng.randrange(len(x.mantissas))] += 1 << max(0, 6 - x.exponent)


def _epsilon(writer: Any, rng: random.Random) -> None:
    writer.epsilon = rng.choice([Fraction(0), -writer.epsilon, 2 * writer.epsilon, writer.omega.size])


def _branch(writer: Any, rng: random.Random) -> None:
    writer.certificate.witness.branch = writer.omega.heads + rng.randrange(1, 4)


def _diagonal(writer: Any, rng: random.Random) -> None:
    writer.c *= rng.choice([Fraction(-1), Fraction(2), 1 + Fraction(1, 10**60)])


def _mixing(writer: Any, rng: random.Random) -> None:
    size = len(writer.mixing)
    writer.certificate.answers.clear()  # the export would find their block form broken
    for run in writer.certificate.runs:
        run.reads.clear()
    writer.mixing[rng.randrange(size)][rng.randrange(size)] += Fraction(1, 1 << rng.randrange(200))


def _size(writer: Any, rng: random.Random) -> None:
    writer.omega.size *= rng.choice([Fraction(1, 2), Fraction(2), Fraction(-1)])


def _tau(writer: Any, rng: random.Random) -> None:
    writer.scale.tau *= rng.choice([Fraction(1, 2), Fraction(2), Fraction(8)])


def _gap_range(writer: Any, rng: random.Random) -> None:
    writer.scale.largest_epsilon = rng.choice([writer.omega.size, writer.epsilon / 2, Fraction(0)])


def _spread(writer: Any, rng: random.Random) -> None:
    writer.scale.largest_kappa = writer.omega.size * writer.scale.tau * rng.choice([1, 3, 10])


def _base(writer: Any, rng: random.Random) -> None:
    writer.base[rng.randrange(len(writer.base))] += writer.omega.size * writer.scale.tau


def _level(writer: Any, rng: random.Random) -> None:
    writer.certificate.claim.level -= rng.choice([2, 3])


def _repeat(writer: Any, rng: random.Random) -> None:
    run = rng.choice(writer.certificate.runs)
    run.wrong = [*run.wrong, run.wrong[0]]


CORRUPTIONS: dict[str, Corruption] = {
    name.strip("_"): function
    for name, function in list(globals().items())
    if name
    in {
        "_matrix", "_sample", "_label", "_epsilon", "_branch", "_diagonal", "_mixing",
        "_size", "_tau", "_gap_range", "_spread", "_base", "_level", "_repeat",
    }
}  # fmt: skip
SMALL = [(problem, *shape, 6, "label-copier") for problem in PROBLEMS for shape in SHAPES]


def attempts() -> Iterator[tuple[str, tuple[Any, ...], int]]:
    for name in CORRUPTIONS:
        for case in SMALL:
            for seed in range(2):
                yield name, case, seed


def test_the_corrupted_are_many() -> None:
    assert len(list(attempts())) >= 200


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_turns_corrupted_ones_away(name: str) -> None:
    module = exporter()
    judged = 0
    for number, (kind, case, seed) in enumerate(attempts()):
        if kind != name:
            continue
        writer = module.Writer(json.loads(certificate(*case)))
        CORRUPTIONS[name](writer, random.Random(1000 * number + seed))
        try:
            exported = [writer.run(run) for run in writer.certificate.runs]
        except (module.OutOfRange, ZeroDivisionError):
            continue  # refused before the verified checker is asked
        judged += 1
        assert any(verdict(text) != "accepted" for text in exported), (name, case, seed)
    assert judged >= 15
