"""Sweeps: what is played, what is kept, and that interruptions lose nothing that was finished."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from barriers.cli import run
from barriers.sweep import Job, Progress, Store, grid, play_job, sweep
from barriers.sweep.running import SweepError, processes
from barriers.sweep.store import COLUMNS, as_csv, table
from oracles.errors import InvalidArgument
from tests.hostile.traces import processes_about
from tests.sweep import players

ROOT = Path(__file__).parents[2]
SMALL: dict[str, Any] = {"digits": (4,), "shapes": ((4, 5),)}


def threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2)


def test_the_grid_is_every_combination_of_classes_that_exist() -> None:
    jobs, left_out = grid(["zero", "ista"], shapes=((4, 5), (5, 6)), mixings=("dct", "hadamard"), seeds=(0, 1))
    assert len(jobs) == 12
    assert {(job.rows, job.mixing) for job, _ in left_out} == {(5, "hadamard")}
    assert "power of 4" in left_out[0][1]
    assert len({job.key for job in jobs}) == 12
    assert [Job.from_key(job.key) for job in jobs] == jobs


def test_results_are_kept_once_and_a_second_sweep_adds_nothing(tmp_path: Path) -> None:
    store, seen = Store(tmp_path / "s.sqlite"), list[Progress]()
    jobs, _ = grid(["x"], seeds=range(10), **SMALL)
    assert sweep(jobs[:4], store, threads, play=players.echo) == 4
    assert sweep(jobs, store, threads, play=players.echo, progress=seen.append) == 6
    assert (seen[0], seen[-1], len(seen)) == (Progress(4, 10), Progress(10, 10), 7)
    assert sweep(jobs + jobs, store, threads, play=players.die_always) == 0
    assert {job for job, _ in Store(tmp_path / "s.sqlite").results()} == set(jobs)
    store.add(jobs[0].key, {"verdicts": [], "seconds": -1.0})
    assert dict(store.results())[jobs[0]]["seconds"] == 0.0


def test_a_real_job_isolated_and_not() -> None:
    isolated, trusted = (play_job(Job("zero", digits=4, rows=4, columns=5, isolated=i).key) for i in (True, False))
    assert [v["status"] for v in isolated["verdicts"]] == ["refuted", "refuted", "survived"]
    assert isolated["verdicts"] == trusted["verdicts"]


def test_targets_that_cannot_be_played(tmp_path: Path) -> None:
    crash = tmp_path / "crash.py"
    crash.write_text("1 / 0\n", encoding="utf-8")
    for isolated in (True, False):
        result = play_job(Job(f"{crash}:train", digits=4, rows=4, columns=5, isolated=isolated).key)
        assert {v["status"] for v in result["verdicts"]} == {"crashed"}
        missing = play_job(Job("absent.py:train", digits=4, rows=4, columns=5, isolated=isolated).key)
        assert (missing["verdicts"], "TARGET" in missing["error"]) == ([], True)


def test_a_killed_worker_loses_no_result(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    jobs, _ = grid([str(tmp_path)], seeds=range(8), **SMALL)
    assert sweep(jobs, store, processes(2), play=players.die_once) == 8
    assert (tmp_path / "died").exists()
    assert {job.seed: result["verdicts"][0]["digits"] for job, result in store.results()} == {n: n for n in range(8)}


def test_workers_that_always_die_end_the_sweep(tmp_path: Path) -> None:
    jobs, _ = grid(["x"], seeds=range(2), **SMALL)
    with pytest.raises(SweepError, match="2 jobs are left"):
        sweep(jobs, Store(tmp_path / "s.sqlite"), processes(1), play=players.die_always)


def test_a_killed_sweep_resumes_where_it_stopped(tmp_path: Path) -> None:
    slow, file = tmp_path / "slow.py", tmp_path / "s.sqlite"
    slow.write_text(
        "import time\n\n\ndef train(data):\n    time.sleep(0.02)\n    return lambda y: [0] * data.shape[1]\n"
    )
    command = [sys.executable, "-m", "barriers", "sweep", f"{slow}:train", "--file", str(file), "--shape", "4x5"]
    command += ["--digits", "4", "--seeds", "0-5", "--workers", "2"]
    victim = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while (not file.exists() or not _kept(file)) and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    kept = _kept(file)
    assert kept
    done = subprocess.run([*command, "--json"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"{6 - len(kept)} results added" in done.stderr
    assert len(json.loads(done.stdout)["results"]) == 18
    assert kept.items() <= _kept(file).items()
    assert processes_about(str(slow)) == []


def _kept(file: Path) -> dict[str, str]:
    try:
        return dict(sqlite3.connect(file).execute("SELECT job, result FROM results"))
    except sqlite3.OperationalError:  # the table is not there yet
        return {}


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("not a database, but longer than the header of one\n" * 10, encoding="utf-8")
    with pytest.raises(InvalidArgument, match="file of sweep results"):
        Store(other)
    newer = sqlite3.connect(tmp_path / "newer")
    newer.execute("PRAGMA user_version = 9")
    newer.close()
    with pytest.raises(InvalidArgument, match="not 9"):
        Store(tmp_path / "newer")


def test_the_table_and_its_csv() -> None:
    result = {"verdicts": [{"digits": 4, "status": "refuted", "error": "1e-3", "reason": 'a "b", c'}], "seconds": 1.5}
    rows = table([(Job("zero"), result), (Job("ista"), {"verdicts": [], "error": "no", "seconds": 0})])
    assert [(row["level"], row["status"]) for row in rows] == [(4, "refuted"), (None, "error")]
    read = list(csv.DictReader(io.StringIO(as_csv(rows))))
    assert tuple(read[0]) == COLUMNS
    assert (read[0]["reason"], read[1]["reason"]) == ('a "b", c', "no")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, export = tmp_path / "s.sqlite", tmp_path / "out.csv"
    arguments = ["sweep", "zero", "--file", str(file), "--shape", "4x5", "--shape", "5x6", "--mixing", "hadamard"]
    assert run([*arguments, "--digits", "4", "--workers", "1", "--no-isolated"]) == 0
    first = capsys.readouterr()
    assert "1 results added" in first.err
    assert "left out: sqrt-lasso, 5x6, hadamard" in first.err
    assert first.out.count("refuted") == 2
    assert run(["sweep", "--show", "--file", str(file), "--json", "--csv", str(export)]) == 0
    shown = json.loads(capsys.readouterr().out)["results"]
    assert [row["status"] for row in shown] == ["refuted", "refuted", "survived"]
    assert len(export.read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["absent"],
        ["zero", "--seeds", "5-1"],
        ["zero", "--seeds", "x"],
        ["zero", "--shape", "4"],
        ["zero", "--workers", "0"],
        ["--show", "--file", "absent.sqlite"],
        ["zero", "--file", "no/such/folder/s.sqlite"],
        ["zero", "--dask", "tcp://127.0.0.1:1"],
    ],
)
def test_wrong_usage(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("barriers.sweep.dask_cluster.CONNECT_SECONDS", 1.0)
    assert run(["sweep", *arguments]) == 2
    assert capsys.readouterr().out == ""
