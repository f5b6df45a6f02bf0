"""The certificate as typed records, read from the JSON tree by the grammar of ``proofs_notes/certificate.md``."""

from __future__ import annotations

from . import grammar
from .grammar import Dyadic, Ratio
from .result import Unreadable

FORMAT = "computability-barriers certificate"
VERSION = "1.0"
PROBLEMS = ("basis-pursuit", "lasso", "sqrt-lasso")
MIXINGS = ("identity", "dct", "hadamard", "householder")
DESIGNS = ("single", "cluster", "common")
MOST_DIGITS = 100_000
MOST_ROWS = 1_000_000
MOST_ENTRIES = 2**23
MOST_SAMPLES = 10_000_000
HIGHEST_INDEX = 1_000_000
MOST_DATA = 10**17


class Class:
    """The parameters of Omega_K: what the member claimed is a member of."""

    def __init__(self, tree: object, path: str = "$.class") -> None:
        names = ("problem", "digits", "rows", "columns", "lam", "eta", "mixing", "householder")
        names += ("sample_design", "samples", "tails")
        values = dict(zip(names, grammar.fields(tree, path, names), strict=True))
        self.problem = grammar.choice(values["problem"], f"{path}.problem", PROBLEMS)
        self.digits = grammar.integer(values["digits"], f"{path}.digits", 0, MOST_DIGITS)
        self.rows = grammar.integer(values["rows"], f"{path}.rows", 0, MOST_ROWS)
        self.columns = grammar.integer(values["columns"], f"{path}.columns", 0, MOST_ROWS)
        if self.rows * self.columns > MOST_ENTRIES:
            raise Unreadable(f"more than {MOST_ENTRIES} matrix entries", path)
        lam, eta = values["lam"], values["eta"]
        self.lam = None if lam is None else grammar.rational(lam, f"{path}.lam")
        self.eta = None if eta is None else grammar.rational(eta, f"{path}.eta")
        self.mixing = grammar.choice(values["mixing"], f"{path}.mixing", MIXINGS)
        self.householder: list[int] | None = None
        if values["householder"] is not None:
            vector = grammar.elements(values["householder"], f"{path}.householder")
            self.householder = [
                grammar.integer(entry, f"{path}.householder[{i}]", -(10**17), 10**17) for i, entry in enumerate(vector)
            ]
        self.design = grammar.choice(values["sample_design"], f"{path}.sample_design", DESIGNS)
        self.samples = grammar.integer(values["samples"], f"{path}.samples", 0, MOST_SAMPLES)
        count = self.samples if self.design == "common" else 1
        patterns = grammar.elements(values["tails"], f"{path}.tails", count)
        self.tails = [grammar.text(pattern, f"{path}.tails[{k}]") for k, pattern in enumerate(patterns)]
        for k, pattern in enumerate(self.tails):
            if len(pattern) != self.rows - 1 or pattern.strip("+-0"):
                raise Unreadable("expected rows - 1 characters out of + - 0", f"{path}.tails[{k}]")


class Minimiser:
    """An approximate minimiser x with supp(x) in ``support``, and a dual vector u that encloses the true ones."""

    def __init__(self, values: list[object], path: str, rows: int, columns: int, deepest: int) -> None:
        x, u, support = values
        self.x = grammar.dyadic(x, f"{path}.x", columns, deepest)
        self.u = grammar.dyadic(u, f"{path}.u", rows, deepest)
        self.support = grammar.indices(support, f"{path}.support", columns)


class Witness:
    """The member: branch and epsilon, base samples, and the minimisers at the samples claimed wrong."""

    def __init__(self, tree: object, family: Class, path: str = "$.witness") -> None:
        names = ("scale", "branch", "epsilon", "kappa", "samples", "direction", "minimisers")
        scale, branch, epsilon, kappa, samples, direction, minimisers = grammar.fields(tree, path, names)
        self.scale = grammar.choice(scale, f"{path}.scale", ("strong", "weak"))
        self.branch = grammar.integer(branch, f"{path}.branch", 0, MOST_ROWS)
        self.epsilon = grammar.rational(epsilon, f"{path}.epsilon")
        self.kappa = grammar.rational(kappa, f"{path}.kappa")
        deepest = deepest_exponent(family.digits, self.epsilon.denominator.bit_length())
        self.bases = [
            grammar.dyadic(base, f"{path}.samples[{k}]", family.rows, deepest)
            for k, base in enumerate(grammar.elements(samples, f"{path}.samples", len(family.tails)))
        ]
        self.direction: Dyadic | None = None
        if direction is not None:
            self.direction = grammar.dyadic(direction, f"{path}.direction", family.rows, deepest)
        self.minimisers: dict[int, Minimiser] = {}
        previous = -1
        for i, entry in enumerate(grammar.elements(minimisers, f"{path}.minimisers")):
            here = f"{path}.minimisers[{i}]"
            k_value, *rest = grammar.fields(entry, here, ("k", "x", "u", "support"))
            previous = grammar.integer(k_value, f"{here}.k", previous + 1, family.samples - 1)
            self.minimisers[previous] = Minimiser(rest, here, family.rows, family.columns, deepest)


class Label:
    """A label x_{k,n}, and the minimiser that shows it is close enough to one."""

    def __init__(self, tree: object, path: str, family: Class, deepest: int) -> None:
        x, minimiser = grammar.fields(tree, path, ("x", "minimiser"))
        self.x = grammar.dyadic(x, f"{path}.x", family.columns, deepest)
        inner = f"{path}.minimiser"
        parts = grammar.fields(minimiser, inner, ("x", "u", "support"))
        self.minimiser = Minimiser(parts, inner, family.rows, family.columns, deepest)


