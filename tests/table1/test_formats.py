"""The table in every format, and the command."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from time import monotonic

import pytest

from barriers.cli.app import run
from barriers.table1 import Row, table1
from barriers.table1.formats import HEADINGS, as_csv, as_latex, as_markdown


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    return table1(accuracies=(20,))


def test_csv_has_every_number(rows: tuple[Row, ...]) -> None:
    records = list(csv.DictReader(io.StringIO(as_csv(rows))))
    assert len(records) == 3
    for record, row in zip(records, rows, strict=True):
        assert (int(record["rows"]), int(record["columns"])) == row.shape
        assert float(record["firenet_true"]) == row.firenet_true.value
        assert float(record["objective_gap_zero_true"]) == row.gaps["zero_true"]
        assert record["lista"] == ""


def test_markdown_is_a_table(rows: tuple[Row, ...]) -> None:
    lines = as_markdown(rows).splitlines()
    assert len(lines) == 5
    assert {line.count("|") for line in lines} == {len(HEADINGS) + 1}
    assert "0.2598049†" in lines[2] or "0.2598050†" in lines[2] or "0.2598051†" in lines[2]


def test_latex_uses_booktabs_and_has_as_many_cells_as_columns(rows: tuple[Row, ...]) -> None:
    lines = as_latex(rows).splitlines()
    assert [line for line in lines if line in (r"\toprule", r"\midrule", r"\bottomrule")] == [
        r"\toprule",
        r"\midrule",
        r"\bottomrule",
    ]
    columns = lines[0].removeprefix(r"\begin{tabular}{").removesuffix("}")
    body = [line for line in lines if line.endswith(r" \\")]
    assert {line.count("&") + 1 for line in body} == {len(columns)}
    assert "†" not in as_latex(rows)


def test_command_prints_json_and_succeeds(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["table1", "--no-lista", "--accuracies", "20", "--columns", "both", "--json"]) == 0
    captured = capsys.readouterr()
    found = json.loads(captured.out)["rows"]
    assert [(row["K"], row["shape"]) for row in found] == [(k, [n - 1, n]) for n in (22, 20) for k in (1, 3, 6)]
    for row in found:
        assert row["holds"]
        assert row["firenet_true"] > 10.0 ** -row["K"]
        assert row["lista"] is None
        assert row["enclosures"]["firenet_true"]["lower"] <= row["firenet_true"]
    assert captured.err == ""


@pytest.mark.parametrize("form", ["--csv", "--latex", "--markdown"])
def test_command_prints_every_format(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["table1", "--no-lista", "--digits", "6", "--accuracies", "30", form]) == 0
    assert "FIRENET" in capsys.readouterr().out.replace("firenet", "FIRENET")


def test_command_shows_a_table_and_explains_the_mark(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["table1", "--no-lista", "--accuracies", "20"]) == 0
    out = capsys.readouterr().out
    assert "m = 21, N = 22" in out
    assert "†" in out
    assert "index artefact" in out
    assert max(len(line) for line in out.splitlines()) <= 138


def test_command_fails_when_a_row_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("barriers.table1.row.reproduction_tolerance", lambda digits: 0.0)
    assert run(["table1", "--no-lista", "--accuracies", "10"]) == 1
    assert "K = 1, n = 10, N = 22 fails: firenet_as_published is not the published figure." in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["--digits", "x"], ["--digits", "0"], ["--accuracies", "-1"], ["--columns", "21"], ["--digits", ""]]
)
def test_wrong_usage_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["table1", "--no-lista", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("barriers: ")
    assert len(captured.err.splitlines()) == 1


def test_without_lista_there_is_no_pytorch_and_no_wait() -> None:
    program = (
        "import sys; from barriers.cli.app import run; code = run(['table1', '--no-lista', '--json']); "
        "assert 'torch' not in sys.modules and 'array_api_compat' not in sys.modules; sys.exit(code)"
    )
    started = monotonic()
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert finished.returncode == 0, finished.stderr
    assert len(json.loads(finished.stdout)["rows"]) == 9
    assert monotonic() - started <= 30  # seconds; 5 on a machine that is not shared


def test_without_pytorch_lista_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "barriers.table1.lista_column", raising=False)
    for name in [name for name in sys.modules if name.startswith("networks.lista")]:
        monkeypatch.delitem(sys.modules, name)
    assert run(["table1"]) == 2
    assert "networks" in capsys.readouterr().err
