"""The table of the two checkers in the Rocq README: every step named is in the Python file and in the Rocq file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROCQ = ROOT / "proofs_notes" / "rocq"
THEORIES = ROCQ / "theories"


def rows() -> list[list[str]]:
    text = (ROCQ / "README.md").read_text(encoding="utf-8").partition("| step | Python")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()[2:]]


@cache
def all_proofs() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(THEORIES.glob("*.v")))


def test_the_table_covers_the_python_checker() -> None:
    named = {file for row in rows() for file in re.findall(r"`(\w+\.py)`", row[1])}
    others = {"__init__.py", "__main__.py", "archive.py", "check.py", "command.py", "grammar.py", "result.py"}
    others |= {"statement.py", "syntax.py"}  # form and wording, nothing that is proved
    assert named | others == {path.name for path in (ROOT / "barriers" / "checker").glob("*.py")}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_every_name_of_a_row_exists(row: list[str]) -> None:
    _, python, program, proofs = row
    file, *names = re.findall(r"`([\w.]+)`", python)
    text = (ROOT / "barriers" / "checker" / file).read_text(encoding="utf-8")
    assert names
    assert [name for name in names if not re.search(rf"^(class|def) {name}\b", text, re.MULTILINE)] == []
    text = (THEORIES / program.split()[0]).read_text(encoding="utf-8")
    kinds = r"^ *(Definition|Fixpoint|Record|Inductive)"
    for name in re.findall(r"`(\w+)`", program):
        assert re.search(rf"{kinds} {name}\b", text, re.MULTILINE), name
    for name in re.findall(r"`(\w+)`", proofs):
        assert re.search(rf"^ *(Lemma|Theorem) {name}\b", all_proofs(), re.MULTILINE), name
