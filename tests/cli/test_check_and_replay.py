"""`barriers check` and `barriers replay`: outcomes and exit codes, and the checker alone."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

SMALL = ("--rows", 2, "--columns", 4, "--mixing", "identity", "--levels", "K")


@pytest.fixture
def certificate(command, folder):
    """A certificate against `label-copier`, in the current folder."""
    assert command("verify", "label-copier", *SMALL, "--certificate", "w.json").code == 1
    return folder / "w.json"


def spoil(path, name):
    """A copy of the certificate that claims another branch."""
    document = json.loads(path.read_text())
    document["witness"]["branch"] = document["witness"]["branch"] % 3 + 1
    other = path.with_name(name)
    other.write_text(json.dumps(document))
    return other


def test_exit_codes_of_check(command, folder, certificate):
    spoiled = spoil(certificate, "spoiled.json")
    (folder / "text.json").write_text("not JSON")
    assert command("check", "w.json").code == 0
    assert command("check", "w.json", spoiled).code == 1
    assert command("check", "w.json", spoiled, "text.json").code == 2
    assert command("check", "absent.json").code == 2


def test_check_says_what_is_proved(command, certificate):
    done = command("check", "w.json")
    assert done.out.startswith("w.json: valid: ")
    found = command("check", "--json", "w.json").json["files"]
    assert [(entry["file"], entry["status"], entry["level"]) for entry in found] == [("w.json", "valid", 6)]


def test_check_reads_standard_input(command, certificate, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(certificate.read_bytes())))
    assert command("check", "-").code == 0


def test_exported_checker_behaves_as_the_command(command, folder, certificate):
    spoil(certificate, "spoiled.json")
    assert command("check", "--export", "checker.pyz").code == 0
    for names in (["w.json"], ["w.json", "spoiled.json"], ["absent.json"], ["--json", "w.json", "spoiled.json"]):
        alone = subprocess.run(
            [sys.executable, "-I", "-S", "checker.pyz", *names], cwd=folder, capture_output=True, text=True, check=False
        )
        ours = command("check", *names)
        assert (alone.returncode, alone.stdout) == (ours.code, ours.out)


def test_replay_is_identical_for_the_same_algorithm(command, certificate):
    done = command("replay", "w.json", "label-copier", "--json")
    assert done.code == 0
    assert done.json["status"] == "identical"


def test_replay_differs_for_another(command, certificate):
    done = command("replay", "w.json", "zero")
    assert done.code == 1
    assert done.out.startswith("w.json: differs: ")


def test_replay_of_what_is_no_valid_certificate(command, folder, certificate):
    spoil(certificate, "spoiled.json")
    assert command("replay", "absent.json", "label-copier").code == 2
    assert command("replay", "spoiled.json", "label-copier").code == 2


def test_replay_of_what_gives_no_network(command, folder, certificate):
    (folder / "broken.py").write_text("raise OSError('gone')\n")
    (folder / "none.py").write_text("def train(data):\n    return None\n")
    done = command("replay", "w.json", "broken.py:train")
    assert done.code == 3
    assert "OSError" in done.out
    assert command("replay", "w.json", "none.py:train").code == 3
