"""A practice as search engines and course catalogues read it: schema.org's LearningResource.

https://schema.org/LearningResource · https://schema.org/AlignmentObject
"""

from __future__ import annotations

from typing import Any

from kg.things.node import Node
from kg.things.practices import PracticeView
from kg.things.references import of_document
from kg.things.requirements import grouped_under

LANGUAGE = "en-GB"


def learning_resource(view: PracticeView, page: str) -> dict[str, Any]:
    """The practice as JSON-LD; `page` is the whole address of its page.

    Its alignments are the requirements that it addresses: none where it counts nowhere. What the record
    does not say is left out.
    """
    node = view.node
    found = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": node.iri,
        "name": node.title,
        "description": node.summary,
        "url": page,
        "inLanguage": LANGUAGE,
        "learningResourceType": view.type.title,
        "creativeWorkStatus": "Withdrawn" if view.withdrawn else "Published",
        "isAccessibleForFree": True,
        "about": [{"@type": "DefinedTerm", "@id": one.iri, "name": one.title} for one in node.nodes("topic")],
        "audience": [{"@type": "Audience", "audienceType": one.title} for one in node.nodes("profession")],
        "contributor": [
            {"@type": "Organization", "@id": one.iri, "name": one.title} for one in node.nodes("ledBy")
        ],
        "isBasedOn": [_document(one) for one in view.documents],
        "educationalAlignment": [alignment(one) for one in node.nodes("addresses")],
    }
    return {name: value for name, value in found.items() if value not in ("", [])}


def alignment(requirement: Node) -> dict[str, str]:
    """That a practice teaches what a requirement asks for."""
    above = requirement.nodes("partOf")
    group = grouped_under(above[0] if above else requirement, "framework")
    found = {
        "@type": "AlignmentObject",
        "alignmentType": "teaches",
        "educationalFramework": group.title if group else "",
        "targetName": f"{requirement.kind.capitalize()} {requirement.number or ''}: {requirement.title}",
        "targetDescription": requirement.summary,
        "targetUrl": requirement.iri,
    }
    return {name: value for name, value in found.items() if value}


def _document(document: Node) -> dict[str, Any]:
    """A source document, as a creative work."""
    cited = of_document(document)
    found = {
        "@type": "CreativeWork",
        "@id": document.iri,
        "name": cited.title,
        "publisher": [{"@type": "Organization", "name": name} for name in cited.by],
        "datePublished": cited.issued,
        "url": cited.url,
    }
    return {name: value for name, value in found.items() if value}
