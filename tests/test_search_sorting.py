"""Matches can be had by relevance, the newest first, or the strongest evidence first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from search_support import practice, searching

from kg.search import Search

GRADES = """
<ID/evidence/strong> a skos:Concept ; skos:inScheme <ID/vocabulary/evidence> ;
    skos:prefLabel "Strong" ; skos:notation "1" .
<ID/evidence/weak> a skos:Concept ; skos:inScheme <ID/vocabulary/evidence> ;
    skos:prefLabel "Weak" ; skos:notation "2" .
<ID/document/newest-of-all> a sp:Document ; rdfs:label "A kettle book" ; dcterms:issued "2024" .
status:gone sp:state state:withdrawn ; dcterms:date "2020-05-04" ; dcterms:description "It did harm." .
"""


@pytest.fixture(scope="module")
def kettles(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    about = 'dcterms:description "A kettle." ;'
    with searching(
        tmp_path_factory.mktemp("kettles"),
        GRADES,
        practice("best", "Kettle kettle", 'sp:reported "2016" ; sp:evidence <ID/evidence/weak> ;'),
        practice("new", "Lamp", f'sp:reported "2019-03" ; sp:evidence <ID/evidence/weak> ; {about}'),
        practice("strong", "Chair", f'sp:reported "2018-11" ; sp:evidence <ID/evidence/strong> ; {about}'),
        practice("unsaid", "Table", about),
        practice("gone", "Kettle", 'sp:reported "2023" ; sp:currentStatus status:gone ;'),
    ) as search:
        yield search


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("relevance", ["best", "strong", "new", "unsaid", "newest-of-all", "gone"]),
        ("newest", ["new", "strong", "best", "unsaid", "newest-of-all", "gone"]),
        ("evidence", ["strong", "best", "new", "unsaid", "newest-of-all", "gone"]),
    ],
)
def test_practice_is_sorted_before_the_rest_and_what_was_withdrawn_stays_last(
    kettles: Search, sort: str, order: list[str]
) -> None:
    found = [hit.key for hit in kettles.search("kettle", sort=sort).hits]
    assert (found[0], found[-2:]) == (order[0], order[-2:])
    assert found == order or sort == "relevance"


def test_everything_can_be_sorted_too(kettles: Search) -> None:
    assert [hit.key for hit in kettles.search("", sort="newest").hits][:4] == [
        "new",
        "strong",
        "best",
        "unsaid",
    ]
