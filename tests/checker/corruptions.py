"""Changes that make a certificate false, or that leave its claim without a proof."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.checker.case import ceil_root
from tests.checker.producer import Json, dyadic, nearest, rational, values
from tests.checker.reading import case_of, distance, fraction, member_matrix, member_sample, output_values

BARELY = 1 + Fraction(1, 2**20)


def corruptions(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    """(name, corrupted copy), each differing from the certificate in one place that matters."""
    for part in (_class, _witness, _answers, _labels, _outputs, _claims, _grammar):
        yield from part(certificate, rng)


def edited(certificate: Json, path: tuple[Any, ...], value: Any) -> Json:
    """A copy with one value replaced."""
    mutated = copy.deepcopy(certificate)
    node = mutated
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return mutated


def _class(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    family = certificate["class"]
    m, n = family["rows"], family["columns"]
    yield "digits + 1", edited(certificate, ("class", "digits"), family["digits"] + 1)
    yield "digits - 1", edited(certificate, ("class", "digits"), family["digits"] - 1)
    yield "columns = rows", edited(certificate, ("class", "columns"), m)
    yield "one more column", edited(certificate, ("class", "columns"), n + 1)
    parameter = "eta" if family["problem"] == "basis-pursuit" else "lam"
    value = fraction(family[parameter])
    yield (
        f"{parameter} so large that a differs",
        edited(certificate, ("class", parameter), rational(16 * max(1, value))),
    )
    yield f"{parameter} negative", edited(certificate, ("class", parameter), "-1")
    yield f"{parameter} absent", edited(certificate, ("class", parameter), None)
    yield "a parameter of another problem", edited(certificate, ("class", "lam" if parameter == "eta" else "eta"), "1")
    if parameter == "lam":
        yield "lam zero", edited(certificate, ("class", "lam"), "0")
    k = rng.randrange(len(family["tails"]))
    active = [i for i, sign in enumerate(family["tails"][k]) if sign != "0"]
    if active:
        i, tail = rng.choice(active), family["tails"][k]
        flipped = tail[:i] + ("-" if tail[i] == "+" else "+") + tail[i + 1 :]
        yield "a tail sign flipped", edited(certificate, ("class", "tails", k), flipped)
        yield "a tail entry gone", edited(certificate, ("class", "tails", k), tail[:i] + "0" + tail[i + 1 :])
    for other in ("identity", "dct", "hadamard", "householder"):
        if m > 1 and other != family["mixing"]:
            yield f"mixing {other}", edited(certificate, ("class", "mixing"), other)
    if family["householder"]:
        i = rng.randrange(m)
        for name, entry in (("0", 0), ("larger", 3 * family["householder"][i]), ("flipped", -family["householder"][i])):
            yield f"a householder entry {name}", edited(certificate, ("class", "householder", i), entry)


def _witness(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    witness, family, case = certificate["witness"], certificate["class"], case_of(certificate)
    epsilon = fraction(witness["epsilon"])
    yield "epsilon zero", edited(certificate, ("witness", "epsilon"), "0")
    yield "epsilon negative", edited(certificate, ("witness", "epsilon"), rational(-epsilon))
    barely = rational(case.epsilon_max * BARELY)
    yield "epsilon barely above its limit", edited(certificate, ("witness", "epsilon"), barely)
    for answer in certificate["answers"]:
        larger = epsilon + 4 * Fraction(1, 2 ** answer["n"])
        if larger <= case.epsilon_max:
            yield "epsilon too large for an answer", edited(certificate, ("witness", "epsilon"), rational(larger))
    for branch in {0, case.heads + 1, witness["branch"] % case.heads + 1}:
        if witness["minimisers"] or not 1 <= branch <= case.heads:
            yield "another branch", edited(certificate, ("witness", "branch"), branch)
    scale = "weak" if witness["scale"] == "strong" else "strong"
    yield "the other scale", edited(certificate, ("witness", "scale"), scale)
    above = case.kappa_max * BARELY if family["sample_design"] == "cluster" else Fraction(1, 2**80)
    yield "kappa out of range", edited(certificate, ("witness", "kappa"), rational(above))
    yield "kappa negative", edited(certificate, ("witness", "kappa"), "-1/100000000000")
    k, j = rng.randrange(len(witness["samples"])), rng.randrange(case.rows)
    base = values(witness["samples"][k])
    for name, step in (("one unit off", 1), ("off the grid", Fraction(1, 2**30)), ("scaled", base[j] * 2 + 1)):
        moved = [*base[:j], base[j] + step * Fraction(2) ** -case.q, *base[j + 1 :]]
        yield f"a base sample {name}", edited(certificate, ("witness", "samples", k), dyadic(moved))
    direction = [Fraction(1)] * case.rows if witness["direction"] is None else values(witness["direction"])
    direction[j] += Fraction(1, 2**24)
    yield "another direction", edited(certificate, ("witness", "direction"), dyadic(direction))
    for i, entry in enumerate(witness["minimisers"]):
        yield from _minimiser(certificate, ("witness", "minimisers", i), entry, case.heads, "the witness's", rng)


def _minimiser(
    certificate: Json, path: tuple[Any, ...], entry: Json, heads: int, whose: str, rng: random.Random
) -> Iterator[tuple[str, Json]]:
    x, support = values(entry["x"]), entry["support"]
    active = [j for j, value in enumerate(x) if value]
    if not active:
        return
    doubled = {**entry["u"], "exponent": entry["u"]["exponent"] + 1}
    yield f"{whose} dual vector doubled", edited(certificate, (*path, "u"), doubled)
    j = rng.choice(active)
    yield f"{whose} support too small", edited(certificate, (*path, "support"), [i for i in support if i != j])
    if heads > 1 and any(i < heads for i in support):
        yield f"{whose} support with two heads", edited(certificate, (*path, "support"), sorted({0, 1, *support}))
    moved = [*x[:j], x[j] + 1 + abs(x[j]) * 10**6, *x[j + 1 :]]
    if certificate["class"]["problem"] == "basis-pursuit" and certificate["class"]["eta"] != "0":
        yield f"{whose} minimiser infeasible", edited(certificate, (*path, "x"), dyadic(moved))


def _answers(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    case = case_of(certificate)
    for i, answer in enumerate(certificate["answers"]):
        n, fine = answer["n"], answer["n"] + 64
        matrix = [nearest(entry, fine) for entry in member_matrix(certificate, fine + 64)]
        j = rng.randrange(len(matrix))
        matrix[j] += nearest(BARELY * Fraction(1, 2**n), fine)
        yield "a matrix barely outside its tolerance", edited(certificate, ("answers", i, "matrix"), dyadic(matrix))
        stated = values(answer["matrix"])
        stated[j] += Fraction(1, 2**n) * rng.choice([-3, 3])
        yield "a matrix entry changed", edited(certificate, ("answers", i, "matrix"), dyadic(stated))
        yield "an answer's index raised", edited(certificate, ("answers", i, "n"), n + 4000)
        for s, sample in enumerate(answer["samples"]):
            path = ("answers", i, "samples", s)
            y = [nearest(entry, fine) for entry in member_sample(certificate, sample["k"])]
            r = rng.randrange(case.rows)
            y[r] += nearest(BARELY * Fraction(1, 2**n), fine)
            yield "a sample barely outside its tolerance", edited(certificate, (*path, "y"), dyadic(y))


def _labels(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    case = case_of(certificate)
    for i, answer in enumerate(certificate["answers"]):
        n = answer["n"]
        for s, sample in enumerate(answer["samples"]):
            if sample["label"] is None:
                continue
            path, entry = ("answers", i, "samples", s, "label"), sample["label"]["minimiser"]
            label, centre = values(sample["label"]["x"]), values(entry["x"])
            j = rng.randrange(case.columns)
            far = [*label[:j], label[j] + 4 * ceil_root(case.columns) * Fraction(1, 2**n), *label[j + 1 :]]
            yield "a label too far", edited(certificate, (*path, "x"), dyadic(far))
            tail = rng.randrange(case.heads, case.columns) if case.rows > 1 else 0
            near = list(centre)
            near[tail] += nearest(BARELY * Fraction(1, 2**n), n + 64) * (-1 if centre[tail] < 0 else 1)
            yield "a label barely too far", edited(certificate, (*path, "x"), dyadic(near))
            yield from _minimiser(certificate, (*path, "minimiser"), entry, case.heads, "a label's", rng)
            active = [j for j, value in enumerate(centre) if value]
            if active:
                j = rng.choice(active)
                moved = [*centre[:j], centre[j] + 3 * Fraction(1, 2**n), *centre[j + 1 :]]
                yield "a label's minimiser moved", edited(certificate, (*path, "minimiser", "x"), dyadic(moved))


def _outputs(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    level = certificate["claim"]["level"]
    threshold = Fraction(1, 10**level)
    centres = {entry["k"]: values(entry["x"]) for entry in certificate["witness"]["minimisers"]}
    for i, run in enumerate(certificate["runs"]):
        for k in run["wrong"]:
            path, centre, z = ("runs", i, "outputs", k), centres[k], output_values(run["outputs"][k])
            yield "an output at the minimiser", edited(certificate, path, dyadic(centre))
            share = threshold / BARELY / distance(z, centre)
            inside = [c + (t - c) * share for c, t in zip(centre, z, strict=True)]
            yield "an output barely right", edited(certificate, path, [rational(t) for t in inside])
            offset = nearest(threshold / BARELY, 64 + 4 * level)
            j = rng.randrange(len(z))
            yield (
                "an output right elsewhere",
                edited(certificate, path, dyadic([*centre[:j], centre[j] + offset, *centre[j + 1 :]])),
            )
            position = [entry["k"] for entry in certificate["witness"]["minimisers"]].index(k)
            yield "the minimiser put at the output", _at_output(certificate, position, z)


def _at_output(certificate: Json, position: int, z: list[Fraction]) -> Json:
    """The forgery that claims the output's neighbour as minimiser: then the error cannot be proved."""
    bits = 400 + 8 * certificate["class"]["digits"]
    moved = dyadic([nearest(t, bits) for t in z])
    return edited(certificate, ("witness", "minimisers", position, "x"), moved)


