"""Computability barriers: a verification toolkit for what no training algorithm can compute.

`omega` makes a class Omega_K, `verify` plays a submitted training algorithm on it, `check` checks a certificate
with the standard-library checker, `replay` runs an algorithm against a certificate. The rest is re-exported by name.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from barriers.certificate import Certificate
from barriers.checker import build_zipapp
from barriers.checker import check_file as check
from barriers.limits import Limits
from barriers.replaying import Replay, ReplayStatus, replay
from barriers.submission import StoppedRun, Submission, Task
from barriers.verdict import Report, Status, Verdict, Witness
from barriers.verification import verify
from constructions.omega import Omega, omega
from constructions.policies import AnswerPolicy
from oracles.dyadic import DyadicArray
from oracles.errors import BarriersError, InvalidArgument
from oracles.training_set import TrainingSet

__version__ = "0.1.0"

__all__ = [
    "AnswerPolicy",
    "BarriersError",
    "Certificate",
    "DyadicArray",
    "InvalidArgument",
    "Limits",
    "Omega",
    "Replay",
    "ReplayStatus",
    "Report",
    "Status",
    "StoppedRun",
    "Submission",
    "Task",
    "TrainingSet",
    "Verdict",
    "Witness",
    "build_zipapp",
    "check",
    "omega",
    "replay",
    "verify",
]

logging.getLogger("barriers").addHandler(logging.NullHandler())

TrainingAlgorithm = Callable[[TrainingSet], Callable[[Any], Any]]
