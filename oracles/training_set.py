"""The training set: an oracle which an algorithm may ask for data of any accuracy."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, Literal, NoReturn, Protocol, SupportsIndex, cast

import numpy as np

from oracles.coins import CoinTape
from oracles.dyadic import DyadicArray
from oracles.errors import InvalidArgument, InvalidRead, ReadAfterTraining
from oracles.transcript import Read, Tally, Transcript

__all__ = ["Answers", "Recorder", "TrainingSet", "open_training_set"]

BeforeRead = Callable[[Read, Transcript], None]

PROBLEMS: Final = ("basis-pursuit", "lasso", "sqrt-lasso")


class Answers(Protocol):
    """Whatever can answer: one training set, that is, a function of (k, n).

    The same question must always get the same answer. `matrix(n)` is within 2^-n of A (Frobenius norm), `sample(k, n)`
    within 2^-n of y_k, and `label(k, n)` within 2^-n of a minimiser of the problem of (matrix(n), sample(k, n)).
    """

    def matrix(self, n: int, /) -> DyadicArray: ...

    def sample(self, k: int, n: int, /) -> DyadicArray: ...

    def label(self, k: int, n: int, /) -> DyadicArray: ...


class _Session:
    """What the algorithm's view and the recorder share: the answers, the log and whether training is over."""

    def __init__(
        self, answers: Answers, shape: tuple[int, int], tape: CoinTape, before_read: BeforeRead | None
    ) -> None:
        self.answers = answers
        self.shape = shape
        self.tape = tape
        self.before_read = before_read
        self.reads: list[Read] = []
        self.tally = Tally()
        self.violations: list[str] = []
        self.closed = False
        self.stopped: BaseException | None = None

    def transcript(self) -> Transcript:
        return Transcript.snapshot(self.reads, self.tape.bits, self.tally)

    def _check_open(self, what: str) -> None:
        if self.stopped is not None:
            raise self.stopped.with_traceback(None)
        if self.closed:
            self.violations.append(what)
            raise ReadAfterTraining(f"{what} after training had returned: what was returned is not a network")

    def read(self, read: Read) -> DyadicArray:
        name = f"{read.kind}({read.n})" if read.k is None else f"{read.kind}({read.k}, {read.n})"
        self._check_open(f"read {name}")
        if self.before_read is not None:
            try:
                self.before_read(read, self.transcript())
            except BaseException as stop:
                self.stopped = stop
                raise
        # Logged before the answer is made: what was asked counts, even if the answer fails or the asker gives up.
        self.reads.append(read)
        self.tally.add(read)
        return self._checked(name, self._answer(read), read.kind)

    def _answer(self, read: Read) -> DyadicArray:
        if read.k is None:
            return self.answers.matrix(read.n)
        if read.kind == "y":
            return self.answers.sample(read.k, read.n)
        return self.answers.label(read.k, read.n)

    def _checked(self, name: str, answer: DyadicArray, kind: str) -> DyadicArray:
        rows, columns = self.shape
        shape = {"A": (rows, columns), "y": (rows,), "x": (columns,)}[kind]
        if not isinstance(cast(object, answer), DyadicArray) or answer.shape != shape:
            raise InvalidArgument(f"the answer to {name}", answer, f"a DyadicArray of shape {shape}")
        return answer.normalised()  # one number, one form: mantissas and exponent tell nothing but the value

    def coin(self) -> int:
        self._check_open("coin")
        return self.tape.bit()

    def rng(self) -> np.random.Generator:
        self._check_open("coins of rng()")
        return self.tape.rng()


def _natural(argument: str, value: object, below: int | None) -> int:
    """`value` as an int in [0, below), numpy integers included; bool, float and everything else raise InvalidRead."""
    allowed = "an integer n >= 0" if below is None else f"an integer in 0..{below - 1}"
    if isinstance(value, bool):
        raise InvalidRead(argument, value, allowed)
    try:
        number = operator.index(cast(SupportsIndex, value))
    except TypeError:
        raise InvalidRead(argument, value, allowed) from None
    if number < 0 or (below is not None and number >= below):
        raise InvalidRead(argument, value, allowed)
    return number


def _parameter(argument: str, value: Fraction | int | None, positive: bool) -> Fraction | None:
    if value is None:
        return None
    if (
        isinstance(value, bool)
        or not isinstance(cast(object, value), Fraction | int)
        or value < 0
        or (positive and value == 0)
    ):
        raise InvalidArgument(argument, value, f"a rational number {'> 0' if positive else '>= 0'} or None")
    return Fraction(value)


