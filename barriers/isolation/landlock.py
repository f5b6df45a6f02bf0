"""Landlock: give up the right to write files, open TCP connections and signal others, without any privilege (Linux
≥ 5.13)."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

from barriers.isolation.linux import checked, libc

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ABI_QUERY = 1
_RULE_PATH_BENEATH = 1

_WRITE_FILE = 1 << 1
_REMOVE_AND_MAKE = sum(1 << bit for bit in range(4, 13))  # remove folder or file, make each kind of file
_REFER, _TRUNCATE = 1 << 13, 1 << 14  # known since versions 2 and 3
_BIND_AND_CONNECT_TCP = 0b11  # since version 4
_SCOPE_SOCKETS_AND_SIGNALS = 0b11  # since version 6


def landlock_version() -> int:
    """The version of Landlock that the kernel offers; 0 if none."""
    return max(0, libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_ABI_QUERY)))


def restrict_writes(folders: Iterable[str], files: Iterable[str]) -> None:
    """From now on, for this process and its descendants: write only beneath `folders` and into the existing `files`.

    Newer kernels also forbid TCP (version 4) and signals to processes outside (version 6). Reading is not restricted.
    Raises OSError where Landlock is not available. Requires `no_new_privileges`.
    """
    version = landlock_version()
    if not version:
        raise OSError("Landlock is not available")
    writes = _WRITE_FILE | _REMOVE_AND_MAKE | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    attributes = struct.pack("Q", writes)
    if version >= 4:
        attributes += struct.pack("Q", _BIND_AND_CONNECT_TCP)
    if version >= 6:
        attributes += struct.pack("Q", _SCOPE_SOCKETS_AND_SIGNALS)
    ruleset = checked(
        libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0)), "landlock"
    )
    try:
        for folder in folders:
            _allow(ruleset, folder, writes)
        for file in files:
            _allow(ruleset, file, _WRITE_FILE | (_TRUNCATE if version >= 3 else 0))
        checked(libc.syscall(_RESTRICT_SELF, ruleset, ctypes.c_uint(0)), "landlock_restrict_self")
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        rule = struct.pack("=Qi", access, place)
        checked(libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, ctypes.c_uint(0)), f"landlock {path}")
    finally:
        os.close(place)
