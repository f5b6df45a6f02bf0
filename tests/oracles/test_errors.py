"""Exceptions say what was expected, and stop what they must stop."""

import pickle

import pytest

from oracles import errors
from oracles.errors import BarriersError, InvalidArgument, InvalidRead, ReadAfterTraining, ReadLimit, TapeExhausted


def test_message_names_argument_value_and_type() -> None:
    assert str(InvalidArgument("rows", 1.5, "an integer")) == "Expected an integer but got rows=1.5 (type=float)."


def test_long_values_are_cut_in_the_middle() -> None:
    text = str(InvalidArgument("bits", list(range(10000)), "a short list"))
    assert len(text) < 250
    assert text.startswith("Expected a short list but got bits=[0, 1, 2")
    assert "9998, 9999] (type=list)." in text


def test_values_whose_repr_fails_still_give_a_message() -> None:
    # Python refuses to print integers of more than 4300 digits.
    assert "ValueError" in str(InvalidArgument("n", 10**5000, "a small number"))


def test_hierarchy() -> None:
    assert issubclass(InvalidArgument, BarriersError)
    assert issubclass(InvalidArgument, ValueError)
    assert issubclass(InvalidRead, InvalidArgument)
    assert issubclass(ReadAfterTraining, BarriersError)
    for stop in (ReadLimit, TapeExhausted):
        assert not issubclass(stop, Exception)
    assert all(issubclass(getattr(errors, name), BaseException) for name in errors.__all__)


@pytest.mark.parametrize("kind", [InvalidArgument, InvalidRead])
def test_pickle_keeps_everything(kind: type[InvalidArgument]) -> None:
    error = pickle.loads(pickle.dumps(kind("n", -1, "n >= 0")))
    assert (type(error), error.argument, error.value, error.allowed) == (kind, "n", -1, "n >= 0")
