"""`saferpractice import`: read a SSSOM table into the records of the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.support import answers_no, json_option, print_json, read_corpus, refuse
from loaders.sources import Sources

if TYPE_CHECKING:
    from kg.sssom.importing import Plan

NEXT = "Now run: saferpractice check, and saferpractice build."


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@json_option
@answers_no
def import_(file: Path, dry_run: bool, as_json: bool) -> None:
    """Read the rows of FILE, a SSSOM table (TSV or CSV), into the records of the corpus.

    A row that says what the records say changes nothing, and a row that is not there takes nothing away.
    With a fault in any row nothing is written. Example:

        saferpractice import links.sssom.tsv --dry-run
    """
    from kg.sssom.importing import Interrupted, apply, plan

    made = plan(read_corpus(), file, Sources.from_environment())
    write = not (dry_run or made.faults)
    try:
        if write:
            apply(made)
    except Interrupted as error:
        refuse(error)
    if as_json:
        print_json(made.as_dict() | {"written": write})
    if made.faults:
        refuse(*([] if as_json else made.faults), f"{len(made.faults)} fault(s): nothing was written.")
    if not as_json:
        _tell(made, dry_run)


def _tell(made: Plan, dry_run: bool) -> None:
    for note in made.notes:
        click.echo(f"note: {note}", err=True)
    for change in made.changes:
        click.echo(str(change))
    if not made.changes:
        click.echo(f"{made.rows} rows say what the records say. Nothing changes.")
        return
    same = made.rows - len(made.changes)
    click.echo(f"{len(made.changes)} changed, {same} as they were; {len(made.files)} file(s).")
    click.echo("Nothing was written (--dry-run)." if dry_run else NEXT)
