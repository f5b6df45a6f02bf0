"""The wheel: built from the sources, it holds what it should, says what it should, and works where it is unpacked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

from tests.project.repository import PACKAGES, ROOT, modules, pyproject


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built in a temporary folder without asking any index."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    """Its METADATA."""
    archive = zipfile.ZipFile(wheel)
    (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
    return Parser().parsestr(archive.read(name).decode("utf-8"))


def test_holds_every_module_the_schemas_and_the_type_markers(names):
    assert {path.relative_to(ROOT).as_posix() for path in modules(*PACKAGES)} <= names
    assert {f"{package}/py.typed" for package in PACKAGES} <= names
    schemas = {path.relative_to(ROOT).as_posix() for path in (ROOT / "barriers").rglob("*.json")}
    assert any("certificate" in name for name in schemas)
    assert schemas <= names


def test_holds_nothing_else(names):
    folders = {name.partition("/")[0] for name in names}
    (information,) = folders - set(PACKAGES)
    assert information.endswith(".dist-info")
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_metadata(metadata):
    project = pyproject()["project"]
    assert metadata["Name"] == "computability-barriers"
    assert metadata["Version"] == project["version"]
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert set(metadata.get_all("Provides-Extra") or []) == set(project["optional-dependencies"])
    core = {line for line in metadata.get_all("Requires-Dist") or [] if "extra ==" not in line}
    assert len(core) == len(project["dependencies"])
    assert any(line.startswith("python-flint>=0.9") for line in core)


def test_works_where_it_is_unpacked(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}

    def python(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *words]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert python("-c", "import barriers; print(barriers.__file__)").stdout.startswith(str(tmp_path / "site"))
    words = ("verify", "exact-column", "--rows", "2", "--columns", "3", "--mixing", "identity", "--levels", "K")
    played = python("-m", "barriers", *words, "--certificate", "w.json", "--json")
    assert played.returncode == 1, played.stderr
    assert json.loads(played.stdout)["verdicts"][0]["status"] == "refuted"
    assert python("-m", "barriers", "check", "w.json").returncode == 0
