"""`saferpractice cite`: print the citation of WORDS of DOCUMENT, to paste into a record."""

from __future__ import annotations

import click

from kg.commands.support import answers_no, json_option, print_json, refuse
from loaders import settings
from loaders.sources import Sources


@click.command()
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
