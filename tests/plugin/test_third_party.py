"""A package of somebody else's, made in a temporary folder: it installs beside ours and its tests run as documented."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "somebody-elses"
version = "1.0"
dependencies = ["computability-barriers"]

[tool.hatch.build.targets.wheel]
packages = ["somebody_elses"]
"""
ALGORITHM = '''
"""The label of the first sample, to 60 bits."""


def train(data):
    label = data.x(0, 60).to_numpy()
    return lambda y: label
'''
TESTS = """
import pytest

from barriers import check_algorithm, omega, parametrize_with_checks
from somebody_elses import train

CLASS = omega(rows=4, columns=5)
KNOWN = {"survives-at-K-1": "it waits for no data"}


@pytest.mark.barrier(rows=4, columns=5)
def test_the_theorem(barrier_game):
    assert barrier_game(train, levels=[6]).verdicts[0].status == "refuted"


@parametrize_with_checks([train], CLASS, expected_failures=KNOWN)
def test_conformance(algorithm, check):
    check(algorithm)
"""


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder / "installed"), str(ROOT)])}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True)


def test_it_installs_and_its_tests_pass(tmp_path: Path) -> None:
    (tmp_path / "somebody_elses").mkdir()
    (tmp_path / "somebody_elses" / "__init__.py").write_text(ALGORITHM, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_mine.py").write_text(TESTS, encoding="utf-8")
    offline = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    installed = run("-m", "pip", "install", *offline, "--target", "installed", ".", folder=tmp_path)
    assert installed.returncode == 0, installed.stderr
    (tmp_path / "somebody_elses").rename(tmp_path / "source")
    done = run("-m", "pytest", "-p", "no:cacheprovider", "--strict-markers", "-rx", "tests", folder=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "11 passed, 1 xfailed" in done.stdout
    assert "barriers: refutations" in done.stdout


def test_the_entry_points_are_ours() -> None:
    assert entry_points(group="pytest11", name="barriers")["barriers"].value == "barriers.pytest_plugin"
    hook = entry_points(group="hypothesis", name="barriers")["barriers"]
    assert hook.value == "barriers.strategies.registration:register"
