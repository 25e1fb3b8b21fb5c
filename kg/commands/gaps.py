"""`saferpractice gaps`: what practice is known for each requirement, and where there is little or none."""

from __future__ import annotations

from collections.abc import Callable

import click

from kg.commands.support import answers_no, current, json_option, print_json
from kg.coverage import TRUSTED
from kg.spreadsheet import as_csv
from kg.text_table import table
from kg.things.asking import UnknownValue, asked
from kg.things.gaps import COLUMNS, KINDS, SLICED, rows

SHOWN = ("requirement", "number", "title", "state", "practices", "reason")
"""The columns for people; JSON and CSV have all of COLUMNS."""
WIDEST = 160
"""Characters of a reason that people see: all that is said of most."""
HELP = {
    "workstream": "Only its recommendations and actions, by its number.",
    "theme": "Only its recommendations and actions, by its number.",
    "collaborative": "Only practice that this collaborative led or took part in.",
    "office": "Only practice that this local office led or took part in.",
    "scope": "Only practice of this scope, such as local.",
    "standard": "Only practice that also addresses this standard, such as hee-qf-2017-18/1.1.",
}


def slices(command: Callable[..., None]) -> Callable[..., None]:
    """The options for the slices."""
    for name in reversed(SLICED):
        said = HELP.get(name, f"Only practice of this {name}, or of a narrower one.")
        command = click.option(f"--{name}", metavar="KEY", help=said)(command)
    return command


@click.command()
@click.argument("requirement", required=False)
@slices
@click.option("--kind", metavar="KIND", help=f"Only one kind of requirement: {', '.join(KINDS)}.")
@click.option("--weak", is_flag=True, help="Only gaps that practice, or a search for it, could close.")
@click.option("--trust", metavar="LEVEL", help=f"Which links count: {', '.join(TRUSTED)}. Default: curated.")
@click.option("--without-minor", is_flag=True, help="Leave out links that only touch a requirement.")
@click.option("--without-inferred", is_flag=True, help="Leave out what only reaches a requirement.")
@click.option("--as-of", metavar="DATE", help="What was known at the end of a year, month or day: 2017-03.")
@click.option("--csv", "as_table", is_flag=True, help="Print CSV.")
@json_option
@answers_no
def gaps(
    weak: bool,
    without_minor: bool,
    without_inferred: bool,
    as_table: bool,
    as_json: bool,
    **given: str | None,
) -> None:
    """What practice is known for each requirement, or for REQUIREMENT (KIND/KEY) and its parts.

    Example: saferpractice gaps --workstream 2 --weak
    """
    with current() as release:
        try:
            chosen = asked(release, given, not without_minor, not without_inferred, weak)
        except UnknownValue as error:
            raise click.UsageError(str(error)) from error
        found = [row.as_dict() for row in rows(release, chosen)]
    if as_json:
        print_json(found)
    elif as_table:
        click.echo(as_csv(COLUMNS, found), nl=False)
    else:
        named = [row | {"requirement": f"{row['requirement'].partition('/id/')[2]}"} for row in found]
        click.echo(table(SHOWN, [[row[name] for name in SHOWN] for row in named], WIDEST))
        click.echo(f"{len(found)} requirement(s)", err=True)
