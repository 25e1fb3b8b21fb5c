"""The page of /sparql: the editor with an answer, a refusal, or nothing yet. It works without scripts."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass
from functools import partial

from flask import make_response, redirect, render_template, request
from werkzeug import Response as AnyResponse

from kg.answer_pictures import Bars, Network
from kg.compared import Reason
from kg.named import NamedQuery, of_release
from kg.sparql import FORMATS, WELL_KNOWN, QueryRefused
from kg.unknown import UnknownName, mended
from web import querying, release, told
from web.addresses import address_of_iri
from web.fetch import store
from web.protocol import Question, option
from web.results import SHOWN, Results, results
from web.site import absolute
from web.sparql_short import address_of_query, short_address

DOWNLOADS = {
    False: (("csv", "CSV"), ("json", "JSON"), ("xml", "XML"), ("tsv", "TSV")),
    True: (("ttl", "Turtle"), ("nt", "N-Triples"), ("jsonld", "JSON-LD"), ("rdfxml", "RDF/XML")),
}
"""Whether the answer is a graph -> the formats in which it can be downloaded."""
EXAMPLES = 5
"""Named queries that the page shows; the others are on /queries."""
VIEWS = ("table", "chart", "graph")
LONGEST_BAR = 240
"""Pixels of the bar of the greatest number."""
KEPT = 30
"""Queries that a reader's own browser remembers."""
START = """\
PREFIX sp: <https://w3id.org/safer-practice/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?practice ?name
WHERE {
  ?practice a sp:CaseStudy ;
    rdfs:label ?name .
}
ORDER BY ?name
LIMIT 50
"""
"""What the editor holds before anything is asked."""


@dataclass(frozen=True)
class Look:
    """How an answer is shown: as a table alone, or a chart or graph above it; names or whole IRIs."""

    view: str = "table"
    labels: str = "true"

    def changed(self, **other: str) -> dict[str, str]:
        """The parameters for this look with something else instead; what is so by itself is left out."""
        return {
            name: value for name, value in (asdict(self) | other).items() if value != getattr(Look(), name)
        }


@dataclass(frozen=True)
class Shown:
    """What the page shows beside its form: an answer or a refusal, or nothing yet."""

    text: str = ""
    look: Look = Look()
    results: Results | None = None
    refused: QueryRefused | None = None
    unknown: tuple[UnknownName, ...] = ()
    reasons: tuple[Reason, ...] = ()


def page(asked: Question) -> AnyResponse:
    """The page for what is asked; who posted a query is sent on to its address, if it fits into one."""
    look = Look(option("view", VIEWS), option("labels", ("true", "false")))
    if asked.query is None:
        return _rendered(Shown(look=look))
    text = asked.text.replace("\r\n", "\n")  # forms send every line's end so
    if (
        request.method == "POST"
        and not asked.chosen
        and (address := address_of_query(text, **look.changed()))
    ):
        return redirect(f"{address}#results", 303)
    try:
        answer = querying.run(asked.query, ("json", "ttl"), asked.default_graphs, asked.named_graphs)
    except QueryRefused as refused:
        return waiting(_rendered(Shown(text, look, refused=refused), refused.status), refused)
    found = results(answer, store(), names=look.labels == "true")
    counted = answer.kind == "select" and answer.rows > 0
    reasons = told.why_nothing(asked, counted=counted) if found.empty else ()
    response = _rendered(Shown(text, look, found, unknown=told.unknown(asked), reasons=reasons))
    response.headers["X-Truncated"] = str(answer.truncated).lower()
    return response


def _rendered(shown: Shown, status: int = 200) -> AnyResponse:
    found = shown.results
    page = render_template(
        "sparql/sparql.html",
        shown=shown,
        start=START,
        kept=KEPT,
        address=address_of_query(shown.text) if shown.text else "",
        short=absolute(short_address(shown.text)) if shown.text else "",
        turned=partial(_turned, shown),
        mended=_mended(shown),
        chart=_chart(found.bars) if found and found.bars and shown.look.view == "chart" else "",
        drawn=_drawn(found.network) if found and found.network and shown.look.view == "graph" else {},
        downloads=DOWNLOADS[bool(found and found.triples)],
        most_shown=SHOWN,
        limits=querying.limits(),
        examples=examples(),
        prefixes=WELL_KNOWN,
        formats_of=FORMATS,
        breadcrumbs=[{"text": "Home", "href": "/"}],
    )
    response = make_response(page, status)
    response.vary.add("Accept")
    return response


def _turned(shown: Shown, **other: str) -> str:
    """The address of the same answer with another look, empty where the query is too long for one."""
    address = address_of_query(shown.text, **shown.look.changed(**other))
    return f"{address}#results" if address else ""


def _mended(shown: Shown) -> str:
    """The address of the query with the names that were probably meant, empty where none is known."""
    text = mended(shown.text, shown.unknown)
    address = address_of_query(text, **shown.look.changed()) if text != shown.text else ""
    return f"{address}#results" if address else ""


def _chart(bars: Bars) -> str:
    """The picture of the bars as an address that holds it."""
    most = max(number for _, number in bars.bars) or 1
    drawn = [(label, f"{number:,.10g}", round(LONGEST_BAR * number / most, 1)) for label, number in bars.bars]
    picture = render_template("sparql/bars.svg", bars=drawn, longest=LONGEST_BAR)
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"


def _drawn(network: Network) -> dict[str, object]:
    """What the script draws: each thing with its name and page, and the relations."""
    nodes = [(iri, name, address_of_iri(iri)) for iri, name in network.nodes]
    return {"nodes": nodes, "edges": network.edges}


def examples() -> list[NamedQuery]:
    """The first queries of the release to start from; none before the first build."""
    return list(of_release(release.current()).values())[:EXAMPLES] if release.name() else []


def waiting(response: AnyResponse, refused: QueryRefused) -> AnyResponse:
    """The response with the time after which to ask again, where the refusal has one."""
    if refused.retry_after is not None:
        response.headers["Retry-After"] = str(refused.retry_after)
    return response
