"""The training set: what may be asked, what is recorded, what is hidden."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from oracles import (
    CoinTape,
    DyadicArray,
    InvalidArgument,
    InvalidRead,
    Read,
    ReadAfterTraining,
    ReadLimit,
    Recorder,
    TapeExhausted,
    TrainingSet,
    Transcript,
    open_training_set,
)


class Counting:
    """Answers that tell which question they belong to."""

    shape = (2, 3)
    samples = 4

    def matrix(self, n: int) -> DyadicArray:
        return DyadicArray([n] * 6, 0, (2, 3))

    def sample(self, k: int, n: int) -> DyadicArray:
        return DyadicArray([k, n], 0, (2,))

    def label(self, k: int, n: int) -> DyadicArray:
        return DyadicArray([k, n, -1], 0, (3,))


def opened(**parameters: Any) -> tuple[TrainingSet, Recorder]:
    given: dict[str, Any] = {"problem": "lasso", "lam": 1, "shape": (2, 3), "samples": 4, "digits": 5, **parameters}
    return open_training_set(given.pop("answers", Counting()), **given)


def test_answers_reach_the_algorithm() -> None:
    data, recorder = opened(lam=Fraction(1, 3), omega="public")
    assert data.A(7) == DyadicArray([7] * 6, 0, (2, 3))
    assert data.y(2, 9) == DyadicArray([2, 9], 0, (2,))
    assert data.x(np.int64(3), np.uint8(0)) == DyadicArray([3, 0, -1], 0, (3,))  # type: ignore[arg-type]
    assert (data.problem, data.lam, data.eta, data.shape) == ("lasso", Fraction(1, 3), None, (2, 3))
    assert (data.samples, data.digits, data.omega) == (4, 5, "public")
    assert recorder.transcript() == Transcript([Read("A", 7), Read("y", 9, 2), Read("x", 0, 3)])
    assert type(recorder.transcript().reads[2].n) is int, "numpy integers are recorded as ints"


@pytest.mark.parametrize("n", [-1, 1.0, True, np.True_, "1", None, 2.5, np.float64(1), DyadicArray([1], 0, ())])
def test_bad_accuracies(n: Any) -> None:
    data, recorder = opened()
    for ask in (lambda: data.A(n), lambda: data.y(0, n), lambda: data.x(0, n)):
        with pytest.raises(InvalidRead) as caught:
            ask()
        assert caught.value.argument == "n"
    assert len(recorder.transcript()) == 0


@pytest.mark.parametrize("k", [-1, 4, 0.0, False, None])
def test_bad_samples(k: Any) -> None:
    data, recorder = opened()
    for ask in (lambda: data.y(k, 1), lambda: data.x(k, 1)):
        with pytest.raises(InvalidRead) as caught:
            ask()
        assert caught.value.argument == "k"
    assert len(recorder.transcript()) == 0


def test_reads_and_coins_after_training_are_refused_and_noted() -> None:
    data, recorder = opened()
    data.A(1)
    data.coin()
    before = recorder.transcript()
    assert not recorder.closed
    recorder.close()
    assert recorder.closed
    acts = (lambda: data.A(2), lambda: data.y(1, 2), lambda: data.x(0, 3), data.coin, data.rng)
    for act in acts:
        with pytest.raises(ReadAfterTraining):  # swallowed here as by a network that hides what it does
            act()
    assert recorder.violations == ("read A(2)", "read y(1, 2)", "read x(0, 3)", "coin", "coins of rng()")
    assert recorder.transcript() == before


def test_before_read_sees_the_read_and_what_came_before() -> None:
    seen: list[tuple[Read, int]] = []
    data, _ = opened(before_read=lambda read, so_far: seen.append((read, so_far.data_used)))
    data.A(1)
    data.y(0, 1)
    data.y(0, 2)
    assert seen == [(Read("A", 1), 0), (Read("y", 1, 0), 1), (Read("y", 2, 0), 1)]


@pytest.mark.parametrize("stop", [ReadLimit("enough"), RuntimeError("broken")])
def test_a_stop_is_final(stop: BaseException) -> None:
    def before_read(read: Read, so_far: Transcript) -> None:
        if so_far.data_used >= 2:
            raise stop

    data, recorder = opened(before_read=before_read)
    data.A(0)
    data.A(1)
    for act in (lambda: data.A(2), lambda: data.A(0), lambda: data.y(0, 0), data.coin, data.rng):
        with pytest.raises(type(stop)) as caught:
            act()
        assert caught.value is stop
    assert recorder.stopped is stop
    assert recorder.transcript().reads == (Read("A", 0), Read("A", 1)), "the refused reads are not among the reads"


def test_coins_are_recorded() -> None:
    data, recorder = opened(tape=CoinTape(bits=(1, 0)))
    assert [data.coin(), data.coin()] == [1, 0]
    with pytest.raises(TapeExhausted):
        data.coin()
    assert recorder.transcript().coins == (1, 0)


def test_rng_takes_128_coins() -> None:
    data, recorder = opened(tape=CoinTape(seed=9))
    assert data.rng().random() == CoinTape(seed=9).rng().random()
    assert len(recorder.transcript().coins) == 128


def test_the_default_tape_is_reproducible() -> None:
    assert opened()[0].rng().random() == opened()[0].rng().random()


def test_answers_of_a_wrong_shape_are_named() -> None:
    class Wrong(Counting):
        def sample(self, k: int, n: int) -> DyadicArray:
            return DyadicArray([1, 2, 3], 0, (3,))

    with pytest.raises(InvalidArgument, match=r"the answer to y\(0, 1\)"):
        opened(answers=Wrong())[0].y(0, 1)


def test_failing_answers_count_as_asked() -> None:
    class Failing(Counting):
        def matrix(self, n: int) -> DyadicArray:
            raise ZeroDivisionError

    data, recorder = opened(answers=Failing())
    with pytest.raises(ZeroDivisionError):
        data.A(5)
    assert recorder.transcript().reads == (Read("A", 5),)


def test_nothing_secret_is_public_and_nothing_changes() -> None:
    secret = Counting()
    data, _ = opened(answers=secret)
    public = [name for name in dir(data) if not name.startswith("_")]
    assert sorted(public) == sorted(
        ["A", "y", "x", "coin", "rng", "of", "problem", "lam", "eta", "shape", "samples", "digits", "omega"]
    )
    assert all(getattr(data, name) is not secret for name in public)
    for name in ("digits", "samples", "new"):
        with pytest.raises(AttributeError):
            setattr(data, name, 1)
    with pytest.raises(AttributeError):
        del data.digits


@pytest.mark.parametrize(
    "parameters",
    [
        {"problem": "ridge"},
        {"lam": 0},
        {"lam": -1},
        {"lam": 0.5},
        {"eta": -1},
        {"eta": True},
        {"shape": (2,)},
        {"shape": (0, 3)},
        {"samples": 0},
        {"digits": -1},
    ],
)
def test_refused_parameters(parameters: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument):
        opened(**parameters)


def test_of_fills_in_what_is_not_named() -> None:
    data = TrainingSet.of(Counting())
    assert (data.problem, data.lam, data.eta, data.shape, data.samples) == ("sqrt-lasso", 1, None, (2, 3), 4)
    pursuit = TrainingSet.of(Counting(), "basis-pursuit", digits=2)
    assert (pursuit.lam, pursuit.eta, pursuit.digits) == (None, 0, 2)


def test_of_asks_the_matrix_where_there_is_no_shape() -> None:
    class Bare:
        def matrix(self, n: int) -> DyadicArray:
            return DyadicArray.zeros((3, 5))

        def sample(self, k: int, n: int) -> DyadicArray:
            return DyadicArray.zeros((3,))

        def label(self, k: int, n: int) -> DyadicArray:
            return DyadicArray.zeros((5,))

    data = TrainingSet.of(Bare())
    assert (data.shape, data.samples) == ((3, 5), 1)
    assert data.x(0, 3).shape == (5,)