class TrainingSet:
    """What a training algorithm sees. Reading and coin tossing end when training returns.

    problem   "basis-pursuit", "lasso" or "sqrt-lasso"
    lam, eta  the parameter as a Fraction; None where the problem has no such parameter
    shape     (m, N): A is m x N, each y has m entries, each x has N
    samples   R, the number of samples; k runs from 0 to R - 1
    digits    the digits of accuracy asked for
    omega     the public class that the instance comes from (None where there is none); an algorithm may depend on it

    `answers` is asked afresh at every read. `tape` supplies the coins (default: the tape of seed 0). `before_read` is
    called with each read and the transcript so far, and stops the algorithm by raising (such as ReadLimit): whatever
    it raised, every later read or coin raises again. Raises InvalidArgument for parameters outside these ranges.
    """

    __slots__ = ("_session", "digits", "eta", "lam", "omega", "problem", "samples", "shape")

    problem: Literal["basis-pursuit", "lasso", "sqrt-lasso"]
    lam: Fraction | None
    eta: Fraction | None
    shape: tuple[int, int]
    samples: int
    digits: int
    omega: Any

    def __init__(
        self,
        answers: Answers,
        *,
        problem: str,
        lam: Fraction | int | None = None,
        eta: Fraction | int | None = None,
        shape: tuple[int, int],
        samples: int = 1,
        digits: int = 6,
        omega: object = None,
        tape: CoinTape | None = None,
        before_read: BeforeRead | None = None,
    ) -> None:
        if problem not in PROBLEMS:
            raise InvalidArgument("problem", problem, f"one of {', '.join(PROBLEMS)}")
        if len(shape) != 2 or any(isinstance(size, bool) or not isinstance(size, int) or size < 1 for size in shape):
            raise InvalidArgument("shape", shape, "two positive integers (m, N)")
        if isinstance(samples, bool) or samples < 1:
            raise InvalidArgument("samples", samples, "an integer >= 1")
        if isinstance(digits, bool) or digits < 0:
            raise InvalidArgument("digits", digits, "an integer >= 0")
        view: dict[str, object] = {
            "problem": problem,
            "lam": _parameter("lam", lam, positive=True),
            "eta": _parameter("eta", eta, positive=False),
            "shape": (shape[0], shape[1]),
            "samples": samples,
            "digits": digits,
            "omega": omega,
            "_session": _Session(answers, shape, CoinTape(seed=0) if tape is None else tape, before_read),
        }
        for name, value in view.items():
            object.__setattr__(self, name, value)

    @classmethod
    def of(cls, answers: Answers, problem: str = "sqrt-lasso", **parameters: Any) -> TrainingSet:
        """A training set for a lesson: what is not named is filled in.

        lam = 1 for the lassos, eta = 0 for basis pursuit, and shape and number of samples from the answers' own
        attributes `shape` and `samples` where they have them, else from the answer matrix(0) and as one sample.
        """
        if problem == "basis-pursuit":
            parameters.setdefault("eta", Fraction(0))
        else:
            parameters.setdefault("lam", Fraction(1))
        if "shape" not in parameters:
            shape = getattr(answers, "shape", None)
            parameters["shape"] = answers.matrix(0).shape if shape is None else tuple(shape)
        parameters.setdefault("samples", getattr(answers, "samples", 1))
        return cls(answers, problem=problem, **parameters)

    def A(self, n: int) -> DyadicArray:
        """The matrix to within 2^-n (Frobenius norm), shape (m, N). Raises InvalidRead unless n is an integer >= 0."""
        return self._ask("A", n)

    def y(self, k: int, n: int) -> DyadicArray:
        """Sample k to within 2^-n, shape (m,). Raises InvalidRead unless 0 <= k < R and n >= 0 are integers."""
        return self._ask("y", n, k)

    def x(self, k: int, n: int) -> DyadicArray:
        """A point within 2^-n of a minimiser of the problem of (A(n), y(k, n)), shape (N,). Raises as `y` does."""
        return self._ask("x", n, k)

    def _ask(self, kind: Literal["A", "y", "x"], *place: object) -> DyadicArray:
        n = _natural("n", place[0], None)
        k = _natural("k", place[1], self.samples) if len(place) > 1 else None
        return self._private().read(Read(kind, n, k))

    def _private(self) -> _Session:
        return cast(_Session, object.__getattribute__(self, "_session"))

    def coin(self) -> int:
        """One fair bit, 0 or 1."""
        return self._private().coin()

    def rng(self) -> np.random.Generator:
        """A numpy generator seeded by 128 fresh coins."""
        return self._private().rng()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a training set cannot be changed: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a training set cannot be changed: {name}")

    def __repr__(self) -> str:
        return f"<TrainingSet: {self.problem}, shape {self.shape}, {self.samples} samples, {self.digits} digits>"


class Recorder:
    """The referee's side of a training set: what was read, and the end of training."""

    __slots__ = ("_session",)

    def __init__(self, session: _Session) -> None:
        self._session = session

    def transcript(self) -> Transcript:
        """What has been read and tossed so far."""
        return self._session.transcript()

    def close(self) -> None:
        """End training: every later read or coin raises ReadAfterTraining and is noted in `violations`."""
        self._session.closed = True

    @property
    def closed(self) -> bool:
        """Whether training is over."""
        return self._session.closed

    @property
    def violations(self) -> tuple[str, ...]:
        """What was asked after the end, one line each, whether or not the asker swallowed the exception."""
        return tuple(self._session.violations)

    @property
    def stopped(self) -> BaseException | None:
        """What `before_read` raised to stop the algorithm; None where it let everything pass."""
        return self._session.stopped


def open_training_set(
    answers: Answers,
    *,
    problem: str,
    lam: Fraction | int | None = None,
    eta: Fraction | int | None = None,
    shape: tuple[int, int],
    samples: int = 1,
    digits: int = 6,
    omega: object = None,
    tape: CoinTape | None = None,
    before_read: BeforeRead | None = None,
) -> tuple[TrainingSet, Recorder]:
    """A training set and its recorder, held apart: the algorithm gets the first, the referee keeps the second.

    Arguments and errors as for TrainingSet.
    """
    training_set = TrainingSet(
        answers,
        problem=problem,
        lam=lam,
        eta=eta,
        shape=shape,
        samples=samples,
        digits=digits,
        omega=omega,
        tape=tape,
        before_read=before_read,
    )
    return training_set, Recorder(training_set._private())
