"""What the strategies draw is what it says it is, and Hypothesis finds them by type."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barriers import strategies
from barriers.certificate import Certificate
from barriers.checker import check_text
from barriers.in_process import InProcess
from barriers.limits import Limits
from barriers.strategies.algorithms import DrawnAlgorithm
from barriers.strategies.registration import register
from barriers.submission import Task
from constructions.member import Member
from constructions.omega import Omega
from constructions.policies import AnswerPolicy
from oracles.coins import CoinTape
from oracles.dyadic import DyadicArray
from oracles.training_set import TrainingSet

slow = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
register()  # as the entry point does where the distribution is installed


@given(strategies.dyadic_arrays((2, 3), bits=5, exponents=st.just(-1)))
def test_dyadic_arrays(array: DyadicArray) -> None:
    assert (array.shape, array.exponent) == ((2, 3), -1)
    assert all(abs(m) < 32 for m in array.mantissas)


@given(strategies.coin_tapes(max_coins=3))
def test_coin_tapes_are_fresh(tape: CoinTape) -> None:
    assert tape.tossed == 0


@slow
@given(strategies.classes(max_rows=5, digits=st.integers(3, 5)))
def test_classes(family: Omega) -> None:
    assert (family.m <= 5, family.digits in (3, 4, 5), family.d >= 2) == (True, True, True)
    assert len(family.member_samples(family.strong)) == family.samples


@slow
@given(strategies.training_sets(), st.integers(0, 30))
def test_training_sets_answer(data: TrainingSet, n: int) -> None:
    assert (data.A(n).shape, data.y(0, n).shape, data.x(0, n).shape) == (data.shape, data.shape[:1], data.shape[1:])


@slow
@given(strategies.instances(), strategies.training_algorithms())
def test_algorithms_halt_with_total_networks(member: Member, train: DrawnAlgorithm) -> None:
    from constructions.answers import MemberAnswers

    task = Task(member.omega, member.omega.digits)
    trained = InProcess(train, "drawn").train(MemberAnswers(member), task, Limits(), CoinTape(bits=()))
    assert all(len(trained.network(y)) == member.omega.N for y in member.samples)


@slow
@given(strategies.certificates())
def test_certificates_are_valid(certificate: Certificate) -> None:
    result = check_text(certificate.to_text())
    assert result.valid, result.reason


@pytest.mark.parametrize("kind", [DyadicArray, CoinTape, TrainingSet, Omega, AnswerPolicy, Member, Certificate])
def test_types_are_known_to_hypothesis(kind: type) -> None:
    @slow
    @given(st.from_type(kind))
    def drawn(value: object) -> None:
        assert isinstance(value, kind)

    drawn()
