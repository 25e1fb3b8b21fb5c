"""`saferpractice report`: make a report, or verify one that was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.support import answers_no, current, json_option, print_json, refuse
from loaders import settings

if TYPE_CHECKING:
    from kg.report.verify import Verified

FORMS = ("md", "html", "docx", "pdf")


@click.command()
@click.argument("name", required=False)
@click.option(
    "--format", "form", default="md", show_default=True, type=click.Choice(FORMS), help="In which form."
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; without it, print."
)
@click.option("--param", "given", multiple=True, metavar="KEY=VALUE", help="A choice: workstream=2.")
@click.option("--since", metavar="RELEASE", help="Compare with this earlier release, not the one before.")
@click.option("--list", "listed", is_flag=True, help="Say which reports there are.")
@click.option(
    "--verify",
    "verified",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Ask all questions of a finished report again, and say what differs.",
)
@json_option
@answers_no
def report(
    name: str | None,
    form: str,
    output: Path | None,
    given: tuple[str, ...],
    since: str | None,
    listed: bool,
    verified: Path | None,
    as_json: bool,
) -> None:
    """Make the report NAME from the current release, or verify a finished one.

    Example: saferpractice report march-2017 --format pdf --output march-2017.pdf
    """
    if verified:
        _verify(verified, as_json)
    elif listed or name is None:
        _list(as_json)
    else:
        _make(name, form, output, dict(_pair(one) for one in given) | ({"since": since} if since else {}))


def _pair(written: str) -> tuple[str, str]:
    key, equals, value = written.partition("=")
    if not equals:
        raise click.UsageError(f"--param {written!r}: write KEY=VALUE, such as workstream=2.")
    return key, value


def _make(name: str, form: str, output: Path | None, given: dict[str, str]) -> None:
    from kg.publishing import PublishingError
    from kg.report import ReportError, UnknownReportError, as_file, make
    from kg.whole_files import write_whole

    if form in ("docx", "pdf") and output is None:
        raise click.UsageError(f"A {form} is no text to print: name a file with --output.")
    with current() as release:
        try:
            made = as_file(make(release, name, given, settings.ADDRESS.address()).document, form)
        except UnknownReportError as error:
            raise click.UsageError(str(error)) from error
        except (ReportError, PublishingError, ValueError) as error:
            refuse(error)
    if output is None:
        click.echo(made.decode())
        return
    try:
        write_whole(output, [made])
    except OSError as error:
        refuse(f"{output} cannot be written: {error.strerror}. Name another file with --output.")
    click.echo(f"{output}: {len(made):,} bytes", err=True)


def _list(as_json: bool) -> None:
    from kg.report import of_release

    with current() as release:
        found = [
            {"name": one.name, "title": one.front.title, "summary": one.front.summary}
            for one in of_release(release).values()
        ]
    if as_json:
        print_json(found)
        return
    for one in found:
        click.echo(f"{one['name']}: {one['title']}. {one['summary']}")


def _verify(path: Path, as_json: bool) -> None:
    from kg.publishing import PublishingError
    from kg.report import NoManifestError, verify

    with current() as release:
        try:
            told = verify(release, path)
        except (NoManifestError, PublishingError) as error:
            refuse(error)
    if as_json:
        print_json(
            {
                "made_from": told.release,
                "release": release.name,
                "asked": told.asked,
                "differences": [vars(one) for one in told.differences],
                "edits": [vars(one) for one in told.edits],
                "not_compared": told.unread,
            }
        )
    else:
        _tell(told, release.name)
    if not told.same:
        raise SystemExit(1)


def _tell(told: Verified, release: str) -> None:
    """Say what differs, and what was not looked at."""
    click.echo(f"Made from release {told.release}; asked again of release {release}.")
    for one in told.differences:
        click.echo(f"{one.asked}: the report says {one.said} rows; now: {one.now}.")
    click.echo(f"{told.asked - len(told.differences)} of {told.asked} answers are the same.")
    if told.unread:
        click.echo(f"The words and numbers of its text were not compared: {told.unread.rstrip('.')}.")
        return
    for edit in sorted(told.edits, key=lambda one: not one.number):
        what = "A number was changed" if edit.number else "Words were changed"
        where = f" after “{edit.after}”" if edit.after else " at the beginning"
        given = f"its release gives “{edit.given}”" if edit.given else "its release gives nothing there"
        said = f"the file says “{edit.said}”" if edit.said else "the file leaves it out"
        click.echo(f"{what}{where}: {said}, {given}.")
    if not told.edits:
        click.echo("Its text is word for word what that release gives.")
    click.echo("Not compared: pictures. The numbers of a chart stand in the table below it.")
