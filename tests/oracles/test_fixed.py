"""A teacher's instance, given by numbers, answered at every accuracy."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from oracles import ComputableData, DyadicArray, InvalidArgument, RealArray, TrainingSet, round_answers

A = [[1, sp.sqrt(2), 0.5], [sp.pi, Fraction(1, 3), -2]]
FLOATS = np.array([[1, 2**0.5, 0.5], [np.pi, 1 / 3, -2]])


@pytest.mark.parametrize("n", [0, 1, 7, 40])
def test_every_accuracy(n: int) -> None:
    data = round_answers(A, [sp.cos(1), 4])
    assert np.linalg.norm(data.matrix(n).to_numpy() - FLOATS) <= 2.0**-n
    assert np.linalg.norm(data.sample(0, n).to_numpy() - [np.cos(1), 4]) <= 2.0**-n
    assert (data.shape, data.samples) == ((2, 3), 1)


def test_100000_bits() -> None:
    matrix = round_answers(A, [0, 0]).matrix(100_000)
    root, third = matrix[0, 1].to_fractions(), matrix[1, 1].to_fractions()
    slack = Fraction(1, 2**100_000)
    assert (root - slack) ** 2 < 2 < (root + slack) ** 2
    assert abs(third - Fraction(1, 3)) <= slack


def test_several_samples() -> None:
    data = round_answers(A, [[1, 2], [sp.sqrt(3), 4], [0.25, Fraction(1, 7)]])
    assert data.samples == 3
    assert data.sample(2, 20)[0] == 0.25
    assert abs(data.sample(1, 20)[0].to_fractions() ** 2 - 3) < Fraction(1, 2**18)
    for k in (-1, 3):
        with pytest.raises(InvalidArgument):
            data.sample(k, 0)


def test_columns_and_arrays_as_samples() -> None:
    exact = DyadicArray([1, 2], 0, (2,))
    for y in (
        [1, 2],
        np.array([1.0, 2.0]),
        sp.Matrix([1, 2]),
        exact,
        RealArray.of(exact),
        [RealArray.of(exact)],
        [[1, 2]],
    ):
        data = round_answers(A, y)
        assert data.samples == 1
        assert data.sample(0, 9) == exact


@pytest.mark.parametrize("y", [[1, 2, 3], [[1, 2], [1]], 5, [], [[1, 2, 3]]])
def test_misfitting_samples(y: object) -> None:
    with pytest.raises(InvalidArgument):
        round_answers(A, y)


@pytest.mark.parametrize("matrix", [[1, 2], 3, [[1, 2], [3]], [[1, 1j], [1, 2]]])
def test_misfitting_matrices(matrix: object) -> None:
    with pytest.raises(InvalidArgument):
        round_answers(matrix, [1, 2])


def test_bad_accuracies() -> None:
    data = round_answers(A, [1, 2])
    for n in (-1, 0.5, True):
        with pytest.raises(InvalidArgument):
            data.matrix(n)  # type: ignore[arg-type]


class WithLabels(ComputableData):
    """What a class of problems adds: the labels."""

    def label(self, k: int, n: int) -> DyadicArray:
        return DyadicArray.zeros((self.shape[1],))


def test_labels_are_added_on_top() -> None:
    base = round_answers(A, [1, 2])
    training_set = TrainingSet.of(WithLabels(base.A, base.ys), "lasso")
    assert (training_set.shape, training_set.samples) == ((2, 3), 1)
    assert training_set.A(5) == base.matrix(5)
    assert training_set.y(0, 5) == base.sample(0, 5)
    assert training_set.x(0, 5) == DyadicArray.zeros((3,))
