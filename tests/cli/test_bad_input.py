"""Bad input: one sentence that names the argument and its value, exit code 2, nothing written."""

from __future__ import annotations

import pytest

CASES = {
    "m >= N": (("verify", "zero", "--rows", 20), ("columns", "20")),
    "K < 1": (("verify", "zero", "--digits", 0), ("digits", "0")),
    "K not a number": (("verify", "zero", "--digits", "six"), ("--digits", "six")),
    "lam <= 0": (("verify", "zero", "--lam", 0), ("lam", "0")),
    "lam negative": (("verify", "zero", "--problem", "lasso", "--lam=-1"), ("lam", "-1")),
    "lam not a number": (("verify", "zero", "--lam", "one"), ("--lam", "one")),
    "lam divides by zero": (("verify", "zero", "--lam", "1/0"), ("--lam", "1/0")),
    "lam with a huge exponent": (("verify", "zero", "--lam", "1e999999999"), ("--lam", "1e999999999")),
    "lam with too many digits": (("verify", "zero", "--lam", "1" * 5000), ("--lam", "1111")),
    "lam for basis pursuit": (("verify", "zero", "--problem", "basis-pursuit", "--lam", 1), ("lam", "1")),
    "eta for the lasso": (("verify", "zero", "--problem", "lasso", "--eta", "1/2"), ("eta", "2")),
    "eta < 0": (("verify", "zero", "--problem", "basis-pursuit", "--eta=-1"), ("eta", "-1")),
    "unknown problem": (("verify", "zero", "--problem", "ridge"), ("--problem", "ridge")),
    "unknown mixing": (("verify", "zero", "--mixing", "fourier"), ("--mixing", "fourier")),
    "unavailable mixing": (("verify", "zero", "--mixing", "hadamard"), ("rows", "19")),
    "unknown design": (("verify", "zero", "--sample-design", "grid"), ("--sample-design", "grid")),
    "single with more samples": (("verify", "zero", "--samples", 2), ("samples", "2")),
    "no samples": (("verify", "zero", "--sample-design", "common", "--samples", 0), ("samples", "0")),
    "unknown level": (("verify", "zero", "--levels", "K,K-3"), ("--levels", "K-3")),
    "level below three digits": (("verify", "zero", "--digits", 2, "--levels", "K-1"), ("levels", "1")),
    "seed < 0": (("verify", "zero", "--seed", -1), ("seed", "-1")),
    "no time": (("verify", "zero", "--time-limit", 0), ("time_limit", "0")),
    "time not a number": (("verify", "zero", "--time-limit", "nan"), ("time_limit", "nan")),
    "M < 0": (("verify", "zero", "--max-data", -1), ("max_data", "-1")),
    "probability": (("verify", "zero", "--probability", 2), ("probability", "2")),
    "confidence": (("verify", "zero", "--confidence", 1), ("confidence", "1")),
    "no such built-in": (("verify", "ista2"), ("TARGET", "ista2", "did you mean ista?")),
    "no such file": (("verify", "nowhere.py:train"), ("TARGET", "nowhere.py:train")),
    "no such module": (("verify", "nowhere.at_all:train"), ("TARGET", "nowhere.at_all:train")),
    "no such function": (("verify", "here.py:learn"), ("TARGET", "here.py:learn")),
    "not callable": (("verify", "here.py:number"), ("TARGET", "here.py:number", "int")),
    "no function named": (("verify", "here.py:"), ("TARGET", "here.py:")),
    "no target": (("verify",), ("TARGET",)),
    "unknown option": (("verify", "zero", "--fast"), ("--fast",)),
    "unknown command": (("refute", "zero"), ("refute",)),
    "certificate in no folder": (("verify", "zero", "--certificate", "no/w.json"), ("--certificate", "no/w.json")),
    "certificate is a folder": (("verify", "zero", "--certificate", "sub"), ("--certificate", "sub")),
    "report in no folder": (("verify", "zero", "--report", "no/r.html"), ("--report", "no/r.html")),
    "nothing to check": (("check",), ("FILE",)),
    "export to no folder": (("check", "--export", "no/checker.pyz"), ("--export", "no/checker.pyz")),
    "replay without a target": (("replay", "w.json"), ("TARGET",)),
    "replay of no such target": (("replay", "w.json", "ista2"), ("TARGET", "ista2")),
}  # fmt: skip


@pytest.mark.parametrize(("words", "named"), CASES.values(), ids=CASES)
def test_one_sentence_exit_2_nothing_written(command, folder, words, named):
    (folder / "here.py").write_text("number = 3\n\ndef train(data): ...\n")
    (folder / "sub").mkdir()
    before = sorted(folder.rglob("*"))

    done = command(*words)

    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
    for text in named:
        assert text in done.err
    assert [p for p in sorted(folder.rglob("*")) if "__pycache__" not in p.parts] == before


def test_certificate_path_is_refused_before_the_algorithm_runs(command, folder):
    (folder / "loud.py").write_text("open('ran', 'w').close()\n\ndef train(data): ...\n")
    assert command("verify", "loud.py:train", "--certificate", "no/w.json").code == 2
    assert not (folder / "ran").exists()


def test_a_missing_library_is_named(command, monkeypatch):
    monkeypatch.setattr("barriers.candidates.registry.find_spec", lambda name: None)
    done = command("verify", "socp")
    assert done.code == 2
    assert "pip install 'computability-barriers[convex]'" in done.err
