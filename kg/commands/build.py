"""`saferpractice build`: build a release from the corpus and publish it."""

from __future__ import annotations

import click

from kg.commands.support import answers_no, home, refuse
from loaders import settings
from loaders.sources import Sources


@click.command()
@answers_no
def build() -> None:
    """Build a release from the corpus and publish it.

    Example: saferpractice build
    """
    from kg.build import BuildRefused
    from kg.build import build as build_release
    from kg.infer import RuleError

    def progress(step: str) -> None:
        if not step.startswith(("before ", "after ")):
            click.echo(f"{step} …", err=True)

    try:
        folders = settings.CORPUS.path(), settings.ONTOLOGY.path()
        built = build_release(*folders, home(), progress, Sources.from_environment())
    except BuildRefused as error:
        refuse(*error.faults, f"{len(error.faults)} fault(s): nothing was published.")
    except RuleError as error:
        refuse(error, "Nothing was published.")
    click.echo(
        f"release {built.name}: " + ", ".join(f"{count} {kind}" for kind, count in built.counts.items())
    )
