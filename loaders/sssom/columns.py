"""The columns of our SSSOM tables: slots of the standard, and the extension slots that we declare.

https://mapping-commons.github.io/sssom/Mapping/ and, for extension slots,
https://mapping-commons.github.io/sssom/spec-model/#non-standard-slots
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, the property of an extension slot; `read` by an import or not.

    What is not read follows from what is: a title, an edition, who reviewed.
    """

    name: str
    help: str
    read: bool = True
    property: str = ""


STANDARD = (
    Column("record_id", "The name of the assertion. Leave it empty in a new row."),
    Column("subject_id", "What the assertion is about, such as `id:practice/safety-huddles`."),
    Column("subject_label", "Its title.", read=False),
    Column("subject_category", "Its class.", read=False),
    Column(
        "predicate_id",
        "`sp:addresses`, `sp:implements`, `sp:asksTheSameAs`, `sp:corresponds` or `sp:inWorkstream`.",
    ),
    Column("predicate_label", "The same in words.", read=False),
    Column("predicate_modifier", "`Not` in the table of negative rows, else empty."),
    Column("object_id", "The most precise requirement, such as `id:action/6.1`."),
    Column("object_label", "Its title.", read=False),
    Column("object_category", "Its class.", read=False),
    Column("mapping_justification", "How it came about; see below."),
    Column("author_label", "The role that asserts it; corpus editors where it is empty."),
    Column("reviewer_label", "Who reviewed it.", read=False),
    Column("subject_source", "The framework, or the document, that the subject comes from.", read=False),
    Column("subject_source_version", "Its edition.", read=False),
    Column("object_source", "The framework, or the document, that the object comes from.", read=False),
    Column("object_source_version", "Its edition.", read=False),
    Column("mapping_source", "The document that states it. Of a negative row: the assessment.", read=False),
    Column("mapping_date", "The day it was asserted, as 2026-11-22."),
    Column("review_date", "When it was reviewed, where one reader did.", read=False),
    Column("reviewer_agreement", "1, 0 or -1: whether that reader agrees.", read=False),
    Column("comment", "The rationale: one plain sentence. Of a negative row: why it was not kept."),
)
"""Slots of SSSOM that we fill, in the order of the specification."""
EXTENSIONS = (
    Column(
        "summary",
        "Of an implementation, likeness or correspondence: its summary.",
        property="dcterms:description",
    ),
    Column("more", "Of the same: further fields of its record, as JSON.", property="rdf:value"),
    Column("title", "Of the same: its title.", property="rdfs:label"),
    Column("body", "Of the same: the text of its page.", property="schema:text"),
    Column("set_aside", "Why it counts nowhere, where it does not.", read=False, property="skos:note"),
    Column("how", "Of an allocation: whole or embedded.", property="sp:allocatedAs"),
    Column("asserted_on", "The month or year, where no day is known.", property="sp:assertedOn"),
    Column("status", "draft, published or withdrawn; published if empty.", property="sp:assertionStatus"),
    Column("basis", "stated (by the document) or curated (by an editor).", property="sp:basis"),
    Column("figures", "The outcomes that bear on this requirement, by id.", property="sp:bearingFigure"),
    Column("citations", "Where it stands: document; locator; passages.", property="sp:citation"),
    Column("relation", "Of a correspondence: same, moved, narrower …", property="sp:correspondsAs"),
    Column("extent", "Of a practice link: full, partial or minor.", property="sp:extent"),
    Column("reviews", "What readers said: by; date; verdict; comment.", property="sp:review"),
    Column("to_edition", "Of a correspondence: the other edition.", property="sp:toEdition"),
    Column("withdrawn_because", "Why it was withdrawn.", property="sp:withdrawnBecause"),
)
"""Our own slots, in the order of their properties, as the canonical form of SSSOM TSV has it."""
COLUMNS = {column.name: column for column in (*STANDARD, *EXTENSIONS)}
"""Every column by its name, in the order in which a table has them."""
NO_TERM = "sssom:NoTermFound"
"""The object of a correspondence that says that there is no counterpart."""
CURATED, STATED = "semapv:ManualMappingCuration", "semapv:UnspecifiedMatching"
"""The justification of what an editor judged, and of what a document states without saying how it knows."""
