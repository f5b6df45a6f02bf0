"""The table: every hostile program, its verdict at K digits, and words that the reason must contain."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from barriers.isolation import ProcessLimits

PROGRAMS = Path(__file__).parent / "programs"
MARK = "# hostile"


@dataclass(frozen=True)
class Case:
    """A program in `programs`, what is expected of it, and limits where the usual ones would take long.

    with_network: the status where the network cannot be taken away (no namespaces).
    """

    program: str
    status: str
    reason: str = ""
    time_limit: float = 10.0
    limits: ProcessLimits = ProcessLimits(memory=512, scratch=16, printed=4)
    with_network: str | None = None

    @property
    def text(self) -> str:
        """The program."""
        return (PROGRAMS / f"{self.program}.py").read_text(encoding="utf-8")

    @property
    def honest_twin(self) -> str:
        """The same file minus the hostile lines."""
        kept = [line for line in self.text.splitlines() if not line.endswith(MARK)]
        return "\n".join(kept) + "\n"


def _halts_not(program: str, reason: str, time_limit: float = 10.0, **limits: int) -> Case:
    usual = {"memory": 512, "scratch": 16, "printed": 4}
    return Case(program, "did-not-halt", reason, time_limit, ProcessLimits(**{**usual, **limits}))


def _crashes(program: str, reason: str) -> Case:
    return Case(program, "crashed", reason)


def _no_network(program: str, reason: str) -> Case:
    return Case(program, "invalid-network", reason)


def _harmless(program: str) -> Case:
    """The hostile line achieves nothing: the program gets the verdict of its honest twin."""
    return Case(program, "refuted")


def _changes(program: str) -> Case:
    return Case(program, "nondeterministic")


CORPUS: tuple[Case, ...] = (
    _halts_not("loop_in_train", "time-limit: 1 s", 1),
    _halts_not("loop_in_network", "time-limit: 1 s", 1),
    _halts_not("loop_in_import", "time-limit: 1 s", 1),
    _halts_not("deaf_loop", "time-limit: 1 s", 1),
    _halts_not("busy_threads", "cpu-limit: 1 s", cpu=1),
    _halts_not("memory_bomb", "memory-limit: 512 MiB"),
    _halts_not("shared_memory_bomb", "memory-limit: 512 MiB"),
    _halts_not("endless_recursion", "memory-limit: 512 MiB"),
    _halts_not("memory_bomb_in_network", "memory-limit: 512 MiB"),
    _halts_not("fork_bomb", "process-limit: 64 processes"),
    _halts_not("quiet_fork_bomb", "time-limit: 1 s", 1),
    _halts_not("thread_bomb", "process-limit: 64 processes"),
    _halts_not("fill_scratch", "scratch-limit: 16 MiB"),
    _halts_not("endless_flood", "output-limit: it printed more than 4 MiB"),
    _halts_not("ask_astronomical", "accuracy-limit: it asked for n = 1000000000000"),
    _halts_not("catch_everything", "accuracy-limit"),
    _halts_not("ask_without_end", "time-limit: 1 s", 1),
    _harmless("daemon"),
    _harmless("forked_copy_speaks"),
    _harmless("kill_parent"),
    _harmless("kill_referee"),
    _harmless("flood"),
    _harmless("fake_verdict"),
    _harmless("patch_arithmetic"),
    _harmless("patch_oracles"),
    _harmless("walk_objects"),
    _harmless("read_memory"),
    _harmless("find_descriptors"),
    _harmless("state_in_files"),
    _harmless("state_in_modules"),
    _harmless("output_huge_rationals"),
    _crashes("exit_in_import", "its process ended with exit code 0 before it returned a network"),
    _crashes("exit_in_train", "its process ended with exit code 0 before it returned a network"),
    _crashes("exit_like_a_limit", "its process ended with exit code"),
    _crashes("exec", "its process ended with exit code 0"),
    _crashes("segfault", "its process was killed by signal 11"),
    _crashes("system_exit_in_import", "raised SystemExit"),
    _crashes("system_exit_in_train", "training raised SystemExit"),
    _crashes("keyboard_interrupt", "training raised KeyboardInterrupt"),
    _crashes("silent_exception", "training raised Silent"),
    _crashes("write_to_tmp", "Error"),
    _crashes("write_to_home", "Error"),
    _crashes("rewrite_itself", "Error"),
    _crashes("connect", "Error"),
    Case("datagram", "crashed", "Error", with_network="refuted"),
    _crashes("raise_limits", "training raised ValueError"),
    _crashes("become_root", "training raised PermissionError"),
    _crashes("ask_negative", "InvalidRead: Expected an integer n >= 0 but got n=-1"),
    _crashes("ask_fractional", "InvalidRead: Expected an integer n >= 0 but got n=1.5"),
    _crashes("ask_beyond_samples", "InvalidRead: Expected an integer in 0..0 but got k=1000000"),
    _crashes("forge_nonsense", "training sent a message of no known kind"),
    _crashes("forge_impossible_read", "training asked what cannot be asked"),
    _crashes("forge_coins", "training sent a request for 4294967295 coins at once"),
    _crashes("close_connection", "its process closed the connection"),
    _no_network("exit_in_network", "the network's process ended with exit code 0"),
    _no_network("lazy_network", "the network is not fixed: read A(100)"),
    _no_network("tossing_network", "the network is not fixed: coin"),
    _no_network("not_callable", "training returned a ndarray, which is not callable"),
    _no_network("exact_raises", "raised ZeroDivisionError"),
    _no_network("output_nan", "the output contains nan"),
    _no_network("output_infinity", "the output contains -inf"),
    _no_network("output_short", "numbers instead of N"),
    _no_network("output_long", "numbers instead of N"),
    _no_network("output_complex", "where a real number was expected"),
    _no_network("output_strings", "contains a str"),
    _no_network("output_nothing", "contains None"),
    _no_network("output_truth_values", "where a real number was expected"),
    _no_network("output_endless", "more than N"),
    _no_network("output_billion", "the output has 1000000000 numbers instead of N"),
    _no_network("output_beyond_limits", "more than 10000000 bits"),
    _no_network("forge_huge_frame", "the network sent a message of 1152921504606846976 bytes"),
    _no_network("forge_answer", "the network sent fewer than N"),
    _no_network("forge_late_read", "the network is not fixed: it asked a question after training"),
    _changes("clock"),
    _changes("undeclared_randomness"),
    _changes("hash_seed"),
    _changes("address"),
    _changes("changing_network"),
    _changes("self_modifying_network"),
)
