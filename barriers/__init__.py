"""Computability barriers: a verification toolkit for what no training algorithm can compute.

`omega` makes a class Omega_K, `verify` plays a submitted training algorithm on it, `check` checks a certificate with
the standard-library checker, `replay` runs an algorithm against a certificate, `oracle` makes a training set for one's
own A and y. The rest is re-exported by name.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from barriers.certificate import Certificate
from barriers.checker import build_zipapp
from barriers.checker import check_file as check
from barriers.consistency import WorstCase, worst_case
from barriers.limits import Limits
from barriers.replaying import Replay, ReplayStatus, replay
from barriers.submission import StoppedRun, Submission, Task
from barriers.verdict import Report, Status, Verdict, Witness
from barriers.verification import verify
from constructions.answers import MemberAnswers
from constructions.conditioning import Conditioning, conditioning
from constructions.existing_network import ExistingNetwork, existing_network, network_error
from constructions.member import Member
from constructions.omega import Omega, omega
from constructions.oracle import oracle
from constructions.own_class import OwnBranch, OwnClass
from constructions.policies import AnswerPolicy
from constructions.solution_set import SolutionSet, solution_set
from oracles.dyadic import DyadicArray
from oracles.errors import BarriersError, InvalidArgument
from oracles.training_set import TrainingSet

__version__ = "0.1.0"

__all__ = [
    "AnswerPolicy",
    "BarriersError",
    "Certificate",
    "Conditioning",
    "DyadicArray",
    "ExistingNetwork",
    "InvalidArgument",
    "Limits",
    "Member",
    "MemberAnswers",
    "Omega",
    "OwnBranch",
    "OwnClass",
    "Replay",
    "ReplayStatus",
    "Report",
    "SolutionSet",
    "Status",
    "StoppedRun",
    "Submission",
    "Task",
    "TrainingAlgorithm",
    "TrainingSet",
    "Verdict",
    "Witness",
    "WorstCase",
    "build_zipapp",
    "check",
    "conditioning",
    "existing_network",
    "network_error",
    "omega",
    "oracle",
    "replay",
    "solution_set",
    "verify",
    "worst_case",
]

TrainingAlgorithm = Callable[[TrainingSet], Callable[[Any], Any]]
"""What is submitted: reads a training set, returns a network."""

logging.getLogger("barriers").addHandler(logging.NullHandler())
