"""The Rocq build itself: compile, coqchk, statements and axioms as committed. Needs Debian's packages coq and make."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROCQ = Path(__file__).parents[2] / "proofs_notes" / "rocq"
pytestmark = pytest.mark.long


def test_the_proofs_compile_and_say_what_is_committed() -> None:
    done = subprocess.run(["make", "-C", str(ROCQ)], capture_output=True, text=True, check=False, timeout=1800)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    for printed, committed in (("Statements", "statements"), ("Assumptions", "assumptions"), ("coqchk", "coqchk")):
        text = (ROCQ / "build" / f"{printed}.txt").read_text(encoding="utf-8")
        assert text == (ROCQ / "expected" / f"{committed}.txt").read_text(encoding="utf-8")
