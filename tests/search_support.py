"""Helpers for tests of search: a small graph written as Turtle, and its index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.namespaces import ASSERTED, ID, PREFIXES
from kg.search import Search, build_index

HEAD = "\n".join(
    f"@prefix {prefix}: <{name}> ."
    for prefix, name in {
        **PREFIXES,
        **{kind: f"{ID}{kind}/" for kind in "practice topic setting method extent outcome status".split()},
        "state": f"{ID}state/",
        "kind": f"{ID}outcome-kind/",
    }.items()
)
SMALL = """
<ID/practice/round-table> a sp:CaseStudy, sp:Practice ; rdfs:label "Round table" ;
    dcterms:description "A ward team meets daily, so that patients fall less." ;
    schema:text "Every morning the team stands in a circle.\\n\\n## What it does not say\\n\\nThe expense." ;
    sp:setting setting:ward ; sp:topic topic:falls ; sp:evidence <ID/evidence/measured-change> ;
    sp:askedAs "nan toppled over again", "who stops old folk stumbling at dusk" ;
    sp:ledBy <ID/collaborative/northern-coast> ; sp:outcome outcome:circle ;
    sp:addresses <ID/action/6.1> .
outcome:circle a sp:Outcome ; sp:outcomeKind kind:outcome ; sp:measure "Falls avoided" ;
    sp:unit "falls" ; sp:resultPrinted "2,439" ; sp:qualifier "potentially" .
<ID/assertion/round-table--action-6.1> a sp:PracticeLink ; sp:subject <ID/practice/round-table> ;
    sp:object <ID/action/6.1> ; sp:extent extent:partial ;
    sp:assertionStatus <ID/assertion-status/published> .

<ID/practice/door-list> a sp:CaseStudy, sp:Practice ; rdfs:label "Door list" ;
    dcterms:description "Who waits is seen in the right order." ;
    schema:text "The list hangs at the door." ;
    sp:setting setting:emergency-department ; sp:method method:checklist ;
    sp:ledBy <ID/collaborative/southern-hills> ; sp:addresses <ID/standard/grid-2019/1.1> .
<ID/assertion/door-list--standard-grid-2019-1.1> a sp:PracticeLink ; sp:subject <ID/practice/door-list> ;
    sp:object <ID/standard/grid-2019/1.1> ; sp:extent extent:full ;
    sp:assertionStatus <ID/assertion-status/published> .

<ID/practice/old-way> a sp:CaseStudy, sp:Practice ; rdfs:label "Falls, the old way" ;
    dcterms:description "Falls were counted on falls charts." ; sp:topic topic:falls ;
    sp:setting setting:ward ; sp:currentStatus status:old-way .
status:old-way sp:state state:withdrawn ; dcterms:date "2020-05-04" ; dcterms:description "It did harm." .

<ID/recommendation/6> a sp:Recommendation, sp:Requirement ; rdfs:label "Concerns are answered" ;
    sp:number "6" ; dcterms:description "Whoever raises concerns gets an answer." ;
    sp:groupedUnder <ID/theme/3> ; sp:inWorkstream <ID/workstream/1> .
<ID/action/6.1> a sp:RecommendedAction, sp:Requirement ; rdfs:label "Concerns are raised at work" ;
    sp:number "6.1" ; dcterms:description "Learners can say what is unsafe." ;
    sp:partOf <ID/recommendation/6> .
<ID/theme/3> a sp:Theme ; rdfs:label "Learning for life" ; sp:number "3" .
<ID/workstream/1> a sp:Workstream ; rdfs:label "Places of learning" ; sp:number "1" .
<ID/framework/grid-2019> a sp:Framework ; rdfs:label "Grid 2019" ; sp:edition "2019" .
<ID/domain/grid-2019/1> a sp:Domain, sp:Requirement ; rdfs:label "The place" ; sp:number "1" ;
    sp:groupedUnder <ID/framework/grid-2019> .
<ID/standard/grid-2019/1.1> a sp:Standard, sp:Requirement ; rdfs:label "A kind place" ; sp:number "1.1" ;
    dcterms:description "Where people are met kindly." ; sp:partOf <ID/domain/grid-2019/1> ;
    sp:implements <ID/recommendation/6> .

<ID/collaborative/northern-coast> a sp:Collaborative, org:Organization ; rdfs:label "Northern Coast" ;
    skos:altLabel "NoCo" .
<ID/collaborative/southern-hills> a sp:Collaborative, org:Organization ; rdfs:label "Southern Hills" .

setting:hospital a skos:Concept ; skos:inScheme <ID/vocabulary/setting> ; skos:prefLabel "Hospital" .
setting:ward a skos:Concept ; skos:inScheme <ID/vocabulary/setting> ; skos:prefLabel "Ward" ;
    skos:broader setting:hospital .
setting:emergency-department a skos:Concept ; skos:inScheme <ID/vocabulary/setting> ;
    skos:prefLabel "Emergency department" ; skos:altLabel "A&E", "ED", "OR", "MAY" ;
    skos:hiddenLabel "acident and emergancy" ; skos:broader setting:hospital .
topic:falls a skos:Concept ; skos:inScheme <ID/vocabulary/topic> ; skos:prefLabel "Falls" ;
    skos:altLabel "slips and trips" ; skos:definition "People who fall." .
topic:raising-concerns a skos:Concept ; skos:inScheme <ID/vocabulary/topic> ;
    skos:prefLabel "Raising concerns" ; skos:altLabel "whistleblowing" .
method:checklist a skos:Concept ; skos:inScheme <ID/vocabulary/method> ; skos:prefLabel "Checklist" ;
    skos:altLabel "home care", "good practice" .
<ID/evidence/measured-change> a skos:Concept ; skos:inScheme <ID/vocabulary/evidence> ;
    skos:prefLabel "Measured change" ; skos:notation "1" .
"""
"""Three practices, one of them withdrawn, with requirements, collaboratives and vocabularies."""


def graph(*turtle: str) -> Store:
    """A store whose graph `asserted` holds some Turtle; `<ID/...>` is the IRI of a thing."""
    store = Store()
    for text in turtle:
        written = f"{HEAD}\n{text}".replace("<ID/", f"<{ID}")
        store.load(written.encode(), format=RdfFormat.TURTLE, to_graph=NamedNode(ASSERTED))
    return store


@contextmanager
def searching(folder: Path, *turtle: str) -> Iterator[Search]:
    """The search of a graph given as Turtle, closed at the end."""
    build_index(folder / "index", graph(*turtle))
    search = Search(folder / "index")
    try:
        yield search
    finally:
        search.close()


def practice(key: str, title: str = "A title", more: str = "") -> str:
    """A practice as Turtle; `more` are further predicates, each ended by a semicolon."""
    return f'<ID/practice/{key}> a sp:CaseStudy, sp:Practice ; {more} rdfs:label "{title}" .'
