"""`saferpractice gaps`: what practice is known for each requirement, and where there is little or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from kg.commands.support import answers_no, current, home, json_option, print_json
from kg.coverage import TRUSTED
from kg.coverage.facts import REQUIREMENT_SLICES
from kg.namespaces import ID
from kg.release import Release, open_release
from kg.spreadsheet import as_csv
from kg.text_table import table
from kg.things import changes
from kg.things.asking import UnknownValue, asked
from kg.things.gaps import COLUMNS, KINDS, SLICED, Asked, rows
from kg.things.releases import UnknownRelease, kept, named

SHOWN = ("requirement", "number", "title", "state", "practices", "reason")
"""The columns for people; JSON and CSV have all of COLUMNS."""
SHOWN_CHANGES = ("change", "requirement", "number", "state_before", "state", "reason")
"""The same, of what changed since another release."""
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
@click.option("--since", metavar="RELEASE", help="What changed since a release that is kept, and why.")
@click.option("--csv", "as_table", is_flag=True, help="Print CSV.")
@json_option
@answers_no
def gaps(
    weak: bool,
    without_minor: bool,
    without_inferred: bool,
    since: str | None,
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
        if since is None:
            found = [row.as_dict() for row in rows(release, chosen)]
        else:
            found = changed(release, since, chosen)
    columns, shown = (COLUMNS, SHOWN) if since is None else (changes.COLUMNS, SHOWN_CHANGES)
    if as_json:
        print_json(found)
    elif as_table:
        click.echo(as_csv(columns, found), nl=False)
    else:
        show(shown, found)


def changed(release: Release, since: str, chosen: Asked) -> list[dict[str, Any]]:
    """What changed since another release, by its name or the beginning of it."""
    groups = [name for name, _ in chosen.filters.given if name not in REQUIREMENT_SLICES]
    if groups:
        raise click.UsageError(f"--since compares all practice: leave out --{groups[0]}.")
    try:
        name = named(kept(home()), since).name
    except UnknownRelease as error:
        raise click.UsageError(str(error)) from error
    with open_release(home(), name) as before:
        return [one.as_dict() for one in changes.changes(before, release, chosen)]


def show(shown: Sequence[str], found: list[dict[str, Any]]) -> None:
    """Print the rows as a table for people, and how many there are."""
    lines = [row | {"requirement": row["requirement"].removeprefix(ID)} for row in found]
    click.echo(table(shown, [[row[name] for name in shown] for row in lines], WIDEST))
    click.echo(f"{len(found)} requirement(s)", err=True)
