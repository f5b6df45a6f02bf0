"""What the notes call machine-checked is in the committed output of the Rocq build, and rests on the axioms named.

These tests need no Rocq: that the committed output is the true one is `test_build`'s business.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROCQ = Path(__file__).parents[2] / "proofs_notes" / "rocq"
REAL_NUMBERS = {
    "ClassicalDedekindReals.sig_not_dec",
    "ClassicalDedekindReals.sig_forall_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
}


def theorems_called_checked() -> list[str]:
    """The names in backquotes in the theorem column of the README's table."""
    text = (ROCQ / "README.md").read_text(encoding="utf-8")
    table = text[text.index("## Machine-checked") : text.index("## The verified checker")]
    rows = [line.split("|")[2] for line in table.splitlines() if line.startswith("| ") and "`" in line]
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]


def assumptions() -> dict[str, set[str]]:
    """The axioms that each theorem depends on, as Rocq printed them."""
    found: dict[str, set[str]] = {}
    name = ""
    for line in (ROCQ / "expected" / "assumptions.txt").read_text(encoding="utf-8").splitlines():
        if match := re.match(r'\s+= "(\w+)"', line):
            name = match[1]
            found[name] = set()
        elif (match := re.match(r"([\w.]+)(?: :|$)", line)) and "." in match[1]:
            found[name].add(match[1])
    return found


def test_the_readme_names_theorems() -> None:
    names = theorems_called_checked()
    assert len(names) >= 40
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", theorems_called_checked())
def test_every_theorem_named_is_built(name: str) -> None:
    statements = (ROCQ / "expected" / "statements.txt").read_text(encoding="utf-8")
    assert re.search(rf"^{name}\s*$", statements, re.MULTILINE), f"{name} is not among the statements"
    assert assumptions()[name] <= REAL_NUMBERS


def names(audited: str) -> list[str]:
    return (ROCQ / "audit" / f"{audited}.txt").read_text(encoding="utf-8").split()


def test_all_theorems_are_printed_with_their_axioms() -> None:
    assert len(names("theorems")) == len(set(names("theorems")))
    assert set(names("theorems")) == set(assumptions())


@pytest.mark.parametrize("audited", ["definitions", "theorems"])
def test_every_name_audited_is_printed(audited: str) -> None:
    statements = (ROCQ / "expected" / "statements.txt").read_text(encoding="utf-8")
    for name in names(audited):
        short = name.rpartition(".")[2]
        inductive = rf"^(Inductive|Record|Variant) ([\w.]+\.)?{short}\b"
        assert re.search(rf"^([\w.]+\.)?{short}( =|\s*$)|{inductive}", statements, re.MULTILINE), name


def test_no_theorem_rests_on_another_axiom() -> None:
    found = assumptions()
    assert any(axioms for axioms in found.values())
    assert all(axioms <= REAL_NUMBERS for axioms in found.values())


@pytest.mark.parametrize("path", sorted((ROCQ / "theories").glob("*.v")), ids=lambda path: path.stem)
def test_no_gap_and_no_axiom(path: Path) -> None:
    text = re.sub(r"\(\*.*?\*\)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\b(Admitted|admit|Axiom|Axioms|Parameter|Parameters|Conjecture|Abort)\b", text)
    assert not re.search(r"bypass_check|Unset (Guard|Positivity|Universe)|type-in-type", text)


def test_every_file_is_built() -> None:
    project = (ROCQ / "_CoqProject").read_text(encoding="utf-8").split()
    assert {name for name in project if name.endswith(".v")} == {
        f"theories/{path.name}" for path in (ROCQ / "theories").glob("*.v")
    }


def test_the_executable_checker_knows_no_real_numbers() -> None:
    for name in ("ExactArithmetic.v", "Interval.v", "Cosines.v", "Certificate.v", "Checker.v"):
        imports = " ".join(re.findall(r"Require Import ([^.]*)\.", (ROCQ / "theories" / name).read_text("utf-8")))
        assert "Reals" not in imports
        assert not re.search(r"Rationals|Sound", imports)
