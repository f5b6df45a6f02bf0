"""What a certificate says, in Fractions: the material that mutations are made of."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mpmath import mp

from tests.checker.case import Case
from tests.checker.producer import Json, mixing_matrix, num, to_fraction, values


def fraction(text: str) -> Fraction:
    """A rational number of the certificate."""
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator, 16), int(denominator or "1", 16))


def output_values(output: Any) -> list[Fraction]:
    """The network's value at one sample."""
    return values(output) if isinstance(output, dict) else [fraction(text) for text in output]


def case_of(certificate: Json) -> Case:
    """The class constants of the certificate, derived by the producer's own rules."""
    family, witness = certificate["class"], certificate["witness"]
    return Case(
        problem=family["problem"],
        digits=family["digits"],
        rows=family["rows"],
        columns=family["columns"],
        mixing=family["mixing"],
        lam=None if family["lam"] is None else fraction(family["lam"]),
        eta=None if family["eta"] is None else fraction(family["eta"]),
        design=family["sample_design"],
        samples=family["samples"],
        scale=witness["scale"],
        branch=witness["branch"],
        epsilon=fraction(witness["epsilon"]),
        indices=tuple(answer["n"] for answer in certificate["answers"]),
        support=sum(sign != "0" for sign in family["tails"][0]),
        tails=family["tails"],
        householder=family["householder"],
    )


def member_matrix(certificate: Json, bits: int) -> list[Fraction]:
    """A, row by row, each entry to about 2**-bits."""
    case = case_of(certificate)
    assert case.epsilon is not None
    with mp.workprec(bits + 64):
        q = mixing_matrix(case)
        heads = [case.a + (case.epsilon if j == case.branch - 1 else 0) for j in range(case.heads)]
        c = mp.sqrt(num(sum((h * h for h in heads), Fraction(0))))
        return [
            to_fraction(num(q[k][0]) * num(heads[j]) if j < case.heads else num(q[k][j - case.heads + 1]) * c)
            for k in range(case.rows)
            for j in range(case.columns)
        ]


def member_sample(certificate: Json, k: int) -> list[Fraction]:
    """y_k, exactly."""
    family, witness = certificate["class"], certificate["witness"]
    base = values(witness["samples"][k if family["sample_design"] == "common" else 0])
    step = fraction(witness["kappa"]) * k
    if not step:
        return base
    if witness["direction"] is not None:
        direction = values(witness["direction"])
    else:
        case = case_of(certificate)
        direction = [row[0] for row in mixing_matrix(case)]
        if case.mixing == "identity" and "0" in case.tails[0]:
            direction = [Fraction(int(r == 1 + case.tails[0].index("0"))) for r in range(case.rows)]
    return [p + step * g for p, g in zip(base, direction, strict=True)]


def distance(p: list[Fraction], q: list[Fraction]) -> Fraction:
    """||p - q||, to 400 bits beyond its size."""
    square = sum(((s - t) ** 2 for s, t in zip(p, q, strict=True)), Fraction(0))
    if not square:
        return Fraction(0)
    with mp.workprec(400 + abs(square.numerator.bit_length() - square.denominator.bit_length())):
        return to_fraction(mp.sqrt(num(square)))


def arrays(node: Any) -> list[Json]:
    """Every dyadic array below a node."""
    if isinstance(node, list):
        return [array for entry in node for array in arrays(entry)]
    if isinstance(node, dict):
        return [node] if "mantissas" in node else [array for entry in node.values() for array in arrays(entry)]
    return []
