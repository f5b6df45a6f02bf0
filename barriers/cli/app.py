"""The top of the command line: options of every command, exit codes, one clear sentence for bad input."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from barriers.candidates import MissingExtra
from barriers.cli.lazy_group import LazyGroup
from oracles.errors import InvalidArgument

WRONG_USAGE = 2
INTERRUPTED = 130
OUR_FAULT = 70  # apart from every code with a meaning: an error of ours must not read as a verdict


@click.group(cls=LazyGroup, package="barriers.cli.commands", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="computability-barriers", prog_name="barriers")
@click.option("-v", "--verbose", is_flag=True, help="Log what happens to stderr.")
def app(verbose: bool) -> None:
    """Test training algorithms against inputs on which no algorithm can train an accurate network.

    Results go to stdout, messages to stderr. Every command takes --json.
    """
    if verbose:
        logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(name)s: %(message)s")
        logging.getLogger("barriers").setLevel(logging.DEBUG)


def main() -> NoReturn:
    """The entry point of the command `barriers`."""
    raise SystemExit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; wrong usage is 2, with one sentence on stderr."""
    try:
        code = app.main(list(arguments), prog_name="barriers", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        return _refuse(error.format_message())
    except click.ClickException as error:
        return _refuse(f"barriers: {error.format_message()}")
    except (click.Abort, KeyboardInterrupt):
        print("barriers: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has left: nobody is there to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if _is_wrong_usage(error):
            return _refuse(f"barriers: {error}")
        traceback.print_exc()
        print("barriers: this is an error in the program, not a verdict; please report it", file=sys.stderr)
        return OUR_FAULT


def _is_wrong_usage(error: Exception) -> bool:
    from networks.imaging.optional import MissingLibrary  # imported only now: it is slow, and errors are rare

    return isinstance(error, (InvalidArgument, MissingExtra, MissingLibrary))


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return WRONG_USAGE
