"""`saferpractice show`: show all that is known of THING: KIND/KEY or an IRI."""

from __future__ import annotations

import click

from kg.commands.support import answers_no, current, json_option, print_json, refuse


@click.command()
@click.argument("thing")
@json_option
@answers_no
def show(thing: str, as_json: bool) -> None:
    """Show all that is known of THING: KIND/KEY or an IRI.

    Example: saferpractice show practice/safety-huddles
    """
    from kg.describe import Unknown, describe, lines

    with current() as release:
        try:
            described = describe(release.store, thing)
        except Unknown as error:
            refuse(error)
    if as_json:
        print_json(described)
    else:
        click.echo("\n".join(lines(described)))
