"""Changes that leave a certificate true and its proof sound."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from barriers.checker import check_text
from tests.checker.corruptions import edited
from tests.checker.producer import Json, dyadic, nearest, rational, values
from tests.checker.reading import arrays, case_of, distance, fraction, member_matrix, member_sample, output_values

WITHIN = 1 - Fraction(1, 2**20)


def harmless_changes(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    """(name, changed copy), each as good as the certificate itself."""
    for part in (_spelling, _minimisers, _answers, _outputs, _claims):
        yield from part(certificate, rng)


def _spelling(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    for _ in range(3):
        mutated = copy.deepcopy(certificate)
        array = rng.choice(arrays(mutated))
        places = rng.randrange(1, 40)
        array["exponent"] -= places
        array["mantissas"] = [f"{int(entry, 16) << places:x}" for entry in array["mantissas"]]
        yield "an array over a finer power of two", mutated
    epsilon = fraction(certificate["witness"]["epsilon"])
    unreduced = f"{6 * epsilon.numerator:x}/{6 * epsilon.denominator:x}"
    yield "epsilon not in lowest terms", edited(certificate, ("witness", "epsilon"), unreduced)
    yield "keys in another order", _reversed(certificate)


def _reversed(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _reversed(node[key]) for key in reversed(node)}
    return [_reversed(entry) for entry in node] if isinstance(node, list) else node


def _minimisers(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    paths: list[tuple[Any, ...]] = [
        ("witness", "minimisers", i) for i in range(len(certificate["witness"]["minimisers"]))
    ]
    for i, answer in enumerate(certificate["answers"]):
        for s, sample in enumerate(answer["samples"]):
            if sample["label"] is not None:
                paths.append(("answers", i, "samples", s, "label", "minimiser"))
    epsilon = fraction(certificate["witness"]["epsilon"])
    ample = 256 + 8 * certificate["class"]["digits"] + 4 * (1 / epsilon).__floor__().bit_length()
    for path in paths:
        node = certificate
        for step in path:
            node = node[step]
        active = [j for j, entry in enumerate(node["x"]["mantissas"]) if entry != "0"]
        if not active:
            continue
        x, j = dict(node["x"]), rng.choice(active)
        x["exponent"] -= ample
        x["mantissas"] = [f"{(int(e, 16) << ample) - (i == j) * _sign(e):x}" for i, e in enumerate(x["mantissas"])]
        yield "a minimiser perturbed within the slack", edited(certificate, (*path, "x"), x)
        u = dict(node["u"])
        u["exponent"] -= ample
        u["mantissas"] = [f"{int(entry, 16) * (2**ample - 1):x}" for entry in u["mantissas"]]
        yield "a dual vector perturbed within the slack", edited(certificate, (*path, "u"), u)


def _sign(mantissa: str) -> int:
    return -1 if mantissa.startswith("-") else 1


def _answers(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    case = case_of(certificate)
    for i, answer in enumerate(certificate["answers"]):
        n, fine = answer["n"], answer["n"] + 64
        bare = edited(certificate, ("answers", i, "samples"), [{**s, "label": None} for s in answer["samples"]])
        matrix = [nearest(entry, fine) for entry in member_matrix(certificate, fine + 64)]
        matrix[rng.randrange(len(matrix))] += nearest(WITHIN * Fraction(1, 2**n), fine)
        yield "labels not asked for", bare
        yield "a matrix barely within its tolerance", edited(bare, ("answers", i, "matrix"), dyadic(matrix))
        for s, sample in enumerate(answer["samples"]):
            path = ("answers", i, "samples", s)
            y = [nearest(entry, fine) for entry in member_sample(certificate, sample["k"])]
            y[rng.randrange(case.rows)] += nearest(WITHIN * Fraction(1, 2**n), fine)
            yield "a sample barely within its tolerance", edited(bare, (*path, "y"), dyadic(y))
            if sample["label"] is None:
                continue
            centre, label = values(sample["label"]["minimiser"]["x"]), values(sample["label"]["x"])
            at_centre = edited(certificate, (*path, "label", "x"), dyadic(centre))
            yield "a label at its minimiser", at_centre
            reach = _reach(certificate, answer, label, centre)
            j = rng.choice(sample["label"]["minimiser"]["support"] or [case.columns - 1])
            moved = list(centre)
            moved[j] += nearest(reach * WITHIN, fine) * (-1 if centre[j] < 0 else 1)
            if moved[j] != centre[j]:
                yield "another label as near", edited(certificate, (*path, "label", "x"), dyadic(moved))


def _reach(certificate: Json, answer: Json, label: list[Fraction], centre: list[Fraction]) -> Fraction:
    """How far the label is from its minimiser once equal columns are merged (as they are when their labels agree in
    sign; otherwise half of the plain distance, which is less)."""
    matrix, n = values(answer["matrix"]), certificate["class"]["columns"]
    groups: dict[tuple[Fraction, ...], list[int]] = {}
    for j in range(n):
        groups.setdefault(tuple(matrix[j::n]), []).append(j)
    merged = list(label)
    for group in groups.values():
        if min(label[j] for j in group) < 0 < max(label[j] for j in group):
            return Fraction(0)
        for j in group[1:]:
            merged[group[0]] += merged[j]
            merged[j] = Fraction(0)
    return distance(merged, centre)


def _outputs(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    if not certificate["witness"]["minimisers"]:
        return
    threshold = Fraction(1, 10 ** certificate["claim"]["level"])
    least = check_text(json.dumps(certificate)).error
    assert least is not None
    margin = Fraction(least) - threshold
    centres = {entry["k"]: values(entry["x"]) for entry in certificate["witness"]["minimisers"]}
    bits = 64 + 4 * certificate["class"]["digits"] + 64
    for i, run in enumerate(certificate["runs"]):
        for k in run["wrong"]:
            path, z = ("runs", i, "outputs", k), output_values(run["outputs"][k])
            j = rng.randrange(len(z))
            moved = [*z[:j], z[j] + nearest(margin * rng.choice([-1, 1]) / 2, bits), *z[j + 1 :]]
            yield "an output moved within its margin", edited(certificate, path, [rational(t) for t in moved])
            away = [t + (t - c) * 100 for t, c in zip(z, centres[k], strict=True)]
            yield "an output farther away", edited(certificate, path, [rational(t) for t in away])
            huge = {"exponent": 10**7, "mantissas": ["1"] * len(z)}
            yield "an output astronomically far away", edited(certificate, path, huge)


def _claims(certificate: Json, rng: random.Random) -> Iterator[tuple[str, Json]]:
    claim, runs = certificate["claim"], certificate["runs"]
    if claim["level"] < certificate["class"]["digits"]:
        yield "a smaller error claimed", edited(certificate, ("claim", "level"), claim["level"] + 1)
    if claim["samples_wrong"] > 1:
        yield "fewer samples claimed", edited(certificate, ("claim", "samples_wrong"), claim["samples_wrong"] - 1)
        if len(runs) == 1 and runs[0]["outcome"] == "wrong":
            fewer = edited(certificate, ("claim", "samples_wrong"), len(runs[0]["wrong"]) - 1)
            fewer["runs"][0]["wrong"] = rng.sample(runs[0]["wrong"], len(runs[0]["wrong"]) - 1)
            fewer["runs"][0]["wrong"].sort()
            yield "one sample not claimed", fewer
    split = edited(certificate, ("runs", 0, "tape"), runs[0]["tape"] + "0")
    split["runs"].append({**copy.deepcopy(runs[0]), "tape": runs[0]["tape"] + "1"})
    yield "a coin tossed in vain", split
    for i, run in enumerate(runs):
        yield "reads in another order", edited(certificate, ("runs", i, "reads"), list(reversed(run["reads"])))
        if run["outcome"] == "wrong" and run["reads"]:
            yield "a read not mentioned", edited(certificate, ("runs", i, "reads"), run["reads"][1:])
    if claim["data_bound"]:
        yield "a smaller bound", edited(certificate, ("claim", "data_bound"), claim["data_bound"] - 1)
    if any(run["outcome"] == "wrong" for run in runs) and claim["data_bound"] is None:
        yield "a bound not needed", edited(certificate, ("claim", "data_bound"), 5)
