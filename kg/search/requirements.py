"""How practices and requirements are related: what addresses what, and what belongs to what."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Store

from kg.namespaces import kind_and_key
from kg.search.documents import Document, Documents
from kg.search.graph import by_thing, rows
from kg.search.kinds import PLACE
from kg.search.results import Addressed
from kg.things.node import natural

EXTENTS = {"full": 1.0, "partial": 0.8, "minor": 0.5}
"""How well a practice answers a question for a requirement that it addresses to an extent."""
THROUGH = {"part": 0.9, "group": 0.6, "implements": 0.3}
"""What is left of that for the whole, the group, and a recommendation that is reached by inference only."""
MEMBER = 0.05
"""How well a part answers a question for its whole: always after the practices."""


class Whole(NamedTuple):
    """What a requirement belongs to, in which relation (a key of THROUGH)."""

    document: Document
    relation: str


Wholes = dict[str, list[Whole]]


def relate(store: Store, found: Documents) -> None:
    """Add to practices what they address and to requirements what addresses them, with editions."""
    wholes = _wholes(store, found)
    _editions(store, found, wholes)
    for requirement, above in wholes.items():
        for whole in above:
            _belong(found[requirement], whole)
    for row in rows(store, "links"):
        if row["thing"] in found and row["requirement"] in found:
            extent = (kind_and_key(row["extent"]) or ("", row["extent"]))[1]
            _address(found[row["thing"]], found[row["requirement"]], extent, wholes)
    for document in found.values():
        document.addresses.sort(key=lambda one: (PLACE[found[one.id].kind], natural(one.number)))


def _wholes(store: Store, found: Documents) -> Wholes:
    return {
        thing: [Whole(found[row["whole"]], row["relation"]) for row in given if row["whole"] in found]
        for thing, given in by_thing(store, "wholes").items()
        if thing in found
    }


def _editions(store: Store, found: Documents, wholes: Wholes) -> None:
    """A framework's edition is that of its domains and principles, and of their standards."""
    for row in rows(store, "editions"):
        if row["thing"] in found:
            found[row["thing"]].edition = row["edition"]
    for _ in ("domains and principles", "standards"):
        for requirement, above in wholes.items():
            editions = [whole.document.edition for whole in above if whole.relation != "implements"]
            found[requirement].edition = found[requirement].edition or next(filter(None, editions), "")


def _belong(requirement: Document, whole: Whole) -> None:
    said = whole.document.said
    sentence = {
        "part": f"it is part of {said}",
        "group": f"it stands under {said}",
        "implements": f"it implements {said}",
    }[whole.relation]
    requirement.relate(whole.document.id, sentence, MEMBER)


def _address(practice: Document, requirement: Document, extent: str, wholes: Wholes) -> None:
    strength, sentence = EXTENTS[extent], f"it addresses {requirement.said} ({extent})"
    practice.addresses.append(Addressed(requirement.id, requirement.number, requirement.title, extent))
    practice.relate(requirement.id, sentence, strength)
    for above, relation in wholes.get(requirement.id, []):
        practice.relate(above.id, _through(sentence, above, relation), strength * THROUGH[relation])
        if relation == "part":
            _through_part(practice, above, f"{sentence}, which is part of {above.said}", strength, wholes)


def _through_part(
    practice: Document, whole: Document, sentence: str, strength: float, wholes: Wholes
) -> None:
    for above, relation in wholes.get(whole.id, []):
        if relation != "part":
            practice.relate(above.id, _through(sentence, above, relation), strength * THROUGH[relation])


def _through(sentence: str, above: Document, relation: str) -> str:
    return {
        "part": f"{sentence}, which is part of {above.said}",
        "group": f"{sentence}, which stands under {above.said}",
        "implements": f"{sentence}, which implements {above.said} (inferred, not counted)",
    }[relation]
