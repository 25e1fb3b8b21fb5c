"""`saferpractice export`: write the assertions as SSSOM, or the whole release as RDF."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from kg.commands.support import answers_no, current, json_option, print_json, read_corpus, refuse

SYNTAXES = {"nquads": "nq", "trig": "trig", "ttl": "ttl"}
ROWS = ("all", "assertions", "set-aside", "negative")


@click.command()
@click.option(
    "--format",
    "form",
    default="sssom",
    show_default=True,
    type=click.Choice(["sssom", "csv", *SYNTAXES]),
    help="sssom and csv: the assertions of the corpus as it is now. The others: the whole current release.",
)
@click.option(
    "--rows",
    type=click.Choice(ROWS),
    help="Which rows of sssom or csv: all assertions (the default); those that hold; those set aside "
    "(drafts, withdrawn); or negative, what was weighed and does not address a requirement.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default="-",
    help="The file to write. Without it everything goes to the terminal.",
)
@json_option
@answers_no
def export(form: str, rows: str | None, output: Path, as_json: bool) -> None:
    """Write the assertions as SSSOM, or the whole release as RDF.

    Example: saferpractice export --output links.sssom.tsv

    Change the file in a spreadsheet, then: saferpractice import links.sssom.tsv --dry-run
    """
    if rows and form in SYNTAXES:
        raise click.UsageError(f"--rows is for the formats sssom and csv; {form} holds the whole release.")
    if as_json and str(output) == "-":
        raise click.UsageError("--json tells of a file that was written: give --output too.")
    if not output.parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}.", param_hint="--output")
    if form in SYNTAXES:
        from kg.dataset import pieces

        with current() as release:
            told = {"format": form, "release": release.name}
            _write(output, pieces(release, SYNTAXES[form]), as_json, told)
        return
    found, count = _table(form, rows or "all")
    _write(output, [found], as_json, {"format": form, "rows": rows or "all", "count": count})


def _table(form: str, rows: str) -> tuple[bytes, int]:
    from kg.sssom import as_csv, as_tsv, table_rows

    found = table_rows(read_corpus(), rows)
    if form == "csv":
        return as_csv(found).encode("utf-8-sig"), len(found)
    return as_tsv(found, rows).encode(), len(found)


def _write(output: Path, pieces: Iterable[bytes], as_json: bool, told: Mapping[str, object]) -> None:
    from kg.whole_files import write_whole

    if str(output) == "-":
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    try:
        write_whole(output, pieces)
    except OSError as error:
        refuse(f"{output}: {error.strerror}. Nothing was written.")
    if as_json:
        print_json({"file": str(output), **told})
    elif "count" in told:
        click.echo(f"{told['count']} rows in {output}")
    else:
        click.echo(f"release {told['release']} in {output}")
