"""`saferpractice query`: run QUERY: the text of a SPARQL query or the name of a file that holds it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.commands.support import answers_no, current, refuse
from kg.text_table import answer_table


@click.command()
@click.argument("query")
@click.option(
    "--format",
    "form",
    default="table",
    show_default=True,
    type=click.Choice(["table", "csv", "json", "ttl"]),
    help="How to print.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@answers_no
def query(query: str, form: str, as_json: bool) -> None:
    """Run QUERY: the text of a SPARQL query or the name of a file that holds it.

    Example: saferpractice query "SELECT ?p WHERE { ?p a sp:CaseStudy }" --format csv
    """
    from kg.sparql import WELL_KNOWN, Limits, QueryPool, QueryRefused
    from kg.unknown import unknown_names

    path = Path(query)
    text = (
        path.read_text(encoding="utf-8") if query.endswith((".rq", ".sparql")) and path.is_file() else query
    )
    wanted = ["json", "ttl"] if as_json or form in ("json", "table") else form
    with current() as release, QueryPool(Limits(workers=1)) as pool:
        try:
            result = pool.run(release.path / "store", text, wanted, prefixes=WELL_KNOWN)
            unknown = [] if result.rows else unknown_names(release.store, text)
        except QueryRefused as error:
            place = f"line {error.line}, column {error.column}: " if error.line else ""
            refuse(f"{place}{error.message}" + (f" {error.hint}" if error.hint else ""))
    if form == "table" and not as_json and result.kind == "select":
        click.echo(answer_table(result.variables, json.loads(result.body)["results"]["bindings"]))
    else:
        click.echo(result.body.decode().rstrip("\n"))
    if result.truncated:
        click.echo(f"Only the first {result.rows} rows are shown: the result was longer.", err=True)
    for one in unknown:
        meant = f" Did you mean {one.meant}?" if one.meant else ""
        click.echo(f"The data has no {one.written}.{meant}", err=True)
