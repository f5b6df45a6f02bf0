"""Every hostile program gets its verdict, harms nothing and leaves nothing behind; its honest twin is refuted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import barriers
from barriers.in_process import InProcess
from barriers.isolation import Isolated, ProcessLimits
from barriers.targets import parse_target
from barriers.verdict import Verdict
from tests.hostile.corpus import CORPUS, PROGRAMS, Case
from tests.hostile.traces import descriptors, files_left, processes_about

FAMILY = barriers.omega(rows=4, columns=5)
LEVEL = FAMILY.digits
CASES = [pytest.param(case, id=case.program) for case in CORPUS]
WITHOUT_NAMESPACES = [case for case in CORPUS if case.program not in {"connect", "datagram"}]

Play = Callable[[Case, bool], Verdict]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Verify a program from a fresh folder, isolated, and see to it that nothing remains."""
    monkeypatch.chdir(tmp_path)

    def verdict(case: Case, namespaces: bool) -> Verdict:
        file = tmp_path / "submitted.py"
        file.write_text(case.text, encoding="utf-8")
        before = descriptors()
        with Isolated(f"{file}:train", process_limits=case.limits, namespaces=namespaces) as submission:
            report = barriers.verify(submission, FAMILY, levels=[LEVEL], time_limit=case.time_limit)
        assert processes_about(str(file)) == []
        assert files_left(tmp_path) == []
        assert descriptors() == before
        assert file.read_text(encoding="utf-8") == case.text
        return report.verdicts[0]

    return verdict


def test_every_program_is_in_the_table_once() -> None:
    assert sorted(case.program for case in CORPUS) == sorted(file.stem for file in PROGRAMS.glob("*.py"))


@pytest.mark.parametrize("case", CASES)
def test_verdict(case: Case, play: Play, capfd: pytest.CaptureFixture[str]) -> None:
    verdict = play(case, True)
    assert (str(verdict.status), case.reason in verdict.reason) == (case.status, True), verdict.reason
    assert (verdict.certificate is not None) == (case.status == "refuted")
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("case", CASES)
def test_honest_twin_is_refuted(case: Case, tmp_path: Path) -> None:
    assert case.honest_twin != case.text
    file = tmp_path / "twin.py"
    file.write_text(case.honest_twin, encoding="utf-8")
    twin = InProcess(parse_target(f"{file}:train").load(), case.program)
    assert str(barriers.verify(twin, FAMILY, levels=[LEVEL]).verdicts[0].status) == "refuted"


@pytest.mark.long
@pytest.mark.parametrize("case", CASES)
def test_three_runs_agree(case: Case, play: Play) -> None:
    verdicts = [play(case, True) for _ in range(3)]
    assert {str(verdict.status) for verdict in verdicts} == {case.status}
    assert all(case.reason in verdict.reason for verdict in verdicts)


@pytest.mark.long
@pytest.mark.parametrize("case", WITHOUT_NAMESPACES, ids=lambda case: case.program)
def test_verdict_without_namespaces(case: Case, play: Play) -> None:
    verdict = play(case, False)
    assert (str(verdict.status), case.reason in verdict.reason) == (case.status, True), verdict.reason


@pytest.mark.long
@pytest.mark.parametrize("case", CASES)
def test_honest_twin_is_refuted_in_isolation(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "twin.py"
    file.write_text(case.honest_twin, encoding="utf-8")
    with Isolated(f"{file}:train", process_limits=ProcessLimits(memory=512)) as submission:
        assert str(barriers.verify(submission, FAMILY, levels=[LEVEL]).verdicts[0].status) == "refuted"
