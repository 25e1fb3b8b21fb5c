"""/ontology: what the classes and properties mean, how they are used, and the rules that infer."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, render_template

from kg.export import ontology_triples
from kg.infer import rules
from kg.namespaces import SP, shorten
from kg.things.ontology import Ontology, ontology
from kg.things.term_examples import Example, examples
from loaders import settings
from web import release, represent
from web.addresses import address_of_iri
from web.fetch import store
from web.negotiate import RDF_RULE
from web.ontology_picture import HEIGHT, WIDTH, picture
from web.per_release import PerRelease

blueprint = Blueprint("ontology", __name__)

_terms: PerRelease[Ontology] = PerRelease(lambda opened: ontology(opened.store))
_examples: PerRelease[dict[str, Example]] = PerRelease(lambda opened: examples(opened.store))


@blueprint.get("/ontology")
def page() -> str:
    """Every term with its definition and uses; the projections and the rules."""
    folder = settings.ONTOLOGY.path()
    return render_template(
        "ontology/ontology.html",
        ontology=_terms.of(release.current()),
        examples=_examples.of(release.current()),
        picture=picture(_terms.of(release.current())),
        box=(WIDTH, HEIGHT),
        projections=rules(folder / "projection"),
        rules=rules(folder / "rules"),
        short=shorten,
        address_of_term=address_of_term,
        breadcrumbs=[{"text": "Home", "href": "/"}],
    )


@blueprint.get(f"/ontology.{RDF_RULE}")
def data(suffix: str) -> Response:
    """The ontology as RDF, or its terms as JSON: the members of kg.things.ontology.Ontology."""
    if suffix != "json":
        return represent.rdf(ontology_triples(store()), suffix, SP.rstrip("#"))
    return jsonify(**asdict(_terms.of(release.current())), release=release.name())


def address_of_term(iri: str) -> str | None:
    """Where a term is explained: on this page if it is of the ontology, elsewhere on the site, or not."""
    return f"#{iri.removeprefix(SP)}" if iri.startswith(SP) else address_of_iri(iri)
