"""Certificates in JSON as the text that the verified checker reads: a translation, no figure is computed here.

    python export.py certificate.json | ../build/verified-checker

Nothing here is trusted: a wrong text is refused, or proves what it says by itself.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from barriers.checker.certificate import Answer, Certificate, Minimiser, Run
from barriers.checker.grammar import Dyadic, Ratio
from barriers.checker.result import Invalid
from barriers.checker.syntax import digest, parse

LARGEST_EXPONENT = 4096
"""Outputs beyond 2**4096 in size are cut off by the Python checker; the verified one reads them as they are."""


class OutOfRange(Exception):
    """The verified checker cannot decide this certificate; the message says why."""


def export(tree: dict[str, object]) -> str:
    """The text of a certificate (a JSON tree).

    Raises OutOfRange; Unreadable or Invalid where form, seal or parameters are wrong.
    """
    certificate = Certificate(tree)
    if digest(tree) != certificate.digest:
        raise Invalid("the digest is not that of the content", "$.digest")
    if not 1 <= certificate.family.rows < certificate.family.columns:
        raise Invalid("expected 1 <= rows < columns", "$.class.rows")
    words = [*_class(certificate), *_member(certificate), *_claim(certificate), str(len(certificate.answers))]
    for index, answer in certificate.answers.items():
        words += _answer(index, answer, certificate.family.rows, certificate.family.columns)
    words.append(str(len(certificate.runs)))
    for run in certificate.runs:
        words += _run(run)
    return " ".join(words) + "\n"


def _integer(number: int) -> str:
    return f"{number:x}"


def _rational(number: Ratio) -> str:
    return f"{number.numerator:x}" + ("" if number.denominator == 1 else f"/{number.denominator:x}")


def _array(array: Dyadic) -> list[str]:
    return [_integer(array.exponent), *map(_integer, array.mantissas)]


def _flag(answer: bool) -> str:
    return "yes" if answer else "no"


def _counted(numbers: list[int]) -> list[str]:
    return [str(len(numbers)), *map(str, numbers)]


def _minimiser(minimiser: Minimiser) -> list[str]:
    return [*_array(minimiser.x), *_array(minimiser.u), *_counted(minimiser.support)]


def _class(certificate: Certificate) -> list[str]:
    family = certificate.family
    parameter, other = (family.eta, family.lam) if family.problem == "basis-pursuit" else (family.lam, family.eta)
    if parameter is None or other is not None:
        raise Invalid("a parameter that is missing or does not belong to the problem", "$.class")
    if (family.householder is not None) != (family.mixing == "householder"):
        raise Invalid("a vector is stated exactly for the mixing householder", "$.class.householder")
    vector = family.householder or []
    if family.householder is not None and len(vector) != family.rows:
        raise Invalid("expected one integer per row", "$.class.householder")
    words = [family.problem, _rational(parameter), str(family.digits)]
    words += [str(family.columns - family.rows + 1), str(family.rows - 1), family.mixing, *map(_integer, vector)]
    words += [family.design, str(family.samples), str(len(family.tails))]
    for pattern in family.tails:
        words += [_integer({"+": 1, "-": -1, "0": 0}[sign]) for sign in pattern]
    return ["omega-k", *words]


def _member(certificate: Certificate) -> list[str]:
    witness = certificate.witness
    if witness.branch < 1:
        raise Invalid("branches count from 1", "$.witness.branch")
    words = [witness.scale, str(witness.branch - 1), _rational(witness.epsilon), _rational(witness.kappa)]
    words.append(str(len(witness.bases)))
    for base in witness.bases:
        words += _array(base)
    words += ["no"] if witness.direction is None else ["yes", *_array(witness.direction)]
    words.append(str(len(witness.minimisers)))
    for k, minimiser in witness.minimisers.items():
        words += [str(k), *_minimiser(minimiser)]
    return words


def _claim(certificate: Certificate) -> list[str]:
    claim = certificate.claim
    words = [str(claim.level), str(claim.samples_wrong), str(claim.samples), _rational(claim.probability)]
    bound = claim.data_bound
    return [*words, "no"] if bound is None else [*words, "yes", _integer(bound)]


def _answer(index: int, answer: Answer, rows: int, columns: int) -> list[str]:
    words = [str(index), *_array(answer.matrix), str(len(answer.samples))]
    for k, sample in answer.samples.items():
        words += [str(k), *_array(sample.y), _flag(sample.label is not None)]
        if sample.label is not None:
            words += [*_array(sample.label.x), *_minimiser(sample.label.minimiser)]
    return words


def _run(run: Run) -> list[str]:
    words = [str(len(run.tape)), *(_flag(coin == "1") for coin in run.tape), str(len(run.reads))]
    for n, k in run.reads:
        words += [str(n), "no"] if k is None else [str(n), "yes", str(k)]
    outputs = run.outputs or []
    words.append(str(len(outputs)))
    for output in outputs:
        words += [_rational(entry) for entry in (_ratios(output) if isinstance(output, Dyadic) else output)]
    return [*words, run.outcome, *_counted(run.wrong)]


def _ratios(output: Dyadic) -> list[Ratio]:
    highest = max(0, *(abs(mantissa).bit_length() for mantissa in output.mantissas)) + output.exponent
    if highest > LARGEST_EXPONENT or output.exponent < -16 * LARGEST_EXPONENT:
        raise OutOfRange("an output with an exponent that large is not written out")
    numbers = [mantissa * Fraction(2) ** output.exponent for mantissa in output.mantissas]
    return [Ratio(number.numerator, number.denominator) for number in numbers]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        sys.stdout.write(export(parse(file.read())))
