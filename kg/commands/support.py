"""What the commands share: errors said in a line, JSON, the folder of releases and the current one."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec

import click

from kg.release import Home, Release, ReleaseError, open_release
from loaders import settings
from loaders.sources import SourceError

if TYPE_CHECKING:
    from loaders.corpus import Corpus

P = ParamSpec("P")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def refuse(*lines: object) -> NoReturn:
    """Say why the answer is no, and exit 1."""
    for line in lines:
        click.echo(str(line), err=True)
    sys.exit(1)


def answers_no(function: Callable[P, None]) -> Callable[P, None]:
    """Errors that a user can mend are said in a line, without a traceback."""

    @wraps(function)
    def wrapped(*args: P.args, **named: P.kwargs) -> None:
        try:
            function(*args, **named)
        except (ReleaseError, SourceError) as error:
            refuse(error)
        except BrokenPipeError:
            _no_more_output()
        except OSError as error:
            if not error.filename:
                _no_more_output()
            what = f"{error.filename}: " if error.filename else "The answer cannot be written: "
            refuse(f"{what}{error.strerror}.")

    return wrapped


def _no_more_output() -> None:
    """Nobody reads on, or there is no room: what Python still holds for the output goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_json(data: Any) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def read_corpus() -> Corpus:
    """The records of SAFER_CORPUS; where one of them has a fault, all faults are said, and it exits 1."""
    from loaders.corpus import load

    corpus = load(settings.CORPUS.path())
    if corpus.faults:
        refuse(*corpus.faults, f"{len(corpus.faults)} fault(s) in the records: mend them first.")
    return corpus


def home() -> Home:
    """The folder of releases."""
    return Home(settings.HOME.path())


def current() -> Release:
    """The current release. Raises ReleaseError where there is none."""
    return open_release(home())
