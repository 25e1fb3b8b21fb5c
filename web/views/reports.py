"""/reports: reports made from this release, as pages and as files; every number carries its source."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from kg.report import Made, ReportError, UnknownReportError, as_file, make, of_release
from kg.things import all_keys, find, ordered
from web import kept, publications, release
from web.errors import Refusal
from web.fetch import store
from web.parameters import only
from web.site import base
from web.trails import HOME, Crumb

blueprint = Blueprint("reports", __name__)

REPORTS: Crumb = {"text": "Reports", "href": "/reports"}


@blueprint.get("/reports")
def listed() -> str:
    """The reports of this release."""
    only()
    reports = of_release(release.current()).values()
    return render_template("reports/list.html", reports=reports, breadcrumbs=[HOME])


@blueprint.get("/reports/<name>")
def page(name: str) -> str:
    """A report as a page, with a form for what can be chosen; NAME@RELEASE makes it of a kept release."""
    made = made_of(name)
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    files = [(what, f"/reports/{name}.{suffix}{query}") for suffix, what in publications.FILES.items()]
    fields = [
        (key, choice, dict(made.chosen)[key], things(choice.kind))
        for key, choice in made.report.front.choices.items()
    ]
    return render_template(
        "reports/report.html",
        made=made,
        text=publications.page_part(made.document),
        files=[*files, ("Markdown", f"/reports/{name}.md{query}")],
        fields=fields,
        breadcrumbs=[HOME, REPORTS],
    )


@blueprint.get(f"/reports/<name>.{publications.FILE_RULE}")
def file(name: str, suffix: str) -> Response:
    """A report as a file."""
    return publications.file(made_of(name).document, suffix, name)


@blueprint.get("/reports/<name>.md")
def markdown(name: str) -> Response:
    """A report as Markdown."""
    return Response(as_file(made_of(name).document, "md"), content_type="text/markdown; charset=utf-8")


def things(kind: str) -> list[tuple[str, str]]:
    """The things of a kind: pairs of KIND/KEY and what it is called."""
    nodes = ordered(node for key in all_keys(store(), kind) if (node := find(store(), kind, key)))
    return [(f"{kind}/{node.key}", " ".join([node.number or "", node.title]).strip()) for node in nodes]


def made_of(name: str) -> Made:
    """A report with what was chosen in the address. Raises a 404, 410 or 400 that says what to do."""
    name, _, kept_name = name.partition("@")
    if kept_name:
        kept.read(f"/reports/{name}", kept_name)
    try:
        return make(release.current(), name, request.args.to_dict(), base())
    except UnknownReportError as error:
        raise Refusal(404, str(error), "Choose one of the list at /reports.") from error
    except ReportError as error:
        if error.fault.line == 0:
            raise Refusal(400, error.fault.what, "Choose from the form of the report.") from error
        raise
