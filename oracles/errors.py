"""The exceptions of the project."""

from __future__ import annotations

__all__ = ["BarriersError", "InvalidArgument", "InvalidRead", "ReadAfterTraining", "ReadLimit", "TapeExhausted"]

_LONGEST_VALUE = 120


class BarriersError(Exception):
    """Root of every exception that the project raises on purpose."""


def _shortened(value: object) -> str:
    """The value's repr, cut in the middle where it is long, and never raising itself."""
    try:
        text = repr(value)
    except Exception as error:  # a repr may fail for its own reasons (such as Python's limit on digits of an int)
        text = f"<{type(value).__name__} without a repr: {type(error).__name__}>"
    if len(text) <= _LONGEST_VALUE:
        return text
    half = (_LONGEST_VALUE - 3) // 2
    return f"{text[:half]}...{text[-half:]}"


class InvalidArgument(BarriersError, ValueError):
    """An argument outside what is allowed.

    `argument` names it, `value` is what was given, `allowed` says in words what would have been accepted.
    """

    def __init__(self, argument: str, value: object, allowed: str) -> None:
        super().__init__(argument, value, allowed)
        self.argument = argument
        self.value = value
        self.allowed = allowed

    def __str__(self) -> str:
        kind = type(self.value).__name__
        return f"Expected {self.allowed} but got {self.argument}={_shortened(self.value)} (type={kind})."


class InvalidRead(InvalidArgument):
    """A training set was asked for an accuracy n or a sample k that it does not have."""


class ReadAfterTraining(BarriersError):
    """A network read a datum or tossed a coin after the training that made it had returned."""


class ReadLimit(BaseException):
    """Raised into a training algorithm when the game stops it.

    Not an `Exception`, so that an algorithm's own `except Exception` does not swallow it.
    """


class TapeExhausted(BaseException):
    """A coin was asked of a fixed tape that has ended (not an `Exception`, for the reason given at `ReadLimit`)."""
