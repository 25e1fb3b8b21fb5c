"""`saferpractice search`: search for practice, requirements, organisations and documents."""

from __future__ import annotations

import click

from kg.commands.support import answers_no, current, json_option, print_json, refuse
from kg.text_table import table


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 100), help="How many hits at the most."
)
@click.option(
    "--sort", default="relevance", show_default=True, help="Or newest, or evidence (strongest first)."
)
@json_option
@answers_no
def search(words: tuple[str, ...], limit: int, sort: str, as_json: bool) -> None:
    """Search for practice, requirements, organisations and documents.

    Example: saferpractice search falls on the ward
    """
    from kg.search import Search, SearchError

    with current() as release:
        engine = Search(release.path / "index")
        try:
            found = engine.search(" ".join(words), per_page=limit, sort=sort)
        except SearchError as error:
            raise click.UsageError(str(error)) from error
        finally:
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
        click.echo(f"{found.understood}\n{len(found.hits)} of {found.total} hit(s)", err=True)
    if not found.hits:
        refuse(
            f"Nothing found for {' '.join(words)!r}.",
            *(f"Try {one.query!r}, {one.how}." for one in found.broader),
        )