class AnsweredSample:
    """What was answered for sample k at index n: y_{k,n}, and the label if it was asked for."""

    def __init__(self, values: list[object], path: str, family: Class, deepest: int) -> None:
        y, label = values
        self.y = grammar.dyadic(y, f"{path}.y", family.rows, deepest)
        self.label = None if label is None else Label(label, f"{path}.label", family, deepest)


class Answer:
    """What was answered at index n: the matrix A_n, and the samples asked for."""

    def __init__(self, values: list[object], path: str, index: int, family: Class) -> None:
        matrix, samples = values
        deepest = deepest_exponent(family.digits, index)
        self.path = path
        self.matrix = grammar.dyadic(matrix, f"{path}.matrix", family.rows * family.columns, deepest)
        self.samples: dict[int, AnsweredSample] = {}
        self.sample_paths: dict[int, str] = {}
        previous = -1
        for i, entry in enumerate(grammar.elements(samples, f"{path}.samples")):
            here = f"{path}.samples[{i}]"
            k_value, *rest = grammar.fields(entry, here, ("k", "y", "label"))
            previous = grammar.integer(k_value, f"{here}.k", previous + 1, family.samples - 1)
            self.samples[previous] = AnsweredSample(rest, here, family, deepest)
            self.sample_paths[previous] = here


class Run:
    """One sequence of coins: the data read after them, the outputs at the samples, and what they are claimed for."""

    def __init__(self, tree: object, path: str, family: Class) -> None:
        tape, reads, outputs, outcome, wrong = grammar.fields(
            tree, path, ("tape", "reads", "outputs", "outcome", "wrong")
        )
        self.tape = grammar.text(tape, f"{path}.tape")
        if self.tape.strip("01"):
            raise Unreadable("expected a string of 0 and 1", f"{path}.tape")
        self.reads: list[tuple[int, int | None]] = []
        for i, entry in enumerate(grammar.elements(reads, f"{path}.reads")):
            here = f"{path}.reads[{i}]"
            n, k = grammar.elements(entry, here, 2)
            index = grammar.integer(n, f"{here}[0]", 0, HIGHEST_INDEX)
            sample = None if k is None else grammar.integer(k, f"{here}[1]", 0, family.samples - 1)
            self.reads.append((index, sample))
        self.outputs: list[list[Ratio] | Dyadic] | None = None
        if outputs is not None:
            entries = grammar.elements(outputs, f"{path}.outputs", family.samples)
            self.outputs = [output(z, f"{path}.outputs[{k}]", family.columns) for k, z in enumerate(entries)]
        self.outcome = grammar.choice(outcome, f"{path}.outcome", ("wrong", "more-data"))
        self.wrong = grammar.indices(wrong, f"{path}.wrong", family.samples)


class Claim:
    """What the certificate claims to prove."""

    def __init__(self, tree: object, path: str = "$.claim") -> None:
        names = ("level", "samples_wrong", "samples", "probability", "data_bound")
        level, samples_wrong, samples, probability, bound = grammar.fields(tree, path, names)
        self.level = grammar.integer(level, f"{path}.level", 0, MOST_DIGITS)
        self.samples_wrong = grammar.integer(samples_wrong, f"{path}.samples_wrong", 1, MOST_SAMPLES)
        self.samples = grammar.integer(samples, f"{path}.samples", 1, MOST_SAMPLES)
        self.probability = grammar.rational(probability, f"{path}.probability")
        self.data_bound = None if bound is None else grammar.integer(bound, f"{path}.data_bound", 0, MOST_DATA)


class Certificate:
    """All of it. ``digest`` is the seal as stated, not yet compared."""

    def __init__(self, tree: dict[str, object]) -> None:
        if tree.get("format") != FORMAT:
            raise Unreadable(f'expected "{FORMAT}"', "$.format")
        if tree.get("version") != VERSION:
            raise Unreadable(f'this checker reads version "{VERSION}" only', "$.version")
        names = ("format", "version", "class", "witness", "claim", "answers", "runs", "digest")
        _, _, family, witness, claim, answers, runs, seal = grammar.fields(tree, "$", names)
        self.family = Class(family)
        self.witness = Witness(witness, self.family)
        self.claim = Claim(claim)
        self.answers: dict[int, Answer] = {}
        previous = -1
        for i, entry in enumerate(grammar.elements(answers, "$.answers")):
            here = f"$.answers[{i}]"
            n_value, *rest = grammar.fields(entry, here, ("n", "matrix", "samples"))
            previous = grammar.integer(n_value, f"{here}.n", previous + 1, HIGHEST_INDEX)
            self.answers[previous] = Answer(rest, here, previous, self.family)
        self.runs = [Run(run, f"$.runs[{i}]", self.family) for i, run in enumerate(grammar.elements(runs, "$.runs"))]
        self.digest = grammar.text(seal, "$.digest")


def output(value: object, path: str, columns: int) -> list[Ratio] | Dyadic:
    """The network's value at one sample: N rational numbers, or a dyadic array."""
    if isinstance(value, dict):
        return grammar.dyadic(value, path, columns)
    return [grammar.rational(entry, f"{path}[{j}]") for j, entry in enumerate(grammar.elements(value, path, columns))]


def deepest_exponent(digits: int, bits: int) -> int:
    """The size of the exponents of two worth reading in data that matter to about 2**-bits and 10**-digits."""
    return 65_536 + 64 * digits + 16 * bits
