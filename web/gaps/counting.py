"""The SPARQL behind the map: a query whose answer is the number in every cell where practice counts."""

from __future__ import annotations

from kg import query
from kg.coverage import COLUMNS, ROWS

CONCEPT = "?practice sp:{facet}/skos:broader* ?column ."
LEADS = "?practice sp:ledBy|sp:partner ?column . ?column a sp:{kind} ."
GROUP = (
    "{{ ?requirement sp:partOf?/sp:{path} ?column }} UNION "
    "{{ ?practice sp:addresses/sp:partOf?/sp:{path} ?column }} ?column a sp:{kind} ."
)
BELONGS = {
    **{facet: CONCEPT.format(facet=facet) for facet in ("setting", "profession", "topic", "method")},
    "scope": "?practice sp:scope ?column .",
    "collaborative": LEADS.format(kind="Collaborative"),
    "office": LEADS.format(kind="LocalOffice"),
    "workstream": GROUP.format(path="inWorkstream", kind="Workstream"),
    "theme": GROUP.format(path="groupedUnder", kind="Theme"),
    "standard": "?practice sp:addresses ?column . ?column a sp:Standard .",
}
"""The field of Filters -> what says that a practice belongs to a column. The query's file has settings."""


def map_query(rows: str, columns: str) -> str:
    """The query for a map of `rows` (a key of ROWS) against `columns` (a key of COLUMNS)."""
    text = query.text("pages/gap-map").replace(BELONGS["setting"], BELONGS[COLUMNS[columns]])
    kinds = {name: " ".join(f"sp:{kind}" for kind in ROWS[name]) for name in ROWS}
    return text.replace(kinds["recommendations"], kinds[rows])
