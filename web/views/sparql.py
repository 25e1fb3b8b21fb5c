"""/sparql: queries from anybody, answered as data or on a page that works without scripts."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request
from werkzeug import Response as AnyResponse
from werkzeug.exceptions import HTTPException

from kg import dataset, service
from kg.compared import Reason
from kg.labels import labelled_csv
from kg.sparql import WELL_KNOWN, QueryRefused, QueryResult
from kg.things.completing import Completion, completions
from kg.things.ontology import ontology
from kg.unknown import UnknownName
from web import errors, querying, release, represent, told
from web.fetch import store
from web.per_release import PerRelease
from web.protocol import MEND, MISSING, Question, option, question
from web.site import absolute
from web.sparql_page import page, waiting

blueprint = Blueprint("sparql", __name__)

DESCRIPTIONS = {"ttl": "ttl", "nt": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}
"""The pool's names of RDF's syntaxes -> the suffixes by which the rest of the site calls them."""
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "X-Truncated, X-Row-Limit, X-Unknown-Names, X-Empty-Because, Retry-After"
    ),
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
"""What a browser asks before it lets another site's page send a query. https://fetch.spec.whatwg.org/"""
_graph_counts: PerRelease[list[dataset.GraphCount]] = PerRelease(lambda opened: dataset.graphs(opened.store))
_terms: PerRelease[list[Completion]] = PerRelease(
    lambda opened: completions(opened.store, ontology(opened.store))
)


@blueprint.route("/sparql", methods=["GET", "POST"])
def sparql() -> AnyResponse:
    """Answer a query; where there is none, show the form or say what this service is."""
    asked = question()
    if asked.forms == ("html",):
        return page(asked)
    if asked.query is None:
        return _described(asked)
    labels = option("labels", ("false", "true")) == "true"
    if labels and asked.forms[:1] != ("csv",):
        raise errors.Refusal(400, "Only CSV has columns of names.", "Ask for it with format=csv.")
    forms = ("json",) if labels else asked.forms
    try:
        answer = querying.run(asked.query, forms, asked.default_graphs, asked.named_graphs)
        response = _with_names(answer) if labels else Response(answer.body, content_type=answer.media_type)
    except QueryRefused as refused:
        return _refused(refused)
    response.headers["X-Truncated"] = str(answer.truncated).lower()
    if answer.truncated:
        response.headers["X-Row-Limit"] = str(answer.rows)
    if unknown := told.unknown(asked):
        response.headers["X-Unknown-Names"] = ", ".join(map(_named, unknown))
    if answer.nothing and (reasons := told.why_nothing(asked, counted=answer.rows > 0)):
        response.headers["X-Empty-Because"] = "; ".join(map(_because, reasons))
    response.vary.add("Accept")
    return response


def _because(reason: Reason) -> str:
    """A reason as a header can carry it: on one line, in ASCII."""
    return reason.told.encode("ascii", "backslashreplace").decode()


def _with_names(answer: QueryResult) -> Response:
    """The rows as CSV with a column of names after each column of IRIs. Raises a 400 for a yes or no."""
    if answer.kind != "select":
        raise errors.Refusal(400, "Only a SELECT has columns.", "Leave out the parameter “labels”.")
    return Response(labelled_csv(answer, store()), content_type="text/csv; charset=utf-8")


@blueprint.get("/sparql/terms.json")
def terms() -> AnyResponse:
    """What the editor completes: classes and properties with their labels, and the well-known prefixes."""
    opened = release.current()
    response = jsonify(
        release=opened.name, prefixes=WELL_KNOWN, terms=[asdict(one) for one in _terms.of(opened)]
    )
    response.add_etag()
    return response.make_conditional(request)


def _named(unknown: UnknownName) -> str:
    """An unknown name in the letters that a header can hold."""
    meant = f" (did you mean {unknown.meant}?)" if unknown.meant else ""
    return f"{unknown.written}{meant}".encode("ascii", "backslashreplace").decode()


@blueprint.errorhandler(HTTPException)
def explain(error: HTTPException) -> HTTPException | AnyResponse:
    """Errors of the request: a page where Accept names HTML, else problem+json even for */*."""
    if "html" in request.headers.get("Accept", "") or error.code is None or error.code < 400:
        return errors.explain(error)
    return _problem(errors.Problem.of(error).as_json())


@blueprint.after_request
def open_to_all(response: Response) -> Response:
    """Let pages of other sites ask from a reader's browser: whatever is here, everybody may read."""
    response.headers.update(CROSS_ORIGIN)
    if request.method == "OPTIONS":
        response.headers.update(PREFLIGHT)
    return response


def _described(asked: Question) -> AnyResponse:
    """The description of the service, in the first of the forms asked for that RDF can have.

    Raises a 400 where there are parameters: then a query was meant.
    """
    if other := [name for name in request.args if name != "format"]:
        raise errors.Refusal(400, f"{MISSING} What is given is: {', '.join(other)}.", MEND)
    form = next((form for form in asked.forms if form in DESCRIPTIONS), None)
    if form is None:
        raise errors.Refusal(400, MISSING, MEND)
    opened = release.current()
    triples = service.description(opened, _graph_counts.of(opened), querying.limits(), absolute)
    response = represent.rdf(triples, DESCRIPTIONS[form], service.iri(absolute), service.PREFIXES)
    response.vary.add("Accept")
    return response


def _refused(refused: QueryRefused) -> AnyResponse:
    """A refusal as RFC 9457 has it, with the place in the query and the hint as members of their own."""
    problem: dict[str, object] = {
        "type": "about:blank",
        "title": refused.message,
        "status": refused.status,
        "detail": str(refused),
        "instance": "/sparql",
        "hint": refused.hint,
    }
    if refused.line is not None:
        problem |= {"line": refused.line, "column": refused.column}
    return waiting(_problem(problem), refused)


def _problem(problem: dict[str, object]) -> AnyResponse:
    response = jsonify(problem)
    response.status_code = int(str(problem["status"]))
    response.mimetype = "application/problem+json"
    response.vary.add("Accept")
    return response
