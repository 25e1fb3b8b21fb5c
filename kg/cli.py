"""The command line: `saferpractice COMMAND`. Each command parses, calls kg and prints.

Exit status: 0, 1 where the answer is "no" or the data is wrong, 2 where it was used wrongly.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, ParamSpec

import click

from kg.release import Home, Release, ReleaseError, open_release
from kg.text_table import answer_table, table
from loaders import settings
from loaders.sources import SourceError, Sources

P = ParamSpec("P")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def refuse(*lines: object) -> NoReturn:
    """Say why the answer is no, and exit 1."""
    for line in lines:
        click.echo(str(line), err=True)
    sys.exit(1)


def answers_no(function: Callable[P, None]) -> Callable[P, None]:
    """Errors that a user can mend are said in a line, without a traceback."""

    @wraps(function)
    def wrapped(*args: P.args, **named: P.kwargs) -> None:
        try:
            function(*args, **named)
        except (ReleaseError, SourceError) as error:
            refuse(error)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    return wrapped


def print_json(data: Any) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def home() -> Home:
    """The folder of releases."""
    return Home(settings.HOME.path())


def current() -> Release:
    """The current release. Raises ReleaseError where there is none."""
    return open_release(home())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="saferpractice")
def main() -> None:
    """Safer Practice: what is asked for in patient-safety education, and what has been done."""


@main.command()
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


@main.command()
@click.option(
    "--port", default=5000, show_default=True, type=click.IntRange(1, 65535), help="Where to listen."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Requests answered at a time."
)
@answers_no
def serve(port: int, host: str, threads: int) -> None:
    """Serve the site until interrupted.

    Example: saferpractice serve --port 5000
    """
    with current() as release:
        click.echo(f"Safer Practice, release {release.name}, at http://localhost:{port}  (Ctrl-C ends it)")
    os.execvp(
        sys.executable,
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--bind",
            f"{host}:{port}",
            "--threads",
            str(threads),
            "--workers",
            "1",
            "--worker-class",
            "gthread",
            "--no-control-socket",
            "web:create_app()",
        ],
    )


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many hits at the most."
)
@json_option
@answers_no
def search(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search for practice, requirements, organisations and documents.

    Example: saferpractice search falls on the ward
    """
    from kg.search import Search

    with current() as release:
        engine = Search(release.path / "index")
        found = engine.search(" ".join(words), per_page=limit)
        engine.close()
    if as_json:
        print_json(
            [
                {
                    "title": hit.title,
                    "id": hit.id,
                    "kind": hit.kind,
                    "score": round(hit.score, 3),
                    "why": hit.why,
                }
                for hit in found.hits
            ]
        )
    else:
        click.echo(
            table(["title", "kind", "why"], [[hit.title, hit.kind, "; ".join(hit.why)] for hit in found.hits])
        )
        click.echo(f"{len(found.hits)} of {found.total} hit(s)", err=True)
    if not found.hits:
        refuse(
            f"Nothing found for {' '.join(words)!r}."
            + (f" Did you mean {found.suggestion!r}?" if found.suggestion else "")
        )


@main.command()
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


@main.command()
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


@main.command()
@click.argument("document")
@click.argument("words")
@json_option
@answers_no
def cite(document: str, words: str, as_json: bool) -> None:
    """Print the citation of WORDS of DOCUMENT, to paste into a record.

    WORDS may be "first words ... last words". Example:

        saferpractice cite psc-brochure-2017 "Since the initiative began ... potentially avoided"
    """
    from loaders.corpus import load, text_of
    from loaders.passages import PassageError, locate

    corpus = load(settings.CORPUS.path())
    text = text_of(corpus, Sources.from_environment(), document)
    if text is None:
        known = ", ".join(
            sorted(key.removeprefix("document/") for key in corpus.entries if key.startswith("document/"))
        )
        refuse(
            f"There is no copy of {document!r}. Set SAFER_SOURCES to the folder of your source documents. "
            f"Documents: {known}."
        )
    try:
        span = locate(text, words)
    except PassageError as error:
        refuse(error)
    passage, quotation = text.fingerprint(span), text.quotation(span)
    if as_json:
        print_json({"document": document, "passages": [passage], "quotation": quotation})
    else:
        click.echo(
            f"- document: {document}\n  locator: SAY WHERE\n  passages:\n    - {passage}\n# {quotation}"
        )


@main.command()
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
