"""/queries: questions that need no SPARQL; each has a form, an answer and an address that never changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, g, make_response, render_template, request
from werkzeug import Response as AnyResponse

from kg.named import (
    AUDIENCES,
    TYPES,
    Choice,
    NamedQuery,
    Parameter,
    ParameterError,
    UnknownQueryError,
    ask,
    choices,
    find,
    of_release,
)
from kg.sparql import QueryRefused
from web import kept as kept_release
from web import querying, release
from web.errors import Near, Refusal
from web.fetch import store
from web.results import Results, results
from web.site import absolute
from web.sparql_short import address_of_query
from web.tables import SUFFIX, Row, table

blueprint = Blueprint("queries", __name__)

FORMATS = (("csv", "CSV"), ("json", "JSON"), ("tsv", "TSV"), ("xml", "XML"))
HINTS = {kind: f"{how[0].upper()}{how[1:]}." for kind, how in TYPES.items()}


@dataclass(frozen=True)
class Field:
    """A parameter as the form shows it: its value, what can be chosen, what is wrong with the value."""

    parameter: Parameter
    value: str
    choices: tuple[Choice, ...]
    error: str = ""


@blueprint.get("/queries")
def listed() -> str:
    """All named queries, under each of those for whom they are."""
    queries = of_release(release.current()).values()
    groups = [
        (who, title, [one for one in queries if who in one.audience]) for who, title in AUDIENCES.items()
    ]
    return render_template(
        "queries/list.html",
        groups=groups,
        count=len(queries),
        breadcrumbs=[{"text": "Home", "href": "/"}],
    )


@blueprint.get(f"/queries.{SUFFIX}")
def named(suffix: str) -> Response:
    """The list of named queries as data."""
    columns = ["name", "title", "question", "for", "parameters"]
    rows: list[Row] = [
        {
            "name": one.name,
            "title": one.title,
            "question": one.question,
            "for": ", ".join(one.audience),
            "parameters": [parameter.name for parameter in one.parameters],
        }
        for one in of_release(release.current()).values()
    ]
    return table("queries", columns, rows, suffix)


@blueprint.get("/queries/<asked>")
def page(asked: str) -> AnyResponse:
    """A query's form with its answer, from the current release or, as NAME@RELEASE, from a kept one."""
    query = _query(asked)
    values = _values()
    wrong: ParameterError | None = None
    found: Results | None = None
    try:
        text = ask(store(), query, values)
        found = results(querying.run(text, ("json",)), store())
    except ParameterError as error:
        wrong, text = error, query.text
    except QueryRefused as refused:
        raise _refusal(refused) from refused
    status = 400 if wrong else 200
    return make_response(_rendered(query, values, text, found, wrong), status)


@blueprint.get("/queries/<asked>.<any(csv, json, tsv, xml):suffix>")
def answered(asked: str, suffix: str) -> Response:
    """The answer as data, with all its rows."""
    query = _query(asked)
    try:
        found = querying.run(ask(store(), query, _values()), (suffix,))
    except ParameterError as error:
        raise Refusal(400, str(error), f"The page /queries/{asked} shows what can be chosen.") from error
    except QueryRefused as refused:
        raise _refusal(refused) from refused
    response = Response(found.body, content_type=found.media_type)
    response.headers["X-Truncated"] = str(found.truncated).lower()
    return response


def _query(asked: str) -> NamedQuery:
    """The query of NAME or NAME@RELEASE; from here on the request reads that release."""
    name, at, kept = asked.partition("@")
    if at:
        kept_release.read(f"/queries/{name}", kept)
        g.offered = tuple(form for form in g.get("offered", ()) if form.suffix in ("csv", "json"))
    try:
        return find(release.current(), name)
    except UnknownQueryError as error:
        near = [Near(f"/queries/{one}{at}{kept}") for one in error.nearest]
        raise Refusal(404, str(error), "All of them are on the page /queries.", nearest=near) from error


def _values() -> dict[str, str]:
    return {name: value for name, value in request.args.items() if value.strip()}


def _refusal(refused: QueryRefused) -> Refusal:
    return Refusal(refused.status, refused.message, refused.hint)


def _rendered(
    query: NamedQuery, values: dict[str, str], text: str, found: Results | None, wrong: ParameterError | None
) -> str:
    arguments = urlencode({name: value for name, value in values.items() if value})
    path = f"/queries/{query.name}@{release.current().name}"
    more = f"?{arguments}" if arguments else ""
    return render_template(
        "queries/query.html",
        query=query,
        fields=[_field(one, values, wrong) for one in query.parameters],
        wrong=wrong,
        results=found,
        columns=[in_words(one) for one in found.columns] if found else [],
        hints=HINTS,
        sparql=text,
        audiences=[AUDIENCES[one].removeprefix("For ") for one in query.audience],
        edit=address_of_query(text) or "/sparql",
        permanent=absolute(path + more),
        downloads=[(f"{path}.{suffix}{more}", name, suffix) for suffix, name in FORMATS],
        kept="@" in request.path,
        breadcrumbs=[{"text": "Home", "href": "/"}, {"text": "Questions", "href": "/queries"}],
    )


def in_words(variable: str) -> str:
    """What a column is called: "asOf" gives "As of"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", variable).lower()
    return words[:1].upper() + words[1:]


def _field(parameter: Parameter, values: dict[str, str], wrong: ParameterError | None) -> Field:
    error = str(wrong) if wrong and wrong.parameter == parameter.name else ""
    value = values.get(parameter.name, "").strip() or parameter.default
    return Field(parameter, value, tuple(choices(store(), parameter)), error)
