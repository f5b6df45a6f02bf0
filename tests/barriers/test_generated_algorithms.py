"""Whatever deterministic algorithm is generated: refuted at K, the certificate valid, the replay identical."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import barriers
from barriers.verdict import Status
from constructions.omega import Omega
from constructions.policies import AnswerPolicy
from tests.barriers.algorithms import reads_everything
from tests.barriers.asserting import assert_refuted, assert_replayed, assert_sound
from tests.barriers.generated import Generated, algorithms, classes, policies


@settings(max_examples=120, deadline=None)
@given(algorithms, classes(), policies)
def test_every_generated_algorithm_is_refuted(train: Generated, omega: Omega, policy: AnswerPolicy) -> None:
    assert_refuted(train, omega, policy=policy)


@pytest.mark.long
@settings(max_examples=4000, deadline=None)
@given(algorithms, classes(), policies)
def test_thousands_of_generated_algorithms_are_refuted(train: Generated, omega: Omega, policy: AnswerPolicy) -> None:
    assert_refuted(train, omega, policy=policy)


@settings(max_examples=60, deadline=None)
@given(classes(), policies)
def test_every_answer_of_every_policy_passes_the_checker(omega: Omega, policy: AnswerPolicy) -> None:
    """An algorithm that asks for everything puts every answer, label certificates included, into its certificate."""
    verdict = assert_refuted(reads_everything, omega, policy=policy, replayed=False)
    assert verdict.certificate is not None
    answers = verdict.certificate.document["answers"]
    assert [a["n"] for a in answers] == [0, 1, 2, 5, 17, 60]
    assert all(len(a["samples"]) == omega.samples and all(s["label"] for s in a["samples"]) for a in answers)


@settings(max_examples=40, deadline=None)
@given(algorithms, classes().filter(lambda c: c.digits >= 3), st.integers(0, 5))
def test_no_level_ends_without_a_sound_verdict(train: Generated, omega: Omega, seed: int) -> None:
    """All three levels: refuted with a checked certificate, or survived with an error within the digits asked."""
    report = barriers.verify(train, omega, seed=seed, challenges=3, max_data=4)
    assert [v.digits for v in report.verdicts] == [omega.digits, omega.digits - 1, omega.digits - 2]
    assert report.exit_code == 1
    for verdict in report.verdicts:
        assert verdict.status in (Status.REFUTED, Status.SURVIVED)
        if verdict.status is Status.SURVIVED:
            assert verdict.digits < omega.digits
            assert verdict.error is not None
            assert float(verdict.error) <= 10.0**-verdict.digits * (1 + 1e-6)
            continue
        assert verdict.certificate is not None
        assert barriers.checker.check_text(verdict.certificate.to_text()).valid  # type: ignore[attr-defined]
        if verdict.digits == omega.digits:
            assert_sound(verdict, omega)
        assert_replayed(train, verdict)
