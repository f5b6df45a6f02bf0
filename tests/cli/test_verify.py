"""`barriers verify`: the contract's JSON, files and exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

import barriers

SMALL = ("--rows", 2, "--columns", 4, "--mixing", "identity")
VERDICT = {"digits", "status", "quantifier", "error", "data_used", "accuracy_used", "witness", "certificate"}

REFUTED_BELOW = """
def train(data):
    return lambda y: [0.0] * data.shape[1]
"""
RAISES = """
def train(data):
    raise RuntimeError("no idea")
"""
RAISES_ON_IMPORT = """
1 / 0
def train(data): ...
"""
NO_NETWORK = """
def train(data):
    return lambda y: [float("nan")] * data.shape[1]
"""


def target(folder: Path, text: str) -> str:
    """A file with the given program; the TARGET that names its function."""
    (folder / "mine.py").write_text(text)
    return "mine.py:train"


def test_json_is_the_contracts(command):
    done = command("verify", "fista", *SMALL, "--json")
    assert done.code == 1
    assert set(done.json) >= {"family", "verdicts"}
    assert [v["digits"] for v in done.json["verdicts"]] == [6, 5, 4]
    for verdict in done.json["verdicts"]:
        assert set(verdict) >= VERDICT
    first = done.json["verdicts"][0]
    assert first["status"] == "refuted"
    assert first["quantifier"] == "every sample"
    assert float(first["error"]) > 1e-6
    assert set(first["witness"]) == {"branch", "epsilon", "kappa", "samples"}
    assert first["certificate"] is None
    family = done.json["family"]
    assert (family["problem"], family["rows"], family["columns"]) == ("sqrt-lasso", 2, 4)


def test_writes_nothing_unless_told_to(command, folder):
    assert command("verify", "zero", *SMALL).code == 1
    assert list(folder.iterdir()) == []


def test_text_names_verdict_error_and_witness(command):
    done = command("verify", "label-copier", *SMALL, "--levels", "K")
    for expected in ("6 digits: refuted, wrong at every sample", "proved", "branch", "ε = ", "data used"):
        assert expected in done.out
    assert done.err == ""


def test_levels_are_the_words(command):
    done = command("verify", "barycentre", *SMALL, "--levels", "K-2,K", "--json")
    assert [v["digits"] for v in done.json["verdicts"]] == [6, 4]
    below_three = command("verify", "barycentre", *SMALL, "--digits", 2, "--json")
    assert [v["digits"] for v in below_three.json["verdicts"]] == [2]


def test_certificates_go_to_one_file_per_level(command, folder):
    done = command("verify", target(folder, REFUTED_BELOW), *SMALL, "--certificate", "w.json", "--json")
    paths = [v["certificate"] for v in done.json["verdicts"]]
    assert [v["status"] for v in done.json["verdicts"][:2]] == ["refuted", "refuted"]
    assert paths[:2] == ["w.json", "w-level5.json"]
    written = sorted(p.name for p in folder.glob("*.json"))
    assert written == sorted(path for path in paths if path)
    assert all(barriers.check(folder / name).valid for name in written)


def test_report_is_one_page(command, folder):
    done = command("verify", "zero", *SMALL, "--levels", "K", "--report", "r.html")
    page = (folder / "r.html").read_text(encoding="utf-8")
    assert done.code == 1
    assert page.startswith("<!DOCTYPE html>")
    assert "refuted" in page
    assert "src=" not in page
    assert "href=" not in page


@pytest.mark.parametrize(
    ("program", "status", "code"),
    [(RAISES, "crashed", 3), (RAISES_ON_IMPORT, "crashed", 3), (NO_NETWORK, "invalid-network", 3)],
)
def test_open_verdicts_exit_with_3(command, folder, program, status, code):
    done = command("verify", target(folder, program), *SMALL, "--levels", "K", "--json", "--certificate", "w.json")
    assert done.code == code
    assert done.json["verdicts"][0]["status"] == status
    assert done.json["verdicts"][0]["certificate"] is None
    assert not (folder / "w.json").exists()


def test_crash_on_import_says_what_was_raised(command, folder):
    done = command("verify", target(folder, RAISES_ON_IMPORT), *SMALL, "--levels", "K")
    assert "importing mine.py:train raised ZeroDivisionError" in done.out


def test_survival_exits_with_0(command):
    done = command("verify", "gamma-k2", *SMALL, "--levels", "K-2", "--json")
    assert done.code == 0
    assert done.json["verdicts"][0]["status"] == "survived"


def test_does_not_halt_within_its_limit(command, folder):
    endless = target(folder, "def train(data):\n    n = 0\n    while True:\n        data.A(n)\n        n += 1\n")
    done = command("verify", endless, *SMALL, "--levels", "K", "--time-limit", 0.5, "--json")
    assert done.code == 3
    verdict = done.json["verdicts"][0]
    assert verdict["status"] == "did-not-halt"
    assert "time-limit" in verdict["reason"]
    assert verdict["data_used"] > 10


def test_module_targets_are_found_from_the_current_folder(command, folder):
    (folder / "package").mkdir()
    (folder / "package" / "__init__.py").write_text("")
    (folder / "package" / "algorithm.py").write_text(REFUTED_BELOW)
    assert command("verify", "package.algorithm:train", *SMALL, "--levels", "K").code == 1


def test_same_seed_same_output(command):
    words = ("verify", "label-copier", *SMALL, "--json", "--seed", 7)
    assert command(*words).out == command(*words).out
