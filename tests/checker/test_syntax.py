"""Texts that are no certificates: unreadable, whatever they are, and never an exception."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from barriers.checker import check_file, check_text
from tests.checker.case import Case
from tests.checker.producer import produce

TEXTS = {
    "empty": "",
    "not JSON": "{",
    "not an object": "[]",
    "a number": "17",
    "a float": '{"version": 1.0}',
    "an exponent": '{"version": 1e400}',
    "NaN": '{"version": NaN}',
    "infinity": '{"version": -Infinity}',
    "a repeated key": '{"version": "1.0", "version": "1.0"}',
    "a long integer": '{"version": ' + "9" * 5000 + "}",
    "deep nesting": '{"version":' * 100_000 + "1" + "}" * 100_000,
    "deep arrays": "[" * 100_000,
    "an unknown version": '{"format": "computability-barriers certificate", "version": "2.0"}',
    "another format": '{"format": "something else", "version": "1.0"}',
    "nothing in it": '{"format": "computability-barriers certificate", "version": "1.0"}',
    "a lone surrogate": '{"format": "\\ud800"}',
}


@pytest.mark.parametrize("name", list(TEXTS))
def test_unreadable(name: str) -> None:
    result = check_text(TEXTS[name])
    assert result.status == "unreadable"
    assert result.reason
    assert result.path


def test_a_repeated_key_deep_inside() -> None:
    text = json.dumps(produce(Case()))
    assert check_text(text).valid
    doubled = text.replace('"branch": 1', '"branch": 1, "branch": 1')
    assert doubled != text
    assert check_text(doubled).status == "unreadable"


def test_whitespace_and_order_do_not_matter() -> None:
    certificate = produce(Case(output="other"))
    assert check_text(json.dumps(certificate, indent=4, sort_keys=True)).valid
    assert check_text(json.dumps(dict(reversed(certificate.items())), separators=(",", ":"))).valid


def test_an_integer_written_as_a_float() -> None:
    text = json.dumps(produce(Case()))
    assert check_text(text.replace('"branch": 1', '"branch": 1.0')).status == "unreadable"


def test_files(tmp_path: Path) -> None:
    assert check_file(tmp_path / "absent.json").status == "unreadable"
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe{}")
    assert check_file(binary).status == "unreadable"
    good = tmp_path / "good.json"
    good.write_text(json.dumps(produce(Case())), encoding="utf-8")
    assert check_file(good).valid
    assert check_file(str(good)).valid
