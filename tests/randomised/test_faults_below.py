"""Below K the weak tie shows faults of a coin tosser, but not halting there is none."""

from __future__ import annotations

import barriers
from barriers.candidates.gamma_k1 import train as gamma_k1

CLASS = barriers.omega(rows=1, columns=3, digits=3)


def level_below(train):
    """The verdict at K − 1 digits."""
    return barriers.verify(train, CLASS, levels=[2], max_data=6, time_limit=5).verdicts[0]


def test_a_network_that_changes_with_the_run_is_found_at_the_tie():
    runs = []

    def train(data):
        data.coin()
        runs.append(None)
        answer = [float(len(runs)), 0.0, 0.0]
        return lambda y: answer

    assert level_below(train).status == "nondeterministic"


def test_what_is_no_network_at_the_tie_is_said():
    def train(data):
        data.coin()
        return lambda y: [0.0]

    assert level_below(train).status == "invalid-network"


def test_reading_on_at_the_tie_is_no_fault():
    def train(data):
        data.coin()
        return gamma_k1(data)

    verdict = level_below(train)
    assert verdict.status == "survived"
    assert verdict.challenges > 0
