"""The definition of a training set, asserted in mpmath."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath

from constructions.member import Member
from constructions.powers import power_of_two
from tests.constructions.reference import matrix, member_matrix, norm, number, vector


def assert_data_admissible(member: Member, answers: Any, n: int, share: Fraction = Fraction(1)) -> None:
    """‖A_n − A‖_F and ‖y_n − y‖₂ are at most share·2^-n, in mpmath."""
    omega_, bound = member.omega, number(share * power_of_two(-n))
    with mpmath.workprec(n + member.scale.sample_bits + 200):
        difference = matrix(answers.matrix(n)) - member_matrix(member)
        assert norm(list(difference)) <= bound
        for k in range(omega_.samples):
            assert norm(list(vector(answers.sample(k, n)) - vector(member.samples[k]))) <= bound
