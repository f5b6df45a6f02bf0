"""An oracle for a teacher's own instance, in one line: `oracle([[sqrt(2), 1]], [pi])`."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from constructions.general_minimiser import general_minimiser
from constructions.problems import Problem
from constructions.problems import problem as make_problem
from oracles.dyadic import DyadicArray
from oracles.fixed import ComputableData, round_answers
from oracles.training_set import TrainingSet


@dataclass(frozen=True)
class InstanceAnswers:
    """The training set of one instance: A_n and y_{k,n} by proved rounding, x_{k,n} by a certified minimiser of
    (A_n, y_{k,n})."""

    problem: Problem
    data: ComputableData
    _labels: dict[tuple[int, int], DyadicArray] = field(default_factory=dict, repr=False, compare=False)

    @property
    def shape(self) -> tuple[int, int]:
        """(m, N)."""
        return self.data.shape

    @property
    def samples(self) -> int:
        """R."""
        return self.data.samples

    def matrix(self, n: int) -> DyadicArray:
        """A_n, shape (m, N)."""
        return self.data.matrix(n)

    def sample(self, k: int, n: int) -> DyadicArray:
        """y_{k,n}, shape (m,)."""
        return self.data.sample(k, n)

    def label(self, k: int, n: int) -> DyadicArray:
        """x_{k,n}, shape (N,), within 2^-n of Ξ(A_n, y_{k,n}). Raises NotCertified where no minimiser could be
        certified."""
        if (k, n) not in self._labels:
            found = general_minimiser(self.problem, self.matrix(n), self.sample(k, n), n + 2)
            values = found.certificate.x.to_fractions()
            bits = n + 2 + self.shape[1].bit_length()
            self._labels[k, n] = DyadicArray.round_fractions(values, bits)
        return self._labels[k, n]


def oracle(
    A: object,
    y: object,
    *,
    problem: str = "lasso",
    lam: Fraction | int | None = None,
    eta: Fraction | int | None = None,
    digits: int = 6,
) -> TrainingSet:
    """A training set for one's own A (m rows of N numbers) and y (m numbers, or a sequence of such vectors).

    Entries may be ints, Fractions, floats (taken exactly), mpmath or sympy numbers (√2, π, cos(π/7), nested radicals).
    λ > 0 for the lassos (default 1), η ≥ 0 for basis pursuit (default 0). A(n), y(k, n), x(k, n) are proved to be
    within 2^-n. Raises InvalidArgument for what is not a matrix, vector or real number.

    >>> from sympy import sqrt, pi
    >>> data = oracle([[sqrt(2), 1]], [pi])
    >>> data.A(3).to_fractions()
    ((Fraction(45, 32), Fraction(1, 1)),)
    """
    program = make_problem(problem, lam=lam, eta=eta)
    answers = InstanceAnswers(program, round_answers(A, y))
    return TrainingSet(
        answers,
        problem=program.name,
        lam=program.lam,
        eta=program.eta,
        shape=answers.shape,
        samples=answers.samples,
        digits=digits,
    )
