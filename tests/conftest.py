"""For every test: Hypothesis without deadlines (two cores are shared), the same examples in CI, an own sys.path."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import settings

settings.register_profile("default", deadline=None, print_blob=True)
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(autouse=True)
def own_module_path(monkeypatch):
    """A target that a test loads adds its folder to sys.path; a later test must not import from there."""
    monkeypatch.setattr(sys, "path", list(sys.path))
