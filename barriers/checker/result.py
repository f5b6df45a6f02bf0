"""What a check ends with: a ``Result``, and the two exceptions that end it early."""

from __future__ import annotations


class Unreadable(Exception):
    """The text is not a certificate of a known version: ``reason``, and the JSON path where it was noticed."""

    def __init__(self, reason: str, path: str = "$") -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.path = path


class Invalid(Exception):
    """The text is a certificate and does not prove what it claims: ``reason``, and the JSON path of the first fault."""

    def __init__(self, reason: str, path: str = "$") -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.path = path


class Result:
    """The outcome of one check.

    ``status`` is "valid", "invalid" or "unreadable". For a valid certificate ``statement`` says in one sentence what is
    proved, ``level`` is the number of digits refuted, ``quantifier`` is "every sample" or "at least r of R samples",
    and ``error`` is a decimal string: the smallest proven error over the samples claimed wrong, rounded down (None when
    every run is claimed for its data alone). Otherwise ``reason`` is the first fault found and ``path`` its JSON path.
    """

    __slots__ = ("error", "level", "path", "quantifier", "reason", "statement", "status")

    def __init__(
        self,
        status: str,
        *,
        reason: str | None = None,
        path: str | None = None,
        statement: str | None = None,
        error: str | None = None,
        level: int | None = None,
        quantifier: str | None = None,
    ) -> None:
        self.status = status
        self.reason = reason
        self.path = path
        self.statement = statement
        self.error = error
        self.level = level
        self.quantifier = quantifier

    @property
    def valid(self) -> bool:
        """True exactly for the status "valid"."""
        return self.status == "valid"

    def as_dict(self) -> dict[str, object]:
        """The outcome as plain data, ready for JSON."""
        return {
            "status": self.status,
            "valid": self.valid,
            "reason": self.reason,
            "path": self.path,
            "statement": self.statement,
            "error": self.error,
            "level": self.level,
            "quantifier": self.quantifier,
        }

    def __repr__(self) -> str:
        detail = self.statement if self.valid else f"{self.path}: {self.reason}"
        return f"Result({self.status!r}, {detail!r})"
