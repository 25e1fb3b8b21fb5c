"""`saferpractice query`: run QUERY: a named query, the text of a SPARQL query, or a file that holds one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.support import answers_no, current, home, print_json, refuse
from kg.release import Release, open_release
from kg.text_table import answer_table, table

if TYPE_CHECKING:
    from kg.compared import Reason
    from kg.sparql import QueryPool

if TYPE_CHECKING:
    from kg.sparql import QueryResult

FORMATS = ["table", "csv", "tsv", "json", "xml", "ttl", "nt", "jsonld", "rdfxml"]
ROWS, GRAPH = "table, csv, tsv, json and xml", "ttl, nt, jsonld, rdfxml and, as JSON-LD, json"
"""Formats of a SELECT, and of a CONSTRUCT or DESCRIBE."""


@click.command()
@click.argument("query", required=False)
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a named query.")
@click.option("--release", "kept", metavar="RELEASE", help="Ask a kept release instead of the current one.")
@click.option("--list", "listing", is_flag=True, help="List the named queries and their parameters.")
@click.option(
    "--format", "form", default="table", show_default=True, type=click.Choice(FORMATS), help="How to print."
)
@click.option("--labels", is_flag=True, help="Add a column of names after each column of IRIs (csv, table).")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@answers_no
def query(
    query: str | None,
    params: tuple[str, ...],
    kept: str | None,
    listing: bool,
    form: str,
    labels: bool,
    as_json: bool,
) -> None:
    """Run QUERY: a named query, the text of a SPARQL query, or the name of a file that holds one.

    Example: saferpractice query gaps-by-workstream --param workstream=workstream/2 --format csv
    """
    if not listing and not query:
        raise click.UsageError('Name a query, or give the text of one; "--list" lists those that have names.')
    form = "json" if as_json else form
    if labels and form not in ("csv", "table"):
        raise click.UsageError(f"--labels adds columns, and {form} has none: use --format csv or table.")
    with open_release(home(), kept) if kept else current() as release:
        if listing:
            _list(release, form)
        elif query:
            _run(release, _text(release, query, _values(params)), form, labels)


def _values(params: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for one in params:
        name, equals, value = one.partition("=")
        if not equals:
            raise click.UsageError(f"--param {one}: write it as NAME=VALUE, such as workstream=workstream/2.")
        found[name] = value
    return found


def _text(release: Release, query: str, values: dict[str, str]) -> str:
    """The text to run. A word without blanks is a name, unless it is a file's. Wrong names exit 2."""
    from kg.named import ParameterError, UnknownQueryError, ask, find

    path = Path(query)
    if query.endswith((".rq", ".sparql")) and path.is_file():
        query = path.read_text(encoding="utf-8")
    elif query.endswith((".rq", ".sparql")) and len(query.split()) == 1:
        raise click.UsageError(f"There is no file {query}. A named query is asked for without “.rq”.")
    elif not set(query) & set(" \t\n{*"):
        try:
            return ask(release.store, find(release, query), values)
        except (ParameterError, UnknownQueryError) as error:
            raise click.UsageError(f'{error} "saferpractice query --list" lists them all.') from error
    if values:
        raise click.UsageError("--param goes with a named query: a text has its values in it.")
    return query


def _list(release: Release, form: str) -> None:
    from kg.named import of_release

    queries = of_release(release).values()
    if form == "json":
        print_json(
            [
                {
                    "name": one.name,
                    "title": one.title,
                    "question": one.question,
                    "for": one.audience,
                    "parameters": [
                        {"name": parameter.name, "type": parameter.type, "default": parameter.default}
                        for parameter in one.parameters
                    ],
                }
                for one in queries
            ]
        )
        return
    rows = [
        (one.name, one.title, " ".join(f"{it.name}={it.default}" for it in one.parameters)) for one in queries
    ]
    click.echo(table(["name", "title", "parameters"], rows))


def _run(release: Release, text: str, form: str, labels: bool) -> None:
    from kg.sparql import WELL_KNOWN, Limits, QueryPool, QueryRefused
    from kg.unknown import unknown_names

    wanted = {"table": ["json", "ttl"], "json": ["json", "jsonld"]}.get("table" if labels else form, [form])
    with QueryPool(Limits(workers=1)) as pool:
        try:
            result = pool.run(release.for_queries, text, wanted, prefixes=WELL_KNOWN)
            unknown = unknown_names(release.store, text)
            reasons = _reasons(release, pool, text, result.rows > 0) if result.nothing else []
        except QueryRefused as error:
            if error.status == 406:
                refuse(
                    f"This query gives no answer as {form}: rows, yes or no (SELECT, ASK) print as {ROWS}, "
                    f"a graph (CONSTRUCT, DESCRIBE) as {GRAPH}."
                )
            place = f"line {error.line}, column {error.column}: " if error.line else ""
            refuse(f"{place}{error.message}" + (f" {error.hint}" if error.hint else ""))
    if labels:
        click.echo(_labelled(release, result, form))
    elif form == "table" and result.kind == "select":
        click.echo(answer_table(result.variables, json.loads(result.body)["results"]["bindings"]))
    else:
        click.echo(result.body.decode().rstrip("\n"))
    if result.truncated:
        click.echo(f"Only the first {result.rows} rows are shown: the result was longer.", err=True)
    for one in unknown:
        meant = f" Did you mean {one.meant}?" if one.meant else ""
        click.echo(f"The data has no {one.written}.{meant}", err=True)
    for reason in reasons:
        click.echo(reason.told, err=True)


def _labelled(release: Release, result: QueryResult, form: str) -> str:
    """The rows with columns of names. Exits 2 where the answer has no columns."""
    from kg.labels import labelled_csv, with_labels

    found = result.as_python()
    if result.kind != "select" or not isinstance(found, list):
        raise click.UsageError("--labels adds columns: only a SELECT has them.")
    if form == "csv":
        return labelled_csv(result, release.store).rstrip("\r\n")
    solutions = [row for row in found if isinstance(row, dict)]
    columns, rows = with_labels(result.variables, solutions, release.store)
    added = [
        {name: {"value": str(row[name])} for name in columns if name not in result.variables} for row in rows
    ]
    bindings = json.loads(result.body)["results"]["bindings"]
    return answer_table(columns, [row | labels for row, labels in zip(bindings, added, strict=True)])


def _reasons(release: Release, pool: QueryPool, text: str, counted: bool) -> list[Reason]:
    """Why there are no rows or a count of 0, asked within the same limits; nothing where they prevent it."""
    from kg.patterns import Graphs, Row
    from kg.sparql import WELL_KNOWN, QueryRefused
    from kg.why_empty import why_empty

    def ask(query: str, graphs: Graphs) -> list[Row]:
        found = pool.run(
            release.for_queries,
            query,
            "json",
            prefixes=WELL_KNOWN,
            default_graphs=graphs.default,
            named_graphs=graphs.named,
        ).as_python()
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    try:
        return why_empty(text, ask, counted=counted)
    except QueryRefused:
        return []
