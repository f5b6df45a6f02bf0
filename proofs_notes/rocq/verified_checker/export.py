"""Turns a project certificate into the text that the verified checker reads: ``export.py certificate.json > text``.

Nothing here is trusted: the exact dual certificates and separating functionals computed below are checked by the
program extracted from ``theories/Checker.v``, for which ``check_sound`` is proved. One text is written per run claimed
wrong. What that checker cannot decide raises ``OutOfRange``: the mixing dct, an irrational c, basis pursuit with
eta > 0 and a tail, samples that differ otherwise than by the spread of a cluster along the head, runs claimed only for
their data.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from math import isqrt, lcm

from barriers.checker.certificate import Answer, Certificate, Run
from barriers.checker.grammar import Dyadic, Ratio
from barriers.checker.omega import Omega, Scale

Vector = list[Fraction]
Matrix = list[Vector]


class OutOfRange(Exception):
    """The verified checker cannot decide this certificate; the message says why."""


class Block:
    """Xi(Q B, y) for the block form B: heads in row 0, one diagonal entry in each further row; b = Q^T y."""

    def __init__(self, mixing: Matrix, heads: Vector, diagonal: Vector, y: Vector) -> None:
        self.mixing, self.heads, self.diagonal = mixing, heads, diagonal
        self.b = transposed_times(mixing, y)

    def certificate(self, problem: str, lam: Fraction, eta: Fraction, near: Vector) -> tuple[Vector, Fraction, Vector]:
        """(u, rho, x): the dual vector, rho u the residual, and the minimiser nearest to ``near``."""
        top = max(self.heads)
        if top <= 0 or min(self.diagonal, default=Fraction(1)) <= 0:
            raise OutOfRange("a head or diagonal entry that is not positive")
        rho = self._residual(problem, lam, eta, top)
        dual = [clipped(self.b[0], rho, 1 / top)]
        dual += [clipped(entry, rho, 1 / c) for entry, c in zip(self.b[1:], self.diagonal, strict=True)]
        total = (self.b[0] - rho * dual[0]) / top
        tied = [j for j, head in enumerate(self.heads) if head == top]
        x = [Fraction(0)] * len(self.heads)
        sign = -1 if total < 0 else 1
        for j, entry in zip(tied, simplex_point([sign * near[j] for j in tied], sign * total), strict=True):
            x[j] = sign * entry
        x += [(b - rho * u) / c for b, u, c in zip(self.b[1:], dual[1:], self.diagonal, strict=True)]
        return times(self.mixing, dual), rho, x

    def _residual(self, problem: str, lam: Fraction, eta: Fraction, top: Fraction) -> Fraction:
        if problem == "lasso":
            return lam / 2
        if problem == "sqrt-lasso" or eta == 0:
            return Fraction(0)
        if any(self.b[1:]):
            raise OutOfRange("basis pursuit with eta > 0 and a tail: rho is irrational")
        if abs(self.b[0]) <= eta:
            raise OutOfRange("basis pursuit with ||y_n|| <= eta")
        return eta * top

    def functional(self, u: Vector, x: Vector, z: Vector) -> tuple[Vector, Vector]:
        """(p, q) with A^T p + q = x - z, q zero where the dual vector touches its bound."""
        gap = [first - second for first, second in zip(x, z, strict=True)]
        best = max(range(len(self.heads)), key=lambda j: self.heads[j])
        unmixed = [gap[best] / self.heads[best]]
        d = len(self.heads)
        unmixed += [gap[d + i] / c for i, c in enumerate(self.diagonal)]
        q = [gap[j] - head * unmixed[0] for j, head in enumerate(self.heads)] + [Fraction(0)] * len(self.diagonal)
        return times(self.mixing, unmixed), q


def clipped(entry: Fraction, rho: Fraction, bound: Fraction) -> Fraction:
    """entry / rho cut off at +-bound; its limit as rho tends to 0."""
    if rho > 0:
        return min(max(entry / rho, -bound), bound)
    return bound if entry > 0 else -bound if entry < 0 else Fraction(0)


def simplex_point(near: Vector, total: Fraction) -> Vector:
    """The point of {x >= 0, sum x = total} nearest to ``near``, total >= 0."""
    for kept in range(len(near), 0, -1):
        largest = sorted(near, reverse=True)[:kept]
        shift = (total - sum(largest)) / kept
        if largest[-1] + shift >= 0:
            return [max(entry + shift, Fraction(0)) if entry >= largest[-1] else Fraction(0) for entry in near]
    raise AssertionError("unreachable: one entry alone always fits")


def times(matrix: Matrix, vector: Vector) -> Vector:
    return [sum((a * x for a, x in zip(row, vector, strict=True) if a and x), Fraction(0)) for row in matrix]


def transposed_times(matrix: Matrix, vector: Vector) -> Vector:
    return times([list(column) for column in zip(*matrix, strict=True)], vector)


def exact(array: Dyadic) -> Vector:
    scale = Fraction(2) ** array.exponent
    return [mantissa * scale for mantissa in array.mantissas]


def rational(number: Ratio) -> Fraction:
    return Fraction(number.numerator, number.denominator)


def root(square: Fraction) -> Fraction:
    """The rational square root."""
    found = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    if found * found != square:
        raise OutOfRange("c = ||(a_1 ... a_d)|| is irrational")
    return found


class Writer:
    def __init__(self, tree: dict[str, object]) -> None:
        self.certificate = Certificate(tree)
        self.omega = Omega(self.certificate.family)
        self.scale = Scale(self.omega, self.certificate.witness.scale)
        family, witness = self.certificate.family, self.certificate.witness
        if not self.omega.mixing.exact:
            raise OutOfRange("the mixing dct is irrational")
        if family.design == "common" and family.samples > 1:
            raise OutOfRange("samples with different tails (the design common)")
        self.kappa = rational(witness.kappa)
        if self.kappa and family.mixing == "identity" and "0" in family.tails[0]:
            raise OutOfRange("a cluster that is spread along a zero tail coordinate")
        bits = 4096
        rows, _ = self.omega.mixing.entries(bits)
        self.mixing: Matrix = [[Fraction(entry, 1 << bits) for entry in row] for row in rows]
        a, epsilon = self.omega.size, rational(witness.epsilon)
        self.epsilon = epsilon
        self.heads = [a + epsilon if j == witness.branch - 1 else a for j in range(self.omega.heads)]
        self.c = root(sum((head * head for head in self.heads), Fraction(0)))
        self.base = exact(witness.bases[0])
        self.words: list[str] = []

    def sample(self, k: int) -> Vector:
        return [entry + self.kappa * k * row[0] for entry, row in zip(self.base, self.mixing, strict=True)]

    def numbers(self, values: Vector) -> None:
        """Over one denominator, so that the verified checker adds them without reducing fractions."""
        common = lcm(*(value.denominator for value in values))
        for value in values:
            numerator = value.numerator * (common // value.denominator)
            sign = "-" if numerator < 0 else ""
            self.words.append(f"{sign}{abs(numerator):x}" + ("" if common == 1 else f"/{common:x}"))

    def number(self, value: Fraction) -> None:
        self.numbers([value])

    def word(self, *words: object) -> None:
        self.words.extend(str(word) for word in words)

    def proof(self, block: Block, near: Vector) -> tuple[Vector, Vector]:
        """Writes a dual certificate; returns its u and x."""
        u, rho, x = block.certificate(self.omega.problem, self.omega.lam, self.omega.eta, near)
        self.numbers(u)
        self.number(rho)
        self.numbers(x)
        return u, x

    def head(self) -> None:
        omega, scale, witness = self.omega, self.scale, self.certificate.witness
        self.word("omega-k", omega.problem)
        self.number(omega.eta if omega.problem == "basis-pursuit" else omega.lam)
        self.word(omega.digits, omega.heads, omega.rows - 1, omega.samples)
        self.numbers([entry for row in self.mixing for entry in row])
        self.numbers([omega.size, self.epsilon, self.c])
        self.word(witness.branch - 1, witness.scale)
        self.number(scale.tau)
        self.numbers(self.base)
        for value in (scale.largest_epsilon, scale.largest_kappa, self.kappa):
            self.number(value)
        self.number(Fraction(1, 10**self.certificate.claim.level))

    def answer(self, index: int, answer: Answer) -> None:
        omega = self.omega
        flat = exact(answer.matrix)
        rows = [flat[i * omega.columns : (i + 1) * omega.columns] for i in range(omega.rows)]
        heads, diagonal = self.block_form(rows)
        self.word(index)
        self.numbers(flat)
        self.word(len(answer.samples))
        for k, sample in answer.samples.items():
            y = exact(sample.y)
            self.word(k)
            self.numbers(y)
            if sample.label is None:
                self.word("unread")
                continue
            x = exact(sample.label.x)
            self.word("label")
            self.numbers(x)
            self.proof(Block(self.mixing, heads, diagonal, y), x)

    def block_form(self, rows: Matrix) -> tuple[Vector, Vector]:
        """The heads and the diagonal of Q^T A_n."""
        columns = [transposed_times(self.mixing, list(column)) for column in zip(*rows, strict=True)]
        d = self.omega.heads
        for j, column in enumerate(columns):
            row = 0 if j < d else j - d + 1
            if any(entry for i, entry in enumerate(column) if i != row):
                raise OutOfRange("an answer whose matrix has not the block form")
        return [column[0] for column in columns[:d]], [column[j + 1] for j, column in enumerate(columns[d:])]

    def run(self, run: Run) -> str:
        """The text for one run that is claimed wrong."""
        if run.outcome != "wrong" or run.outputs is None:
            raise OutOfRange("a run claimed only for the data that it read")
        self.words = []
        self.head()
        read = {n for n, _ in run.reads}
        answers = {n: answer for n, answer in self.certificate.answers.items() if n in read}
        self.word(len(answers))
        for index, answer in answers.items():
            self.answer(index, answer)
        self.word(len(run.wrong))
        for k in run.wrong:
            stated = run.outputs[k]
            z = exact(stated) if isinstance(stated, Dyadic) else [rational(entry) for entry in stated]
            block = Block(self.mixing, self.heads, [self.c] * (self.omega.rows - 1), self.sample(k))
            self.word(k)
            self.numbers(z)
            u, x = self.proof(block, z)
            for part in block.functional(u, x, z):
                self.numbers(part)
        return " ".join(self.words) + "\n"


def export(tree: dict[str, object]) -> list[str]:
    """The texts of all runs of a certificate (a JSON tree). Raises OutOfRange, Unreadable or Invalid."""
    writer = Writer(tree)
    return [writer.run(run) for run in writer.certificate.runs]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        for text in export(json.load(file)):
            sys.stdout.write(text)
