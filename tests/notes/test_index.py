"""The index of proofs_notes/README.md, walked in every direction: statements, proofs, code, tests, Rocq names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTES = ROOT / "proofs_notes"
PACKAGES = ("oracles", "constructions", "barriers", "networks")
LABEL = r"((?:Lemma|Theorem|Proposition|Corollary) \d+[a-z]?′?)"


@dataclass(frozen=True)
class Row:
    """One statement of the index."""

    statement: str
    proof: str
    code: tuple[str, ...]
    tests: tuple[str, ...]
    machine_checked: tuple[str, ...]

    @property
    def label(self) -> str | None:
        """ "Lemma 1", or None for a row about a whole note."""
        found = re.match(rf"(?:Enclosure |FIRENET )?{LABEL}\. ", self.statement)
        return found[1] if found else None


def _rows() -> tuple[Row, ...]:
    text = (NOTES / "README.md").read_text(encoding="utf-8").partition("\n## Index\n")[2]
    rows = []
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| statement "):
            statement, proof, code, tests, machine = (cell.strip() for cell in line.strip("|").split("|"))
            (target,) = re.findall(r"\]\(([^)]+)\)", proof)
            checked = () if machine == "no" else tuple(re.findall(r"`([^`]+)`", machine))
            assert machine == "no" or checked, f"neither names nor no: {machine}"
            paths = tuple(re.findall(r"`([^`]+)`", code)), tuple(re.findall(r"`([^`]+)`", tests))
            rows.append(Row(statement, target, *paths, checked))
    return tuple(rows)


ROWS = _rows()


def _labels(note: Path) -> list[str]:
    return re.findall(rf"^(?:\*\*|## ){LABEL}(?!\w)", note.read_text(encoding="utf-8"), re.MULTILINE)


def _notes() -> list[Path]:
    return sorted(path for path in NOTES.glob("*.md") if path.name != "README.md")


def test_the_index_is_there() -> None:
    assert len(ROWS) > 30


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.statement[:40])
def test_every_link_of_a_row_leads_somewhere(row: Row) -> None:
    assert (NOTES / row.proof).is_file()
    assert row.label is None or row.label in _labels(NOTES / row.proof)
    assert row.code
    assert row.tests
    assert [path for path in (*row.code, *row.tests) if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("note", _notes(), ids=lambda note: note.name)
def test_every_statement_of_a_note_has_a_row(note: Path) -> None:
    rows = [row for row in ROWS if row.proof == note.name]
    assert rows, f"{note.name} is not in the index"
    assert sorted(_labels(note)) == sorted(row.label for row in rows if row.label)


@pytest.mark.parametrize("note", [*_notes(), NOTES / "README.md"], ids=lambda note: note.name)
def test_links_between_notes_are_good(note: Path) -> None:
    text = note.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)\)", text)
    assert [link for link in links if not (NOTES / link).exists()] == []
    named = re.findall(r"`([a-z_0-9]+\.md)`", text)
    assert [name for name in named if not (NOTES / name).is_file()] == []


def test_every_symbolic_program_is_a_test_of_some_statement() -> None:
    programs = {path.relative_to(ROOT).as_posix() for path in (NOTES / "symbolic").glob("*.py")}
    assert programs == {path for row in ROWS for path in row.tests if path.startswith("proofs_notes/")}


def test_notes_that_the_code_cites_exist() -> None:
    cited = {
        (path.relative_to(ROOT).as_posix(), name)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for name in re.findall(r"proofs_notes/([a-z_0-9]+\.md)", path.read_text(encoding="utf-8"))
    }
    assert cited
    assert [pair for pair in sorted(cited) if not (NOTES / pair[1]).is_file()] == []


def _expected(name: str) -> str:
    path = NOTES / "rocq" / "expected" / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def test_machine_checked_names_are_in_the_expected_output_of_the_build() -> None:
    named = {name for row in ROWS for name in row.machine_checked}
    statements, axioms = _expected("statements.txt"), _expected("assumptions.txt")
    assert [name for name in sorted(named) if not re.search(rf"^{re.escape(name)}$", statements, re.MULTILINE)] == []
    assert [name for name in sorted(named) if f'= "{name}"' not in axioms] == []


def test_every_theorem_of_the_build_is_named_in_the_notes() -> None:
    proved = re.findall(r'^ *= "(\w+)"$', _expected("assumptions.txt"), re.MULTILINE)
    notes = "".join((NOTES / path).read_text(encoding="utf-8") for path in ("README.md", "rocq/README.md"))
    assert [name for name in proved if f"`{name}`" not in notes] == []
