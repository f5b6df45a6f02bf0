"""The adversarial classes: problems, solution sets, mixings, tied columns, Omega_K, its members and their answers."""

from __future__ import annotations

from constructions.answers import MemberAnswers
from constructions.answers_switch import SwitchedAnswers
from constructions.branch_minimiser import BranchMinimiser, branch_minimiser
from constructions.conditioning import Conditioning, conditioning
from constructions.drift import Drift, prove_drift
from constructions.enclosure import Geometry, MinimiserCertificate, certified_radius
from constructions.existing_network import ExistingNetwork, existing_network, network_error
from constructions.general_minimiser import general_minimiser
from constructions.kkt import Conditions, conditions
from constructions.member import Member, rational_epsilon
from constructions.mixings import MIXINGS, Mixing, mixing
from constructions.near_minimiser import CertifiedMinimiser, NotCertified, certified_minimiser
from constructions.omega import DESIGNS, Omega, omega
from constructions.oracle import InstanceAnswers, oracle
from constructions.own_class import OwnBranch, OwnClass
from constructions.policies import AnswerPolicy
from constructions.problems import PROBLEMS, BasisPursuit, Lasso, Problem, SqrtLasso, problem
from constructions.scale import Scale
from constructions.simplex import project_to_simplex
from constructions.solution_set import SolutionSet, Undecided, solution_set, tied_columns_solution

__all__ = [
    "DESIGNS",
    "MIXINGS",
    "PROBLEMS",
    "AnswerPolicy",
    "BasisPursuit",
    "BranchMinimiser",
    "CertifiedMinimiser",
    "Conditioning",
    "Conditions",
    "Drift",
    "ExistingNetwork",
    "Geometry",
    "InstanceAnswers",
    "Lasso",
    "Member",
    "MemberAnswers",
    "MinimiserCertificate",
    "Mixing",
    "NotCertified",
    "Omega",
    "OwnBranch",
    "OwnClass",
    "Problem",
    "Scale",
    "SolutionSet",
    "SqrtLasso",
    "SwitchedAnswers",
    "Undecided",
    "branch_minimiser",
    "certified_minimiser",
    "certified_radius",
    "conditioning",
    "conditions",
    "existing_network",
    "general_minimiser",
    "mixing",
    "network_error",
    "omega",
    "oracle",
    "problem",
    "project_to_simplex",
    "prove_drift",
    "rational_epsilon",
    "solution_set",
    "tied_columns_solution",
]
