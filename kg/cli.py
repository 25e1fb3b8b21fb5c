"""The command line: `saferpractice COMMAND`."""
from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from loaders.corpus import load, text_of
from loaders.passages import PassageError, locate
from loaders.sources import SourceError, Sources


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="saferpractice")
def main() -> None:
    """Safer Practice: what is asked for in patient-safety education, and what has been done."""


@main.command()
@click.argument("document")
@click.argument("words")
@click.option("--json", "as_json", is_flag=True, help="Print the citation as JSON.")
def cite(document: str, words: str, as_json: bool) -> None:
    """Print the citation of WORDS of DOCUMENT, to paste into a record.

    WORDS may be "first words ... last words". Example:

        saferpractice cite psc-brochure-2017 "Since the initiative began ... potentially avoided"
    """
    sources = Sources.from_environment()
    try:
        text = text_of(load(Path("corpus")), sources, document)
        if text is None:
            click.echo(f"There is no copy of {document!r}: set SAFER_SOURCES to the folder of your source documents.", err=True)
            sys.exit(1)
        span = locate(text, words)
    except (SourceError, PassageError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    passage, quotation = text.fingerprint(span), text.quotation(span)
    if as_json:
        click.echo(json.dumps({"document": document, "passages": [passage], "quotation": quotation}))
        return
    click.echo(f"- document: {document}\n  locator: SAY WHERE\n  passages:\n    - {passage}\n# {quotation}")
