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

Play = Callable[[Case, bool], Verdict]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Verify a program from a fresh folder, isolated: it gets its verdict, and nothing remains."""
    monkeypatch.chdir(tmp_path)

    def verdict(case: Case, namespaces: bool) -> Verdict:
        file = tmp_path / "submitted.py"
        file.write_text(case.text, encoding="utf-8")
        before = descriptors()
        with Isolated(f"{file}:train", process_limits=case.limits, namespaces=namespaces) as submission:
            report = barriers.verify(submission, FAMILY, levels=[LEVEL], time_limit=case.time_limit)
            shut_off = submission.arrangement["namespaces"]
        assert processes_about(str(file)) == []
        assert files_left(tmp_path) == []
        assert descriptors() == before
        assert file.read_text(encoding="utf-8") == case.text
        found = report.verdicts[0]
        if case.with_network is None or shut_off:
            assert (str(found.status), case.reason in found.reason) == (case.status, True), found.reason
        else:
            assert str(found.status) == case.with_network
        return found

    return verdict


def test_every_program_is_in_the_table_once() -> None:
    assert sorted(case.program for case in CORPUS) == sorted(file.stem for file in PROGRAMS.glob("*.py"))


@pytest.mark.parametrize("case", CASES)
def test_verdict(case: Case, play: Play, capfd: pytest.CaptureFixture[str]) -> None:
    verdict = play(case, True)
    assert (verdict.certificate is not None) == (verdict.status == "refuted")
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
    assert len({play(case, True).status for _ in range(3)}) == 1


@pytest.mark.long
@pytest.mark.parametrize("case", CASES)
def test_verdict_without_namespaces(case: Case, play: Play) -> None:
    assert (play(case, False).certificate is not None) == (case.status == "refuted" or case.with_network == "refuted")


@pytest.mark.long
@pytest.mark.parametrize("case", CASES)
def test_honest_twin_is_refuted_in_isolation(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "twin.py"
    file.write_text(case.honest_twin, encoding="utf-8")
    with Isolated(f"{file}:train", process_limits=ProcessLimits(memory=512)) as submission:
        assert str(barriers.verify(submission, FAMILY, levels=[LEVEL]).verdicts[0].status) == "refuted"
