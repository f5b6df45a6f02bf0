"""The command, the zip archive that runs alone, and the corpus of certificates."""

from __future__ import annotations

import ast
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import barriers.checker
from barriers.checker import build_zipapp, check_file
from barriers.checker.command import main
from tests.checker.case import Case
from tests.checker.producer import produce, seal

FOLDER = Path(barriers.checker.__file__).parent
CORPUS = Path(__file__).parents[1] / "certificates"
FILES = sorted(CORPUS.glob("*/*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_corpus(file: Path) -> None:
    assert check_file(file).status == file.parent.name


def test_corpus_has_all_three_kinds() -> None:
    assert {file.parent.name for file in FILES} == {"valid", "invalid", "unreadable"}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    good = produce(Case(output="other"))
    texts = {"good": json.dumps(good), "bad": json.dumps({**good, "digest": "0" * 64}), "broken": "{"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: str(tmp_path / name) for name in texts}


def test_exit_codes(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, broken = files["good"], files["bad"], files["broken"]
    assert main([good]) == 0
    assert main([good, bad]) == 1
    assert main([bad, broken, good]) == 2
    assert main([good, good]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert lines[0].startswith(f"{good}: valid: level 6: ")
    assert lines[2] == f"{bad}: invalid: $.digest: the digest is not that of the content"
    assert main([]) == 2
    assert main(["--unknown", good]) == 2
    assert main(["--help"]) == 0


def test_json_output(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", files["good"], files["bad"]]) == 1
    good, bad = json.loads(capsys.readouterr().out)["files"]
    assert good["valid"] is True
    assert good["level"] == 6
    assert float(good["error"]) > 1e-6
    assert (bad["status"], bad["path"]) == ("invalid", "$.digest")


def test_standard_input(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(files["good"]).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert main(["-"]) == 0
    assert capsys.readouterr().out.startswith("-: valid: ")


def test_archive_runs_alone_and_is_reproducible(files: dict[str, str], tmp_path: Path) -> None:
    first, second = tmp_path / "checker.pyz", tmp_path / "again.pyz"
    build_zipapp(first)
    build_zipapp(str(second))
    assert first.read_bytes() == second.read_bytes()
    command = [sys.executable, "-I", "-S", str(first)]
    done = subprocess.run([*command, files["good"]], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{files['good']}: valid: ")
    assert subprocess.run([*command, files["bad"]], capture_output=True, check=False).returncode == 1
    assert subprocess.run([*command, files["broken"]], capture_output=True, check=False).returncode == 2


def test_only_the_standard_library_is_imported() -> None:
    modules = sorted(FOLDER.glob("*.py"))
    assert len(modules) > 10
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert all(name.name.split(".")[0] in sys.stdlib_module_names for name in node.names), module
            if isinstance(node, ast.ImportFrom):
                inside = node.level == 1
                assert inside or str(node.module).split(".")[0] in sys.stdlib_module_names, module


def test_no_floating_point_in_the_kernel() -> None:
    for module in FOLDER.glob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), module
            assert not (isinstance(node, ast.Name) and node.id == "float"), module


def test_fits_the_schema() -> None:
    schema = json.loads((FOLDER.parent / "schemas" / "certificate-1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for case in (
        Case(),
        Case(problem="lasso", mixing="dct", design="cluster", samples=2, dyadic_output=True),
        Case(problem="basis-pursuit", mixing="householder", output="none", data_bound=1),
    ):
        certificate = produce(case)
        assert list(validator.iter_errors(certificate)) == []
        assert list(validator.iter_errors(seal({**certificate, "remark": "no"})))
        assert list(validator.iter_errors({**certificate, "claim": {**certificate["claim"], "level": "6"}}))


def test_schema_accepts_the_readable_part_of_the_corpus() -> None:
    schema = json.loads((FOLDER.parent / "schemas" / "certificate-1.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for file in FILES:
        if file.parent.name == "valid":
            assert list(validator.iter_errors(json.loads(file.read_text(encoding="utf-8")))) == [], file
