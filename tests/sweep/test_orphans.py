"""The workers of a sweep that was killed end by themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

PROGRAM = """
import os, signal
from barriers.sweep.running import processes
if __name__ == "__main__":
    print(processes(1)().submit(os.getpid).result(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_workers_end_when_the_sweep_is_killed(tmp_path):
    program = tmp_path / "killed.py"
    program.write_text(PROGRAM, encoding="utf-8")
    killed = subprocess.run([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    worker = int(killed.stdout)
    for _ in range(200):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError(f"worker {worker} still runs")
