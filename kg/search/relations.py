"""How the documents are related: concepts, organisations, figures, resources, later facts and status."""

from __future__ import annotations

import datetime
from collections import defaultdict

from pyoxigraph import Store

from kg.namespaces import kind_and_key
from kg.search.documents import Document, Documents, Related, in_sentence
from kg.search.graph import by_thing, rows
from kg.search.kinds import PRACTICE
from kg.things.figures import Figure, figure
from kg.things.node import Node

NAMED_AS = {
    "setting": "its setting is {}",
    "topic": "its topic is {}",
    "method": "its method is {}",
    "profession": "{} took part in it or learned from it",
    "evidence": "its evidence is graded {}",
}
"""How a practice is related to a concept of each vocabulary, as a sentence."""
FOUND_BY = {"Counted in", "Of whom or what", "Period"}
"""The details of a figure that it is found by; who reported it is nearly always the same document."""
DONE = {"led by": "led", "partner": "took part in"}
"""What an organisation did in a practice, for the organisation itself to be found by the practice."""
ROLES = {
    "led by": "{} led it",
    "partner": "{} took part in it",
    "provided by": "{} provides it",
    "published by": "{} published it",
    "part of": "it is part of {}",
}
"""How a thing is related to an organisation, as a sentence."""


def relate(store: Store, found: Documents) -> None:
    """Add to the documents what they are related to, apart from requirements."""
    wider = _wider(store, found)
    for row in rows(store, "practice-concepts"):
        if row["thing"] in found and row["concept"] in found:
            _carry(found[row["thing"]], found[row["concept"]], wider[row["concept"]])
    for thing, outcomes in by_thing(store, "outcomes").items():
        if thing in found:
            found[thing].outcomes = [_said(figure(Node(store, row["outcome"]))) for row in outcomes]
    _people(store, found)
    _resources(store, found)
    _later(store, found)
    for row in rows(store, "dates"):
        if row["thing"] in found:
            found[row["thing"]].date = row["date"]
    for row in rows(store, "grades"):
        if row["thing"] in found:
            found[row["thing"]].grade = row["grade"]


def _said(figure: Figure) -> str:
    """All that a figure is found by: its line, what it counts, of whom and when. An aim is called one."""
    line = figure.line + (" (an aim)" if figure.kind == "target" else "")
    details = "; ".join(said for name, said in figure.details if name in FOUND_BY)
    return f"{line} ({details})" if details else line


def _wider(store: Store, found: Documents) -> dict[str, list[Document]]:
    """The wider concepts of each concept, noted on the concept too."""
    wider: dict[str, list[Document]] = defaultdict(list)
    for row in rows(store, "wider-concepts"):
        if row["thing"] in found and row["wider"] in found:
            above = found[row["wider"]]
            wider[row["thing"]].append(above)
            found[row["thing"]].relate(above.id, f"it stands under {in_sentence(above.title)}")
            found[row["thing"]].wider.add(above.id)
    return wider


def _carry(practice: Document, concept: Document, wider: list[Document]) -> None:
    named_as, title = NAMED_AS[concept.scheme], in_sentence(concept.title)
    practice.because[concept.id] = named_as.format(title)
    practice.wider.discard(concept.id)
    for above in wider:
        if above.id not in practice.because:
            practice.because[above.id] = named_as.format(f"{title} (under {in_sentence(above.title)})")
            practice.wider.add(above.id)


def _people(store: Store, found: Documents) -> None:
    for row in rows(store, "organisations"):
        if row["thing"] in found and row["organisation"] in found:
            thing, organisation = found[row["thing"]], found[row["organisation"]]
            thing.relate(organisation.id, ROLES[row["role"]].format(organisation.title))
            if thing.kind == PRACTICE and row["role"] in DONE:
                did = f"a practice that it {DONE[row['role']]}, {thing.title}"
                organisation.related.append(Related(thing.title, did))


def _resources(store: Store, found: Documents) -> None:
    for row in rows(store, "resources"):
        if row["thing"] in found and row["resource"] in found:
            practice, resource = found[row["thing"]], found[row["resource"]]
            practice.relate(resource.id, f"{resource.title} belongs to it")
            resource.related.append(Related(practice.title, f"the practice it belongs to, {practice.title}"))


def _later(store: Store, found: Documents) -> None:
    for row in rows(store, "later-facts"):
        if row["thing"] in found:
            found[row["thing"]].body += f"\n\n{row['fact']}"
    for row in rows(store, "statuses"):
        if row["thing"] in found:
            document = found[row["thing"]]
            document.status = (kind_and_key(row["state"]) or ("", row["state"]))[1]
            document.status_note = f"it was {document.status} {_when(row['date'])}: {row['note']}"


def _when(date: str) -> str:
    """`on 10 March 2023`, `in March 2023` or `in 2023`."""
    if len(date) == 10:
        day = datetime.date.fromisoformat(date)
        return f"on {day.day} {day:%B %Y}"
    return f"in {datetime.date.fromisoformat(f'{date}-01'):%B %Y}" if len(date) == 7 else f"in {date}"
