"""How an isolated run is shut in: namespaces and read-only mounts once, then a fresh scratch folder, user and
limits per run."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from barriers.isolation import linux
from barriers.isolation.landlock import landlock_version, restrict_writes
from barriers.isolation.process_limits import ProcessLimits

_FIRST_UNUSED_USER = 1_900_000_000  # far above what systems give to people, services and containers
_NOBODY = 65534
_MIB = 1 << 20
_MOUNT_POINTS = ("/dev/shm", "/mnt", "/media", "/srv")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty")


@dataclass(frozen=True)
class Confinement:
    """What could be arranged on this machine, decided once by `arrange`.

    namespaces: fresh pid, mount, network and ipc namespaces. read_only: every mount but the scratch folder is
    read-only. user: the unprivileged user of the runs (None: that of the caller). reads_all: the user may read what
    only root can, because Python itself or the submitted file lies where only root can read. scratch: the scratch
    folder (in a namespace) or the folder that holds those of the runs. obstacles: why what is missing is missing.
    """

    namespaces: bool
    read_only: bool
    user: int | None
    reads_all: bool
    scratch: str
    obstacles: tuple[str, ...]

    def scratch_of(self, run: int) -> str:
        """The scratch folder of a run."""
        return self.scratch if self.namespaces else os.path.join(self.scratch, f"run-{run}")

    def remove(self) -> None:
        """Remove the folder of the scratch folders, if there is one."""
        if not self.namespaces:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def make_scratch(self, run: int, limits: ProcessLimits) -> None:
        """Make the scratch folder: a fresh file system in memory, seen by this run alone, or an ordinary folder."""
        if not self.namespaces:
            os.mkdir(self.scratch_of(run), 0o700)
            if self.user is not None:
                os.chown(self.scratch_of(run), self.user, self.user)
            return
        with contextlib.suppress(OSError):  # refused in some containers: there the old /proc stays, and shows more
            linux.mount("proc", "/proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
        owner = os.getuid() if self.user is None else self.user
        options = f"size={limits.scratch * _MIB},mode=0700,uid={owner},gid={owner if self.user else os.getgid()}"
        for folder in {self.scratch, "/dev/shm"}:  # semaphores live in /dev/shm
            if os.path.isdir(folder):
                linux.mount("tmpfs", folder, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, options)

    def enter(self, run: int, limits: ProcessLimits, cpu_seconds: int) -> None:
        """Shut this process in for good: limits, user, capabilities, files. Raises OSError where that fails."""
        scratch = self.scratch_of(run)
        os.environ.update(TMPDIR=scratch, HOME=scratch, USER="isolated", LOGNAME="isolated")
        _limit(limits, cpu_seconds, self._processes_allowed(limits))
        self._change_user()
        linux.die_with_parent(signal.SIGKILL)  # a change of user had forgotten it
        linux.no_new_privileges()
        if landlock_version():
            restrict_writes((scratch, "/dev/shm") if self.namespaces else (scratch,), _DEVICES)
        if not os.access(os.getcwd(), os.R_OK | os.X_OK) and not self.reads_all:
            os.chdir(scratch)

    def _change_user(self) -> None:
        kept = (linux.CAP_DAC_READ_SEARCH,) if self.reads_all else ()
        if self.user is not None:
            linux.drop_bounding_set(kept)
            linux.keep_capabilities_across_setuid()
            os.setgroups([])
            os.setresgid(self.user, self.user, self.user)
            os.setresuid(self.user, self.user, self.user)
        else:
            linux.drop_bounding_set()
        linux.set_capabilities(kept)
        linux.set_dumpable(True)

    def _processes_allowed(self, limits: ProcessLimits) -> int:
        """The limit counts all processes of the user: the run's own alone, unless it shares the caller's user."""
        if self.user is not None:
            return limits.processes
        return limits.processes + (_OUR_OWN if self.namespaces else _threads_of(os.getuid()))


_OUR_OWN = 16  # our own processes in a user namespace: zygote, guardians and inits of a few runs


def arrange(namespaces: bool, needed: Iterable[str]) -> Confinement:
    """Put this process into fresh namespaces if it may have them, and decide how runs are shut in.

    needed: paths that runs must read. Without namespaces a temporary folder is made for the scratch folders: see
    `Confinement.remove`. The process must have one thread only.
    """
    paths = [os.path.realpath(path) for path in needed]
    obstacles: list[str] = []
    user = _unprivileged_user() if os.geteuid() == 0 else None
    if user is not None and not linux.may_change_user():
        obstacles.append("root without the right to become another user")
        user = None
    reads_all = user is not None and not all(_everyone_reads(path) for path in paths)
    own = read_only = False
    if namespaces:
        try:
            _leave_namespaces()
            own = True
            linux.make_all_mounts_read_only()
            read_only = True
        except OSError as error:
            obstacles.append(str(error))
    else:
        obstacles.append("namespaces were not asked for")
    places = [p for p in _MOUNT_POINTS if os.path.isdir(p) and not any(_inside(path, p) for path in paths)]
    if own and not places:
        own = False
        obstacles.append("no folder that a file system in memory could cover: " + ", ".join(_MOUNT_POINTS))
    return Confinement(own, read_only, user, reads_all, places[0] if own else _scratch_folder(), tuple(obstacles))


def _scratch_folder() -> str:
    folder = tempfile.mkdtemp(prefix="barriers-")
    os.chmod(folder, 0o711)  # the folders of the runs, in it, belong to another user
    return folder


def _leave_namespaces() -> None:
    flags = linux.CLONE_NEWNS | linux.CLONE_NEWNET | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS
    if os.geteuid() == 0:
        linux.unshare(flags)
        return
    user, group = os.getuid(), os.getgid()
    linux.unshare(flags | linux.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _limit(limits: ProcessLimits, cpu_seconds: int, processes: int) -> None:
    memory = limits.memory * _MIB + _data_in_use()
    wanted = {
        resource.RLIMIT_CPU: (cpu_seconds, cpu_seconds + 1),  # a signal that names the limit, then the end
        resource.RLIMIT_DATA: (memory, memory),
        resource.RLIMIT_FSIZE: (limits.scratch * _MIB, limits.scratch * _MIB),
        resource.RLIMIT_NPROC: (processes, processes),
        resource.RLIMIT_NOFILE: (256, 256),
        resource.RLIMIT_CORE: (0, 0),
    }
    for kind, (soft, hard) in wanted.items():
        ceiling = resource.getrlimit(kind)[1]
        if ceiling != resource.RLIM_INFINITY:  # never ask for more than the caller has
            soft, hard = min(soft, ceiling), min(hard, ceiling)
        resource.setrlimit(kind, (soft, hard))


def _data_in_use() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def _threads_of(user: int) -> int:
    total = 0
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{entry}").st_uid == user:
                    total += len(os.listdir(f"/proc/{entry}/task"))
    return total


def _unprivileged_user() -> int | None:
    """A user that nobody else has at the moment, so that limits per user are limits per run; None if none is mapped."""
    ranges = [tuple(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    for user in (_FIRST_UNUSED_USER + os.getpid(), _NOBODY):
        if any(inside <= user < inside + count for inside, _, count in ranges):
            return user
    return None


def _everyone_reads(path: str) -> bool:
    """Whether any user may read a file or list a folder, as far as its permission bits and those above it say."""
    try:
        mode = os.stat(path).st_mode
        if not mode & 0o004:
            return False
        return all(os.stat(folder).st_mode & 0o001 for folder in Path(path).parents)
    except OSError:
        return not os.path.lexists(path)


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
