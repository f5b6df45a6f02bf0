"""Life and limits of isolated submissions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, cast

import pytest

import barriers
from barriers.isolation import Isolated, IsolationError, ProcessLimits, isolated
from barriers.isolation.zygote_process import needed_paths
from barriers.submission import OwnTask, StoppedRun, Task
from constructions.answers import MemberAnswers
from constructions.member import Member
from oracles.coins import CoinTape
from oracles.errors import InvalidArgument
from tests.hostile.traces import processes_about

FAMILY = barriers.omega(rows=4, columns=5)
TASK = Task(FAMILY, FAMILY.digits)
ROOT = Path(__file__).parents[2]
EVERYTHING = {
    "memory",
    "cpu time",
    "processes",
    "scratch size",
    "files outside the scratch folder",
    "network",
    "other processes",
    "privileges",
}


def tie() -> MemberAnswers:
    return MemberAnswers(Member(FAMILY, "strong", 0))


def reason(target: str) -> str:
    with isolated(target) as submission, pytest.raises(StoppedRun) as stop:
        submission.train(tie(), TASK, barriers.Limits(time=20), CoinTape(bits=()))
    return stop.value.reason


def test_every_limit_is_probed() -> None:
    with isolated("zero") as submission:
        found = {entry.name: entry.enforced for entry in submission.enforcement}
        assert set(found) == EVERYTHING
        assert all(found[name] for name in ("memory", "cpu time", "scratch size", "privileges"))
        if submission.arrangement["namespaces"] and submission.arrangement["read_only"]:
            assert all(found.values())
        assert str(submission.enforcement[0]) == "memory: enforced"


def test_without_namespaces_the_probe_says_what_is_missing() -> None:
    with Isolated("zero", namespaces=False) as submission:
        assert submission.arrangement["obstacles"] == ["namespaces were not asked for"]
        assert not {entry.name: entry.enforced for entry in submission.enforcement}["network"]
        assert barriers.verify(submission, FAMILY, levels=[FAMILY.digits]).verdicts[0].status == "refuted"


def test_where_namespaces_are_refused_the_rest_holds() -> None:
    """As in most containers: root, or a user, that may not make namespaces. No scratch folder is left behind."""
    code = (
        "import os\nfrom barriers.isolation import Isolated, linux\n"
        "if os.getuid() == 0:\n"
        "    kept = [c for c in range(41) if c != 21]  # all but CAP_SYS_ADMIN\n"
        "    linux.drop_bounding_set(kept)\n"
        "import barriers\n"
        "with Isolated('zero', namespaces=os.getuid() == 0) as submission:\n"
        "    report = barriers.verify(submission, barriers.omega(rows=4, columns=5), levels=[6])\n"
        "    scratch = submission.arrangement['scratch']\n"
        "    print(submission.arrangement['namespaces'], report.verdicts[0].status, os.path.isdir(scratch))\n"
        "print(os.path.exists(scratch))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "refuted", "True", "False"], done.stderr


def test_classes_of_ones_own_are_played_in_process() -> None:
    with isolated("zero") as submission, pytest.raises(InvalidArgument, match="in-process"):
        submission.train(tie(), OwnTask(cast(Any, "mine"), 6), barriers.Limits(), CoinTape(bits=()))


def test_little_of_the_environment_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    seen = reason("tests.isolation.algorithms:echo_environment").split()
    assert "SECRET_TOKEN" not in seen
    assert {"TMPDIR", "HOME", "PYTHONHASHSEED"} <= set(seen)


def test_the_child_builds_the_same_public_class() -> None:
    expected = f"sqrt-lasso 4 5 {FAMILY.a} {FAMILY.tails} 1 6"
    assert reason("tests.isolation.algorithms:sees_class").endswith(expected)


@pytest.mark.parametrize("target", ["no-such-built-in", "no/such/file.py:train", "nonsense"])
def test_a_target_that_does_not_exist(target: str) -> None:
    with pytest.raises(InvalidArgument):
        isolated(target)


@pytest.mark.parametrize("name", ["not_callable", "absent"])
def test_a_target_that_is_not_callable(name: str) -> None:
    with isolated(f"tests.isolation.algorithms:{name}") as submission, pytest.raises(InvalidArgument, match="TARGET"):
        barriers.verify(submission, FAMILY)


@pytest.mark.parametrize(
    "limits", [{"memory": 0}, {"processes": -1}, {"cpu": 0}, {"cpu": float("nan")}, {"scratch": True}]
)
def test_limits_out_of_range(limits: dict[str, int]) -> None:
    with pytest.raises(InvalidArgument):
        ProcessLimits(**limits)


def test_no_limit_on_time_is_a_limit_on_cpu_time_that_the_system_takes() -> None:
    assert ProcessLimits().cpu_seconds(float("inf")) == 10**9
    assert ProcessLimits(cpu=0.5).cpu_seconds(60) == 1
    assert ProcessLimits().cpu_seconds(60) == 121


def test_several_networks_live_side_by_side() -> None:
    with isolated("tests.isolation.algorithms:reader") as submission:
        runs = [submission.train(tie(), TASK, barriers.Limits(), CoinTape(bits=())) for _ in range(3)]
        y = FAMILY.member_samples(FAMILY.strong)[0]
        assert len({run.network(y) for run in runs}) == 1
        assert len({run.transcript for run in runs}) == 1


@pytest.mark.long
def test_more_runs_than_any_queue_of_ours_is_long() -> None:
    with isolated("zero") as submission:
        for _ in range(700):
            assert submission.train(tie(), TASK, barriers.Limits(time=20), CoinTape(bits=())).transcript.data_used == 0


def test_a_network_that_is_let_go_takes_its_process_with_it() -> None:
    with isolated("tests.isolation.algorithms:reader") as submission:
        trained = submission.train(tie(), TASK, barriers.Limits(), CoinTape(bits=()))
        alive = len(processes_about("tests.isolation.algorithms:reader"))
        del trained
        until = time.monotonic() + 5
        while len(_about("tests.isolation.algorithms:reader")) > alive - 3 and time.monotonic() < until:
            time.sleep(0.02)
        assert len(_about("tests.isolation.algorithms:reader")) == alive - 3  # guardian, init and worker
    assert processes_about("tests.isolation.algorithms:reader") == []


def _about(text: str) -> list[int]:
    from tests.hostile.traces import _now

    return _now(text)


def test_a_closed_submission_refuses() -> None:
    submission = isolated("zero")
    submission.close()
    submission.close()
    with pytest.raises(IsolationError, match="closed"):
        submission.train(tie(), TASK, barriers.Limits(), CoinTape(bits=()))


def test_nothing_survives_when_our_process_is_killed(tmp_path: Path) -> None:
    algorithm = tmp_path / "sleeper.py"
    algorithm.write_text("import time\n\n\ndef train(data):\n    data.A(3)\n    time.sleep(600)\n", encoding="utf-8")
    code = (
        "import sys, barriers\nfrom barriers.isolation import isolated\n"
        "barriers.verify(isolated(sys.argv[1] + ':train'), barriers.omega(rows=4, columns=5), time_limit=600)"
    )
    victim = subprocess.Popen([sys.executable, "-c", code, str(algorithm)], cwd=ROOT)
    until = time.monotonic() + 30
    while len(_about(str(algorithm))) < 6 and time.monotonic() < until:  # ours, two zygotes, guardian, init, worker
        time.sleep(0.05)
    assert len(_about(str(algorithm))) >= 6
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    assert processes_about(str(algorithm)) == []


def test_needed_paths_name_the_folder_of_a_file(tmp_path: Path) -> None:
    assert str(tmp_path) in needed_paths(f"{tmp_path}/x.py:train", "/")
    assert needed_paths("x.py:train", str(tmp_path))[2] == str(tmp_path / "x.py")
    assert needed_paths("package.module:train", "/somewhere") == ["/somewhere"]


def test_a_relative_path_stays_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.py").write_text("def train(data):\n    return lambda y: [0] * 5\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with isolated("mine.py:train") as submission:
        monkeypatch.chdir("/")
        assert barriers.verify(submission, FAMILY, levels=[FAMILY.digits]).verdicts[0].status == "refuted"


def test_what_an_algorithm_prints_is_logged_without_control_characters(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "talker.py"
    file.write_text('def train(data):\n    print("hello \\x1b[2J")\n    return lambda y: y\n', encoding="utf-8")
    with caplog.at_level("DEBUG", logger="barriers.isolation"), isolated(f"{file}:train") as submission:
        barriers.verify(submission, FAMILY, levels=[FAMILY.digits])
    assert "hello \\x1b[2J" in caplog.text
