"""Linux system calls that Python 3.11 does not offer: namespaces, mounts, capabilities, process attributes."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REC, MS_PRIVATE = 0x4000, 0x40000

CAP_DAC_READ_SEARCH = 2
_CAP_SETGID, _CAP_SETUID = 6, 7

_PR_SET_PDEATHSIG, _PR_GET_DUMPABLE, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS = 1, 3, 4, 8
_PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS, _PR_GET_NO_NEW_PRIVS = 24, 36, 38, 39
_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _PR_CAP_AMBIENT_CLEAR_ALL = 47, 2, 4
_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY = 63
_SYS_MOUNT_SETATTR = 442  # the same number on every architecture but alpha, as every call added since 2019
_AT_RECURSIVE, _AT_FDCWD = 0x8000, -100
_MOUNT_ATTR_RDONLY, _MOUNT_ATTR_NOSUID = 1, 2

libc = ctypes.CDLL(None, use_errno=True)


def checked(result: int, what: str) -> int:
    """The result of a system call; raises OSError naming the call if it is negative."""
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")
    return result


def unshare(flags: int) -> None:
    """Leave the namespaces that the flags name for fresh ones. Raises OSError."""
    checked(libc.unshare(flags), "unshare")


def mount(source: str, target: str, kind: str | None, flags: int, options: str = "") -> None:
    """mount(2). Raises OSError."""
    arguments = [None if text is None else text.encode() for text in (source, target, kind)]
    checked(libc.mount(*arguments, ctypes.c_ulong(flags), options.encode()), f"mount {target}")


def make_all_mounts_read_only() -> None:
    """Every mount of this namespace becomes read-only and loses set-user-id bits (Linux ≥ 5.12). Raises OSError."""
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    attributes = struct.pack("QQQQ", _MOUNT_ATTR_RDONLY | _MOUNT_ATTR_NOSUID, 0, 0, 0)
    call = libc.syscall(
        _SYS_MOUNT_SETATTR, _AT_FDCWD, b"/", _AT_RECURSIVE, attributes, ctypes.c_size_t(len(attributes))
    )
    checked(call, "mount_setattr")


def _prctl(option: int, *values: int) -> int:
    padded = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    return checked(libc.prctl(option, *padded), "prctl")


def die_with_parent(signal_number: int) -> None:
    """Have this process sent a signal when its parent ends."""
    _prctl(_PR_SET_PDEATHSIG, signal_number)


def adopt_orphans() -> None:
    """Descendants whose parents end become children of this process (a child subreaper)."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def no_new_privileges() -> None:
    """From now on no program that this process or its descendants start gains privileges."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def has_no_new_privileges() -> bool:
    """Whether `no_new_privileges` is in force."""
    return _prctl(_PR_GET_NO_NEW_PRIVS) == 1


def set_dumpable(value: bool) -> bool:
    """Whether processes of the same user may read this one's memory; returns what held before."""
    before = _prctl(_PR_GET_DUMPABLE) == 1
    _prctl(_PR_SET_DUMPABLE, int(value))
    return before


def keep_capabilities_across_setuid() -> None:
    """The next change of user leaves the permitted capabilities in place."""
    _prctl(_PR_SET_KEEPCAPS, 1)


def drop_bounding_set(kept: Iterable[int] = ()) -> None:
    """No program started later can have other capabilities than these. Needs CAP_SETPCAP; silently nothing without."""
    for capability in set(range(_LAST_CAPABILITY + 1)) - set(kept):
        libc.prctl(_PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0)
    libc.prctl(_PR_CAP_AMBIENT, ctypes.c_ulong(_PR_CAP_AMBIENT_CLEAR_ALL), 0, 0, 0)


def may_change_user() -> bool:
    """Whether this process has the capabilities to change its user and groups."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("CapEff:"):
            held = int(line.split()[1], 16)
            return all(held >> capability & 1 for capability in (_CAP_SETGID, _CAP_SETUID))
    return False


def set_capabilities(kept: Iterable[int] = ()) -> None:
    """Keep exactly these capabilities, also in programs that are started later. Raises OSError."""
    kept = tuple(kept)
    mask = sum(1 << capability for capability in kept)
    header = struct.pack("Ii", _CAPABILITY_VERSION_3, 0)
    low, high = mask & 0xFFFFFFFF, mask >> 32
    checked(libc.capset(header, struct.pack("IIIIII", low, low, low, high, high, high)), "capset")
    for capability in kept:
        _prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability)
