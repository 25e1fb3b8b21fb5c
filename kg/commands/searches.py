"""`saferpractice searches`: what people searched for on the site and no practice answers."""

from __future__ import annotations

import click

from kg.commands.support import answers_no, home, json_option, print_json, refuse
from kg.demand import DemandError, read
from kg.text_table import table


@click.command()
@json_option
@answers_no
def searches(as_json: bool) -> None:
    """What people searched for on the site and no practice answers, by subject, the most frequent first.

    Example: saferpractice searches --json
    """
    try:
        demand = read(home().path)
    except DemandError as error:
        refuse(error)
    rows = [[", ".join(one.subjects), str(one.count), one.first, one.last] for one in demand.wanted]
    if as_json:
        wanted = [
            {"subjects": list(one.subjects), "count": one.count, "first": one.first, "last": one.last}
            for one in demand.wanted
        ]
        print_json({"wanted": wanted, "other": demand.other})
    else:
        click.echo(table(["subjects", "searches", "first", "last"], rows))
        click.echo(f"{demand.other} further search(es) had no word that is kept.", err=True)
