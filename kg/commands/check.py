"""`saferpractice check`: check the corpus: records, citations, figures, shapes, rules, consistency."""

from __future__ import annotations

import sys

import click

from kg.commands.support import answers_no, home, json_option, print_json
from loaders import settings
from loaders.sources import Sources


@click.command()
@json_option
@answers_no
def check(as_json: bool) -> None:
    """Check the corpus: records, citations, figures, shapes, rules, consistency.

    Example: saferpractice check
    """
    from kg.check.run import run

    report = run(
        settings.CORPUS.path(),
        settings.ONTOLOGY.path(),
        Sources.from_environment(),
        home().path,
        lambda step: click.echo(f"{step} …", err=True),
    )
    if as_json:
        print_json(report.as_dict())
    else:
        click.echo(str(report))
    sys.exit(0 if report.ok else 1)
