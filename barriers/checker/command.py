"""The command: one line per certificate, or JSON; exit 0 all valid, 1 some invalid, 2 some unreadable."""

from __future__ import annotations

import json
import sys

from .check import check_bytes, check_file
from .result import Result

USAGE = "usage: checker [--json] FILE...   (- is standard input)"


def main(arguments: list[str] | None = None) -> int:
    """Check each file named and return the exit code; wrong usage is 2."""
    given = sys.argv[1:] if arguments is None else arguments
    if "-h" in given or "--help" in given:
        print(USAGE)
        return 0
    names = [name for name in given if name != "--json"]
    unknown = [name for name in names if name.startswith("-") and name != "-"]
    if unknown or not names:
        print(f"unknown option {unknown[0]}; {USAGE}" if unknown else USAGE, file=sys.stderr)
        return 2
    results = [(name, check_bytes(sys.stdin.buffer.read()) if name == "-" else check_file(name)) for name in names]
    if "--json" in given:
        print(json.dumps({"files": [{"file": name, **result.as_dict()} for name, result in results]}, indent=2))
    else:
        for name, result in results:
            print(line(name, result))
    return exit_code([result for _, result in results])


def line(name: str, result: Result) -> str:
    """One line on one file: what is proved, or the first fault and where it is."""
    if result.valid:
        return f"{name}: valid: {result.statement}"
    return f"{name}: {result.status}: {result.path}: {result.reason}"


def exit_code(results: list[Result]) -> int:
    """2 if any is unreadable, else 1 if any is invalid, else 0."""
    return max(({"valid": 0, "invalid": 1, "unreadable": 2}[result.status] for result in results), default=0)