def _claims(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    claim, runs = certificate["claim"], certificate["runs"]
    digits, wrong = certificate["class"]["digits"], [run for run in runs if run["outcome"] == "wrong"]
    yield "level above K", edited(certificate, ("claim", "level"), digits + 1)
    yield "level far below K", edited(certificate, ("claim", "level"), digits - 3 if digits > 2 else -1)
    centres = {entry["k"]: values(entry["x"]) for entry in certificate["witness"]["minimisers"]}
    errors = [distance(output_values(run["outputs"][k]), centres[k]) for run in wrong for k in run["wrong"]]
    if errors and claim["level"] >= 1 and min(errors) < Fraction(99, 100) / Fraction(10) ** (claim["level"] - 1):
        yield "a larger error claimed", edited(certificate, ("claim", "level"), claim["level"] - 1)
    yield "another number of samples", edited(certificate, ("claim", "samples"), claim["samples"] + 1)
    yield "no samples wrong", edited(certificate, ("claim", "samples_wrong"), 0)
    yield "too many samples wrong", edited(certificate, ("claim", "samples_wrong"), claim["samples"] + 1)
    yield (
        "a larger probability",
        edited(certificate, ("claim", "probability"), rational(fraction(claim["probability"]) * 2)),
    )
    yield "probability zero", edited(certificate, ("claim", "probability"), "0")
    yield "no runs", edited(certificate, ("runs",), [])
    copied = edited(certificate, ("runs",), [*runs, runs[0]])
    copied["claim"]["probability"] = rational(fraction(claim["probability"]) + Fraction(1, 2 ** len(runs[0]["tape"])))
    yield "a run counted twice", copied
    longer = edited(certificate, ("runs",), [*runs, {**runs[0], "tape": runs[0]["tape"] + "0"}])
    longer["claim"]["probability"] = rational(
        fraction(claim["probability"]) + Fraction(1, 2 ** (len(runs[0]["tape"]) + 1))
    )
    yield "a run counted again within another", longer
    i = rng.randrange(len(runs))
    indices = {answer["n"] for answer in certificate["answers"]}
    absent = next(n for n in range(10**6) if n not in indices)
    yield "a read without answer", edited(certificate, ("runs", i, "reads"), [*runs[i]["reads"], [absent, None]])
    if runs[i]["reads"]:
        repeated = [*runs[i]["reads"], runs[i]["reads"][0]]
        yield "a read listed twice", edited(certificate, ("runs", i, "reads"), repeated)
        index = next(a for a, answer in enumerate(certificate["answers"]) if answer["n"] == runs[i]["reads"][0][0])
        rest = [answer for a, answer in enumerate(certificate["answers"]) if a != index]
        yield "an answer withheld", edited(certificate, ("answers",), rest)
    if wrong:
        yield (
            "a minimiser withheld",
            edited(certificate, ("witness", "minimisers"), certificate["witness"]["minimisers"][1:]),
        )
        i = runs.index(wrong[0])
        yield "outputs withheld", edited(certificate, ("runs", i, "outputs"), None)
        yield "fewer samples wrong than claimed", edited(certificate, ("runs", i, "wrong"), [])
        yield "not more data", edited(certificate, ("runs", i, "outcome"), "more-data")
    for i, run in enumerate(runs):
        if run["outcome"] == "more-data":
            yield "no bound", edited(certificate, ("claim", "data_bound"), None)
            yield "as many data as the bound", edited(certificate, ("claim", "data_bound"), len(run["reads"]))
            yield "wrong without outputs", edited(certificate, ("runs", i, "outcome"), "wrong")
    yield "seal", edited(certificate, ("digest",), "0" * 64)


def _grammar(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    yield "another version", edited(certificate, ("version",), "1.1")
    yield "another format", edited(certificate, ("format",), "certificate")
    objects: list[tuple[tuple[Any, ...], Any]] = list(_nodes(certificate, ()))
    for kind in (dict, list, str, int):
        places = [(path, node) for path, node in objects if type(node) is kind and path and path != ("digest",)]
        for path, node in rng.sample(places, min(3, len(places))):
            name = f"{kind.__name__} replaced"
            yield name, edited(certificate, path, True)
            if isinstance(node, dict):
                yield "a key too many", edited(certificate, (*path, "remark"), "harmless?")
                key = rng.choice(list(node))
                yield "a key too few", edited(certificate, path, {k: v for k, v in node.items() if k != key})
            if path[-2:-1] == ("mantissas",):
                for bad in ("0x1", "1_0", "+1", "-0", "", "G", " 1", "01", "1.0", "A", "\u0661"):
                    yield f"mantissa {bad!r}", edited(certificate, path, bad)
            if path[-1] == "exponent":
                for bad in (10**8, -(10**8), "0", None):
                    yield f"exponent {bad!r}", edited(certificate, path, bad)
    yield "a denominator of zero", edited(certificate, ("witness", "epsilon"), "1/0")
    yield "a negative denominator", edited(certificate, ("witness", "epsilon"), "1/-1")


def _nodes(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _nodes(value, (*path, key))
    if isinstance(node, list):
        for i, value in enumerate(node):
            yield from _nodes(value, (*path, i))
