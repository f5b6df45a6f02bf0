"""The certificate checker: the trusted kernel, standard library only, nothing else of the project imported.

What a valid certificate proves is written in ``proofs_notes/certificate.md``, the inequalities in
``proofs_notes/enclosure.md``. Reading order: ``interval``, ``syntax``, ``grammar`` (what is said), ``pi_and_cosines``,
``mixing``, ``omega``, ``member`` (what it is said about), ``enclosure``, ``answers``, ``errors``, ``runs`` (whether it
is true), ``check``, ``command``.
"""

from __future__ import annotations

from .archive import build_zipapp
from .check import check_file, check_text
from .result import Result

__all__ = ["Result", "build_zipapp", "check_file", "check_text"]
