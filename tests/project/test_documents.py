"""What the documents tell people to type exists: commands, options, targets of make, files, extras."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import click
import pytest

from barriers.cli.app import app, run
from barriers.targets import parse_target
from tests.project.repository import ROOT, pyproject, text

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "SECURITY.md")


def code_lines(document: str) -> list[str]:
    """The lines of the shell blocks of a document, without prompts and comments."""
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", text(document), re.MULTILINE | re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in lines if re.match(r"(barriers|make|python|pip|\.venv/bin)\b", line)]


def commands() -> list[list[str]]:
    """The words of every `barriers ...` line of the documents, in blocks and in the text."""
    found = [line for document in DOCUMENTS for line in code_lines(document) if line.startswith("barriers ")]
    inline = re.findall(r"`(barriers [a-z][^`]*)`", "\n".join(text(document) for document in DOCUMENTS))
    return [shlex.split(line, comments=True)[1:] for line in dict.fromkeys(found + inline)]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_commands_and_their_options_exist(words):
    words = list(words)
    found: click.Command | None = app
    while isinstance(found, click.Group):
        found = found.get_command(click.Context(found), words.pop(0))
    assert found is not None
    options = {name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert {word.partition("=")[0] for word in words if word.startswith("--")} <= options


@pytest.mark.parametrize("words", [w for w in commands() if w[:1] == ["verify"]], ids=" ".join)
def test_targets_of_verify_exist(words, monkeypatch):
    monkeypatch.chdir(ROOT)
    if len(words) > 1 and words[1] not in ("TARGET", "mine.py:train"):
        assert callable(parse_target(words[1]).load())


def test_the_readme_shows_commands():
    assert {words[0] for words in commands()} >= {"verify", "check", "replay", "algorithms"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_targets_of_make_exist(document):
    named = set(
        re.findall(r"\bmake ([a-z]+)\b", "\n".join(re.findall(r"`[^`]+`|```.*?```", text(document), re.DOTALL)))
    )
    known = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert named <= known


@pytest.mark.parametrize("document", [*DOCUMENTS, "CHANGELOG.md"])
def test_files_linked_to_exist(document):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text(document))
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_extra_is_explained_and_exists():
    declared = set(pyproject()["project"]["optional-dependencies"])
    named = set(re.findall(r"^\| `([a-z]+)` \|.*\bpip\b|^\| `\[([a-z]+)\]`", text("README.md"), re.MULTILINE))
    assert {a or b for a, b in named} == declared


def python_blocks() -> list[str]:
    """The Python programs of the README."""
    return re.findall(r"^```python\n(.*?)^```", text("README.md"), re.MULTILINE | re.DOTALL)


def test_the_algorithm_of_the_readme_is_refuted(tmp_path, monkeypatch, capsys):
    (program,) = (block for block in python_blocks() if block.startswith("# mine.py"))
    (tmp_path / "mine.py").write_text(program, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (words,) = (words for words in commands() if words[:2] == ["verify", "mine.py:train"])
    assert run(words) == 1
    assert "6 digits: refuted, wrong at every sample" in capsys.readouterr().out
    assert run(["check", "w.json"]) == 0
    assert run(["replay", "w.json", "mine.py:train"]) == 0


def test_the_tests_of_the_readme_pass(tmp_path):
    (program,) = (block for block in python_blocks() if block.startswith("# test_mine.py"))
    (tmp_path / "test_mine.py").write_text(program, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(tmp_path)]
    finished = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout
    assert "refuted" in finished.stdout


def test_the_other_programs_of_the_readme_run(capsys):
    for block in python_blocks():
        if not block.startswith(("# mine.py", "# test_mine.py")):
            exec(compile(block, "README.md", "exec"), {"__name__": "readme"})
            expected = "refuted every sample" if "barriers.verify" in block else "label within 2^-20: ["
            assert expected in capsys.readouterr().out
