"""The registry: the names of the contract, and a clear sentence where a library is missing."""

from __future__ import annotations

import pytest

from barriers.candidates import BUILT_INS, EXTRAS, MissingExtra, built_in, registry

OF_THE_CONTRACT = [
    *("zero", "label-copier", "least-squares", "ista", "fista", "coordinate-descent", "socp", "exact-column"),
    *("mpmath-column", "barycentre", "hedger", "gamma-k1", "gamma-k2", "firenet", "lista"),
]


def test_has_the_names_of_the_contract_in_its_order():
    assert [entry.name for entry in BUILT_INS] == OF_THE_CONTRACT


@pytest.mark.parametrize("entry", BUILT_INS, ids=lambda entry: entry.name)
def test_every_entry_loads_and_has_one_line(entry):
    assert callable(entry.load())
    assert entry.description
    assert "\n" not in entry.description
    assert entry.extra is None or entry.extra in EXTRAS


@pytest.mark.parametrize("entry", [e for e in BUILT_INS if e.extra], ids=lambda entry: entry.name)
def test_names_the_missing_library_and_how_to_get_it(entry, monkeypatch):
    monkeypatch.setattr(registry, "find_spec", lambda name: None)
    expected = rf"{entry.name} needs .*pip install 'computability-barriers\[{entry.extra}\]'"
    with pytest.raises(MissingExtra, match=expected):
        entry.load()


def test_an_unknown_name_is_none():
    assert built_in("gradient-descent") is None
