"""TARGET: the three forms, and what counts as which kind of error."""

from __future__ import annotations

import pytest

from barriers.targets import TargetCrashed, parse_target
from oracles.errors import InvalidArgument


def write(folder, name, program):
    """A file in a folder; its path."""
    path = folder / name
    path.write_text(program)
    return path


def test_a_file_is_imported_once_per_load_under_a_private_name(folder):
    path = write(folder, "json.py", "def train(data): return 'mine'\n")  # the name of a standard module
    assert parse_target(f"{path}:train").load()(None) == "mine"
    import json

    assert json.loads("1") == 1


def test_a_function_may_be_an_attribute(folder):
    path = write(folder, "classes.py", "class Solver:\n    @staticmethod\n    def train(data): return 1\n")
    assert parse_target(f"{path}:Solver.train").load()(None) == 1


def test_a_file_may_import_its_neighbours(folder, monkeypatch):
    monkeypatch.syspath_prepend(folder)  # undone after the test, as the entry that load() adds
    write(folder, "neighbour_of_target.py", "value = 5\n")
    path = write(
        folder, "imports_neighbour.py", "from neighbour_of_target import value\ndef train(data): return value\n"
    )
    assert parse_target(f"{path}:train").load()(None) == 5


def test_dataclasses_work_in_a_file(folder):
    program = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass Net:\n    n: int\n"
    )
    assert parse_target(f"{write(folder, 'data.py', program)}:Net").load()(3).n == 3


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import sys; sys.exit(0)", "SystemExit"),
        ("import module_that_is_not_there", "ModuleNotFoundError"),
        ("def train(data)", "SyntaxError"),
    ],
)
def test_raising_on_import_is_a_crash(folder, program, said):
    path = write(folder, "raises.py", program + "\n")
    with pytest.raises(TargetCrashed, match=said):
        parse_target(f"{path}:train").load()


def test_a_module_whose_own_import_fails_is_a_crash(folder, monkeypatch):
    monkeypatch.syspath_prepend(folder)
    write(folder, "needs_something.py", "import module_that_is_not_there\n")
    with pytest.raises(TargetCrashed, match="module_that_is_not_there"):
        parse_target("needs_something:train").load()


@pytest.mark.parametrize("text", ["", ":", ":train", "a b:train", "x.py:1", "module:", "./x:train", "x.py:a..b"])
def test_other_forms_are_refused_before_anything_is_imported(text):
    with pytest.raises(InvalidArgument, match="TARGET"):
        parse_target(text)


def test_an_interrupt_passes_through(folder):
    path = write(folder, "interrupted.py", "raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        parse_target(f"{path}:train").load()
