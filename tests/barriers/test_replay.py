"""Certificates on disk and their replay: identical, differing, unreadable, without a network."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import barriers
from barriers import ReplayStatus
from barriers.certificate import Certificate, rational, seal, vector
from constructions.omega import omega
from constructions.policies import AnswerPolicy
from tests.barriers.algorithms import Exact, largest_column, reads_everything, zero

FAMILY = omega("lasso", rows=4, columns=7, digits=3)


def certificate(train: Any, **options: Any) -> Certificate:
    (verdict,) = barriers.verify(train, FAMILY, levels=[3], **options).verdicts
    assert verdict.certificate is not None
    return verdict.certificate


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return certificate(largest_column(20), policy=AnswerPolicy("random", "random", 2, True, 9)).save(
        tmp_path / "w.json"
    )


def test_the_same_algorithm_replays_identically_and_the_file_checks(saved: Path) -> None:
    assert barriers.check(saved).valid
    replayed = barriers.replay(saved, largest_column(20))
    assert replayed.status is ReplayStatus.IDENTICAL
    assert replayed.status.exit_code == 0


def test_other_questions_and_other_outputs_differ(saved: Path) -> None:
    questions = barriers.replay(saved, largest_column(21))
    assert questions.status is ReplayStatus.DIFFERS
    assert questions.status.exit_code == 1
    assert "read" in questions.reason

    def same_questions(data: Any) -> Any:
        largest_column(20)(data)
        return zero(data)

    outputs = barriers.replay(saved, same_questions)
    assert outputs.status is ReplayStatus.DIFFERS
    assert "output at sample 0" in outputs.reason


def test_the_least_change_of_an_output_is_noticed(saved: Path) -> None:
    def almost(data: Any) -> Any:
        network = largest_column(20)(data)
        return Exact(lambda y: [v + Fraction(int(i == 5), 10**80) for i, v in enumerate(network(_Dyadic(y)))])

    class _Dyadic:
        def __init__(self, values: tuple[Fraction, ...]) -> None:
            self._values = values

        def to_fractions(self) -> tuple[Fraction, ...]:
            return self._values

    assert barriers.replay(saved, almost).status is ReplayStatus.DIFFERS


def test_an_algorithm_that_returns_no_network_has_its_own_status(saved: Path) -> None:
    for train in (lambda data: None, lambda data: 1 / 0):
        replayed = barriers.replay(saved, train)
        assert replayed.status is ReplayStatus.NO_NETWORK
        assert replayed.status.exit_code == 3


def test_unreadable_and_invalid_files_are_not_replayed(saved: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="ascii")
    document = json.loads(saved.read_text(encoding="ascii"))
    document["claim"]["level"] = 99
    forged = seal(document).save(tmp_path / "forged.json")
    for path in (broken, forged, tmp_path / "absent.json"):
        replayed = barriers.replay(path, largest_column(20))
        assert replayed.status is ReplayStatus.UNREADABLE
        assert replayed.status.exit_code == 2
        assert replayed.reason


def test_saving_replaces_in_one_step_and_leaves_nothing_behind(tmp_path: Path) -> None:
    made = certificate(zero)
    target = tmp_path / "w.json"
    target.write_text("old", encoding="ascii")
    made.save(target)
    assert json.loads(target.read_text(encoding="ascii"))["digest"] == made.document["digest"]
    with pytest.raises(OSError, match=r"nowhere"):
        made.save(tmp_path / "nowhere" / "w.json")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"folder"):
        made.save(tmp_path / "folder")
    assert sorted(os.listdir(tmp_path)) == ["folder", "w.json"]


def test_tampering_with_any_part_is_noticed(saved: Path, tmp_path: Path) -> None:
    """Self-consistent changes that make the claim false are invalid even after the digest is made anew."""
    original = json.loads(saved.read_text(encoding="ascii"))
    epsilon = original["witness"]["epsilon"]

    def changed(edit: Any) -> barriers.checker.Result:  # type: ignore[name-defined]
        document = json.loads(json.dumps(original))
        edit(document)
        return barriers.check(seal(document).save(tmp_path / "changed.json"))

    assert changed(lambda d: None).valid
    assert not changed(lambda d: d["witness"].update(branch=d["witness"]["branch"] % 4 + 1)).valid
    assert not changed(lambda d: d["witness"].update(epsilon=epsilon + "0")).valid
    assert not changed(lambda d: d["class"].update(digits=4)).valid
    assert not changed(lambda d: d["claim"].update(samples_wrong=2)).valid
    assert not changed(lambda d: d["answers"].clear()).valid
    tampered = json.loads(json.dumps(original))
    tampered["claim"]["level"] = 2
    path = tmp_path / "unsealed.json"
    path.write_text(json.dumps(tampered), encoding="ascii")
    assert not barriers.check(path).valid


def test_certificates_are_deterministic_and_their_numbers_exact() -> None:
    assert certificate(reads_everything) == certificate(reads_everything)
    assert rational(Fraction(-255, 16)) == "-ff/10"
    assert rational(Fraction(0)) == "0"
    assert vector((Fraction(1, 2), Fraction(-3), Fraction(0))) == {"exponent": -1, "mantissas": ["1", "-6", "0"]}
    assert vector((Fraction(1, 3), Fraction(-3))) == ["1/3", "-3"]
