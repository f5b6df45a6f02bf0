"""The extracted checker and the Python checker agree: on real refutations, on the corpus, on corrupted certificates.

Needs Debian's packages coq, ocaml and make.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from fcntl import LOCK_EX, flock
from fractions import Fraction
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from math import isqrt
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import barriers
from barriers.candidates import coin_guesser, gamma_k1
from barriers.checker import check_text
from barriers.checker.result import Invalid, Unreadable
from barriers.checker.syntax import parse
from barriers.targets import parse_target
from tests.checker.case import Case
from tests.checker.mutations import VALID, mutations
from tests.checker.producer import produce
from tests.checker.reading import fraction

ROOT = Path(__file__).parents[2]
ROCQ = ROOT / "proofs_notes" / "rocq"
CORPUS = ROOT / "tests" / "certificates"
pytestmark = pytest.mark.long

SHAPES = [("identity", 1, 2), ("identity", 5, 8), ("hadamard", 4, 6), ("householder", 7, 9), ("dct", 3, 5)]
PROBLEMS = ("lasso", "sqrt-lasso", "basis-pursuit")
REFUTATIONS: list[tuple[str, str, int, int, int, str, int | None]] = [
    *(
        (problem, *shape, 6, name, None)
        for problem in PROBLEMS
        for shape in SHAPES
        for name in ("exact-column", "zero")
    ),
    *(("basis-pursuit", *shape, 6, "label-copier", 1) for shape in SHAPES),
    *((problem, "householder", 5, 7, 12, "label-copier", None) for problem in PROBLEMS),
    *(("lasso", "dct", 2, 6, digits, "zero", None) for digits in (3, 11)),  # D is a power of two over 40
    ("lasso", "dct", 19, 20, 6, "least-squares", None),
    ("sqrt-lasso", "dct", 19, 20, 50, "zero", None),
    ("basis-pursuit", "identity", 19, 20, 50, "label-copier", None),
    ("lasso", "hadamard", 16, 20, 25, "zero", None),
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
    with open(ROCQ / "Makefile") as lock:  # one build at a time, whatever the number of test processes
        flock(lock, LOCK_EX)
        subprocess.run(["make", "-C", str(ROCQ), "verified-checker"], capture_output=True, check=True, timeout=1800)
    return ROCQ / "build" / "verified-checker"


def verdict(text: str) -> str:
    """ "accepted", "refused", "unreadable" by the verified checker; "ill-formed", "out of range" by its exporter."""
    try:
        exported = exporter().export(parse(text))
    except (Unreadable, Invalid):
        return "ill-formed"
    except exporter().OutOfRange:
        return "out of range"
    done = subprocess.run([program()], input=exported, capture_output=True, text=True, check=False, timeout=600)
    word = done.stdout.split(":")[0].strip()
    assert (word, done.returncode) in {("accepted", 0), ("refused", 1), ("unreadable", 2)}, done.stdout + done.stderr
    return word


def refutation(train: Any, digits: int, **parameters: Any) -> str:
    """The text of the certificate that refutes it at K digits."""
    report = barriers.verify(train, barriers.omega(digits=digits, **parameters), levels=[digits])
    found = report.verdicts[0].certificate
    assert found is not None
    return found.to_text()


def test_there_are_enough_refutations() -> None:
    assert len(set(REFUTATIONS)) == len(REFUTATIONS) >= 30


@pytest.mark.parametrize("case", REFUTATIONS, ids=lambda case: "-".join(map(str, case)))
def test_accepts_what_the_python_checker_accepts(case: tuple[Any, ...]) -> None:
    problem, mixing, rows, columns, digits, name, eta = case
    train = parse_target(name).load()
    text = refutation(train, digits, problem=problem, mixing=mixing, rows=rows, columns=columns, eta=eta)
    assert check_text(text).status == "valid"
    assert verdict(text) == "accepted"


CLUSTER = {"sample_design": "cluster", "samples": 3, "rows": 4, "columns": 6}
DESIGNS: dict[str, dict[str, Any]] = {
    "along Q e_1": {"problem": "sqrt-lasso", "mixing": "householder", **CLUSTER},
    "along an approximation of Q e_1": {"problem": "lasso", "mixing": "dct", **CLUSTER},
    "along a zero tail coordinate": {"problem": "lasso", "mixing": "identity", **CLUSTER, "rows": 8, "columns": 9},
}


@pytest.mark.parametrize("name", DESIGNS)
def test_accepts_clusters_spread_in_every_direction(name: str) -> None:
    text = refutation(gamma_k1.train, 4, **DESIGNS[name])
    assert json.loads(text)["witness"]["kappa"] != "0"
    assert check_text(text).status == "valid"
    assert verdict(text) == "accepted"


def test_accepts_coins_samples_with_tails_of_their_own_and_runs_with_more_data() -> None:
    coins = refutation(coin_guesser.train, 4, problem="lasso", mixing="hadamard", **CLUSTER)
    common = refutation(
        parse_target("hedger").load(),
        4,
        problem="basis-pursuit",
        eta=1,
        mixing="dct",
        **CLUSTER | {"sample_design": "common"},
    )
    assert len(json.loads(coins)["runs"]) > 1
    assert len(json.loads(common)["witness"]["samples"]) > 1
    more = json.dumps(produce(Case(mixing="dct", rows=5, columns=7, output="none", data_bound=1)))
    for text in (coins, common, more):
        assert check_text(text).status == "valid"
        assert verdict(text) == "accepted"


HALF = Fraction(1, 2)
SMALL = [
    Case(rows=1, columns=2, output="other"),
    Case(problem="basis-pursuit", eta=Fraction(1, 3), mixing="dct", rows=2, columns=3, indices=(0, 2)),
    Case("lasso", mixing="dct", rows=2, columns=4, design="cluster", samples=2, kappa_share=HALF, output="far"),
    Case(problem="lasso", mixing="householder", lam=Fraction(7, 3), tapes=("0", "11"), output="far"),
    Case("basis-pursuit", rows=3, columns=4, design="common", samples=2, output="zero", scale="weak"),
]


def judgements(case: Case) -> Iterator[tuple[str, bool, str]]:
    """(name, whether it is valid, the verdict), for mutations of a certificate by an independent producer.

    Every third one under the dct, whose cosines take the verified checker most of its time.
    """
    certificate = produce(case)
    yield "as produced", True, verdict(json.dumps(certificate))
    for number, (name, mutated, expected) in enumerate(mutations(certificate, SMALL.index(case))):
        if case.mixing != "dct" or number % 3 == 0:
            yield name, expected == VALID, verdict(json.dumps(mutated))


@pytest.mark.parametrize("case", SMALL, ids=lambda case: f"{case.problem}-{case.mixing}-{case.design}")
def test_agrees_on_corrupted_and_on_harmlessly_changed_certificates(case: Case) -> None:
    counts: Counter[tuple[bool, str]] = Counter()
    for name, valid, found in judgements(case):
        counts[valid, found] += 1
        assert found == "out of range" or (found == "accepted") == valid, name
    assert counts[False, "refused"] >= (20 if case.mixing == "dct" else 60)
    assert counts[True, "accepted"] >= (10 if case.mixing == "dct" else 25)
    assert counts[False, "out of range"] + counts[True, "out of range"] <= 0.02 * counts.total()


def test_decides_an_irrational_diagonal() -> None:
    certificate = produce(Case(rows=3, columns=5, mixing="dct", output="other"))
    epsilon, heads = fraction(certificate["witness"]["epsilon"]), 3
    square = (heads - 1) * Fraction(32) ** 2 + (32 + epsilon) ** 2  # a = 32 = 8m rounded up, c its root
    assert isqrt(square.numerator) ** 2 != square.numerator or isqrt(square.denominator) ** 2 != square.denominator
    assert check_text(json.dumps(certificate)).valid
    assert verdict(json.dumps(certificate)) == "accepted"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.json")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_agrees_on_the_corpus(path: Path) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    found = verdict(text)
    assert found == "out of range" or (found == "accepted") == (path.parent.name == "valid")


def test_says_what_it_cannot_decide() -> None:
    certificate = json.loads((CORPUS / "valid" / "an-output-astronomically-far-away.json").read_text(encoding="utf-8"))
    with pytest.raises(exporter().OutOfRange, match="exponent"):
        exporter().export(certificate)
