"""The pytest plugin, seen from outside: pytest is run on small suites in processes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import barriers

ROOT = Path(__file__).parents[2]
SUITE = """
import pytest

from barriers.candidates.zero import train


@pytest.mark.barrier(problem="lasso", digits=4, rows=4, columns=5)
def test_refuted(barrier_game, barrier_class):
    assert (barrier_class.problem, barrier_class.digits) == ("lasso", 4)
    report = barrier_game(train)
    assert report.verdicts[0].status == "refuted"


def test_default_class(barrier_class):
    assert (barrier_class.m, barrier_class.N) == (19, 20)


@pytest.mark.barrier("basis-pursuit", rows=4, columns=5)
def test_one_level(barrier_game):
    assert [v.digits for v in barrier_game(train, levels=[6]).verdicts] == [6]
"""
MISSPELT = """
import pytest


@pytest.mark.barrier(digit=4)
def test_misspelt(barrier_class):
    pass
"""


def run_pytest(folder: Path, suite: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pytest on a suite in an empty folder, with the plugin loaded as its entry point does."""
    (folder / "test_suite.py").write_text(suite, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "barriers.pytest_plugin", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_refutations_are_listed_with_valid_certificates(tmp_path: Path) -> None:
    done = run_pytest(tmp_path, SUITE, "--barriers-certificates", "found", "--strict-markers")
    assert done.returncode == 0, done.stdout
    assert "barriers: refutations" in done.stdout
    listed = [line for line in done.stdout.splitlines() if " digits, error > " in line]
    files = sorted(line.rsplit(": ", 1)[1] for line in listed)
    assert files == sorted(str(file.relative_to(tmp_path)) for file in (tmp_path / "found").iterdir())
    assert {json.loads((tmp_path / file).read_text())["claim"]["level"] for file in files} >= {4, 6}
    assert all(barriers.check(tmp_path / file).valid for file in files)


def test_workers_of_xdist_report_as_well(tmp_path: Path) -> None:
    done = run_pytest(tmp_path, SUITE, "-p", "xdist", "-n", "2", "--barriers-isolated")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(" digits, error > ") >= 2


def test_a_misspelt_argument_of_the_marker(tmp_path: Path) -> None:
    done = run_pytest(tmp_path, MISSPELT)
    assert done.returncode != 0
    assert "marker barrier: digit; it takes problem, digits" in done.stdout


def test_the_options_have_a_group_of_their_own(tmp_path: Path) -> None:
    done = run_pytest(tmp_path, "", "--help")
    assert "computability barriers:" in done.stdout
    assert "--barriers-certificates" in done.stdout


def test_nothing_heavy_is_imported_before_a_fixture_is_used(tmp_path: Path) -> None:
    suite = "import sys\n\n\ndef test_light():\n    assert not {'numpy', 'flint', 'sympy'} & set(sys.modules)\n"
    done = run_pytest(tmp_path, suite)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("folder", ["deep/er", "."])
def test_the_folder_for_certificates_is_made(tmp_path: Path, folder: str) -> None:
    done = run_pytest(tmp_path, SUITE, "--barriers-certificates", folder, "-k", "one_level")
    assert done.returncode == 0, done.stdout
    assert len(list((tmp_path / folder).glob("*-level6.json"))) == 1
