"""The programs in examples/ do what their first lines say."""

from __future__ import annotations

import runpy

import barriers
from barriers.targets import parse_target
from tests.project.repository import ROOT

EXAMPLES = ROOT / "examples"


def test_a_linear_network_is_refuted():
    train = parse_target(f"{EXAMPLES / 'my_algorithm.py'}:train").load()
    verdict = barriers.verify(train, barriers.omega(), levels=[6]).verdicts[0]
    assert (verdict.status, verdict.quantifier) == ("refuted", "every sample")


def test_waiting_for_certainty_does_not_halt_and_is_not_refuted():
    train = parse_target(f"{EXAMPLES / 'wait_for_the_tie.py'}:train").load()
    verdict = barriers.verify(train, barriers.omega(), levels=[6], time_limit=1).verdicts[0]
    assert verdict.status == "did-not-halt"
    assert verdict.certificate is None
    assert verdict.data_used is not None
    assert verdict.data_used > 50


def test_the_demo_refutes_and_checks_everything(tmp_path, capsys):
    demo = runpy.run_path(str(EXAMPLES / "demo.py"))
    assert len(demo["ALGORITHMS"]) >= 5
    assert demo["main"](tmp_path / "new" / "folder") == 0
    printed = capsys.readouterr().out
    certificates = sorted((tmp_path / "new" / "folder").glob("*.json"))
    assert len(certificates) == len(demo["PROBLEMS"]) * len(demo["ALGORITHMS"])
    assert printed.count("valid") == len(certificates)
