"""`saferpractice build`: build a release from the corpus and publish it, once or whenever somebody saves."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.support import answers_no, home, refuse
from loaders import settings
from loaders.sources import Sources

if TYPE_CHECKING:
    from kg.release import Home
    from kg.watching import Round

NAMED = 3
"""Changed files that are named; more are counted."""


@click.command()
@click.option(
    "--watch",
    is_flag=True,
    help="Go on, and build again whenever a record, the ontology or a source is saved, until Ctrl-C.",
)
@answers_no
def build(watch: bool) -> None:
    """Build a release from the corpus and publish it.

    Example: saferpractice build --watch
    """
    folders = settings.CORPUS.path(), settings.ONTOLOGY.path()
    (_watch if watch else _once)(*folders, home(), Sources.from_environment())


def _once(corpus: Path, ontology: Path, into: Home, sources: Sources) -> None:
    from kg.build import BuildRefused
    from kg.build import build as build_release
    from kg.infer import RuleError

    def progress(step: str) -> None:
        if not step.startswith(("before ", "after ")):
            click.echo(f"{step} …", err=True)

    try:
        built = build_release(corpus, ontology, into, progress, sources)
    except BuildRefused as error:
        refuse(*error.faults, f"{len(error.faults)} fault(s): nothing was published.")
    except RuleError as error:
        refuse(error, "Nothing was published.")
    click.echo(
        f"release {built.name}: " + ", ".join(f"{count} {kind}" for kind, count in built.counts.items())
    )


def _watch(corpus: Path, ontology: Path, into: Home, sources: Sources) -> None:
    from kg.watching import ProgramChangedError, rounds

    click.echo("Reading everything once …")
    try:
        for one in rounds(corpus, ontology, into, sources):
            _say(one, into.current_name())
            if not one.changed:
                click.echo("Save a file, and it is built again. Ctrl-C ends this.")
    except ProgramChangedError:
        refuse("The program itself has changed: run `saferpractice build --watch` again.")
    except KeyboardInterrupt:
        click.echo("\nEnded.")


def _say(one: Round, current: str | None) -> None:
    if one.changed:
        more = len(one.changed) - NAMED
        named = ", ".join(one.changed[:NAMED])
        click.echo(f"\n{time.strftime('%H:%M:%S')} {named}{f' and {more} more' if more > 0 else ''}")
    for line in one.wrong:
        click.echo(line)
    if one.built:
        records = sum(one.built.counts.values())
        took = f"{one.seconds:.1f} s"
        click.echo(f"release {one.built.name}, {records} records: the site shows it now ({took})")
    else:
        click.echo(f"Nothing was published: the site still shows {current or 'no release'}.")
