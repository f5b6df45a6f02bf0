"""Sweeps: verifications over targets, problems, digits, shapes, mixings and seeds, resumable after any interruption."""

from __future__ import annotations

from barriers.sweep.grid import Job, grid
from barriers.sweep.playing import play_job
from barriers.sweep.running import Progress, sweep
from barriers.sweep.store import Store

__all__ = ["Job", "Progress", "Store", "grid", "play_job", "sweep"]
