"""Computability barriers: a verification toolkit for what no training algorithm can compute.

`omega` makes a class Omega_K, `verify` plays a submitted training algorithm on it, `check` checks a certificate with
the standard-library checker, `replay` runs an algorithm against a certificate, `oracle` makes a training set for one's
own A and y. The rest is re-exported by name; each name is imported
when it is first used.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from barriers.certificate import Certificate
    from barriers.checker import build_zipapp
    from barriers.checker import check_file as check
    from barriers.conformance import check_algorithm, parametrize_with_checks
    from barriers.consistency import WorstCase, worst_case
    from barriers.isolation import Isolated, ProcessLimits, isolated
    from barriers.limits import Limits
    from barriers.replaying import Replay, ReplayStatus, replay
    from barriers.submission import StoppedRun, Submission, Task, TrainingAlgorithm
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
    "Isolated",
    "Limits",
    "Member",
    "MemberAnswers",
    "Omega",
    "OwnBranch",
    "OwnClass",
    "ProcessLimits",
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
    "check_algorithm",
    "conditioning",
    "existing_network",
    "isolated",
    "network_error",
    "omega",
    "oracle",
    "parametrize_with_checks",
    "replay",
    "solution_set",
    "verify",
    "worst_case",
]

_HOMES = {
    "AnswerPolicy": "constructions.policies",
    "BarriersError": "oracles.errors",
    "Certificate": "barriers.certificate",
    "Conditioning": "constructions.conditioning",
    "DyadicArray": "oracles.dyadic",
    "ExistingNetwork": "constructions.existing_network",
    "InvalidArgument": "oracles.errors",
    "Isolated": "barriers.isolation",
    "Limits": "barriers.limits",
    "Member": "constructions.member",
    "MemberAnswers": "constructions.answers",
    "Omega": "constructions.omega",
    "OwnBranch": "constructions.own_class",
    "OwnClass": "constructions.own_class",
    "ProcessLimits": "barriers.isolation",
    "Replay": "barriers.replaying",
    "ReplayStatus": "barriers.replaying",
    "Report": "barriers.verdict",
    "SolutionSet": "constructions.solution_set",
    "Status": "barriers.verdict",
    "StoppedRun": "barriers.submission",
    "Submission": "barriers.submission",
    "Task": "barriers.submission",
    "TrainingAlgorithm": "barriers.submission",
    "TrainingSet": "oracles.training_set",
    "Verdict": "barriers.verdict",
    "Witness": "barriers.verdict",
    "WorstCase": "barriers.consistency",
    "build_zipapp": "barriers.checker",
    "check": "barriers.checker",
    "check_algorithm": "barriers.conformance",
    "conditioning": "constructions.conditioning",
    "existing_network": "constructions.existing_network",
    "isolated": "barriers.isolation",
    "network_error": "constructions.existing_network",
    "omega": "constructions.omega",
    "oracle": "constructions.oracle",
    "parametrize_with_checks": "barriers.conformance",
    "replay": "barriers.replaying",
    "solution_set": "constructions.solution_set",
    "verify": "barriers.verification",
    "worst_case": "barriers.consistency",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), _ELSEWHERE.get(name, name))
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


_ELSEWHERE = {"check": "check_file"}
"""Names that are others at home."""

logging.getLogger("barriers").addHandler(logging.NullHandler())
