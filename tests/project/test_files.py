"""Small files, versions that agree, and settings that are what they are said to be."""

from __future__ import annotations

import os
import re
import stat
from importlib.metadata import requires

import pytest

import barriers
from tests.project.repository import PACKAGES, ROOT, modules, normalised, pins, pyproject, text

LONGEST = 450


@pytest.mark.parametrize("folder", [*PACKAGES, "tests", "examples", "proofs_notes", "benchmarks", "lessons"])
def test_files_are_small(folder):
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules(folder)}
    assert [f"{path}: {count}" for path, count in lines.items() if count > LONGEST] == []


def test_every_package_is_typed():
    assert all((ROOT / package / "py.typed").is_file() for package in PACKAGES)


def test_versions_agree():
    version = pyproject()["project"]["version"]
    assert barriers.__version__ == version
    assert re.search(r"^version: (\S+)$", text("CITATION.cff"), re.MULTILINE)[1] == version  # type: ignore[index]
    assert f"## {version}" in text("CHANGELOG.md") or "## Unreleased" in text("CHANGELOG.md")


def test_tools_have_one_version_everywhere():
    ruff = re.findall(r"ruff==([\d.]+)", text(".pre-commit-config.yaml"))
    assert set(ruff) == {pins()["ruff"]}


def test_every_requirement_is_pinned():
    wanted = {
        normalised(re.split(r"[\s<>=!~;\[]", line, maxsplit=1)[0]) for line in requires("computability-barriers") or []
    }
    wanted |= {normalised(re.split(r"[<>=]", line)[0]) for line in pyproject()["build-system"]["requires"]}
    assert wanted - set(pins()) <= {"computability-barriers"}
    assert wanted >= {"python-flint", "torch", "pytest", "ruff", "hatchling"}


def test_constraints_are_pins_and_nothing_else():
    lines = [line for line in text("constraints.txt").splitlines() if not line.startswith("#")]
    assert len(lines) == len(pins())


def test_pytorch_is_pinned_without_a_build():
    assert pins()["torch"] == "2.13.0"


def test_ci_can_be_run():
    script = ROOT / ".ci" / "run"
    assert os.stat(script).st_mode & stat.S_IXUSR
    assert text(".ci/run").splitlines()[0] == "#!/usr/bin/env bash"
    assert "set -eu" in text(".ci/run")
