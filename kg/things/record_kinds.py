"""The kinds of record that share one page: their fields in order, with the words for readers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A field of a kind of record: its property and what readers call it.

    `shape` says how its values are shown: text, texts (one a line), date, things, or code (a concept).
    """

    name: str
    label: str
    shape: str = "text"


@dataclass(frozen=True)
class Kind:
    """A kind of record: its class of the ontology, its fields in order, how its list is grouped.

    `by` is the property whose value is the heading (text or a concept's name), or empty. `about` says
    in a sentence or two what records of this kind are.
    """

    of_class: str
    about: str
    fields: tuple[Field, ...]
    by: str = ""


KINDS = {
    "progress": Kind(
        "ProgressNote",
        "What the sources say of how far work on a recommendation or action is.",
        (
            Field("progressOf", "About", "things"),
            Field("progressState", "State", "code"),
            Field("asOf", "As of", "date"),
            Field("progressDone", "What is done"),
            Field("progressBy", "By whom"),
            Field("lever", "With which lever"),
            Field("barrier", "Against which barrier"),
            Field("nextStep", "What is next"),
        ),
        "progressState",
    ),
    "assessment": Kind(
        "Assessment",
        "Somebody searched the documents for practice for a requirement: where, what was weighed, and why "
        "each piece was kept or not.",
        (
            Field("assessmentOf", "About", "things"),
            Field("assessedOn", "Searched on", "date"),
            Field("assessedBy", "Searched by"),
            Field("searchedDocument", "Documents searched", "things"),
            Field("searchedPlace", "Places searched", "texts"),
        ),
    ),
    "commitment": Kind(
        "Commitment",
        "What the documents say will be done, and what later ones say of it.",
        (
            Field("committedBy", "Who", "things"),
            Field("about", "About", "things"),
            Field("due", "By when", "date"),
            Field("dueNote", "In the source's terms"),
            Field("commitmentState", "Was it kept?", "code"),
            Field("became", "What later documents say"),
        ),
        "commitmentState",
    ),
    "group": Kind(
        "GovernanceGroup",
        "Boards, forums and groups that govern or advise.",
        (
            Field("groupOf", "Part of", "things"),
            Field("chair", "Chaired by"),
            Field("meets", "Meets"),
            Field("setUp", "Set up", "date"),
            Field("setUpNote", "On its setting up"),
            Field("reportsTo", "Reports to", "things"),
            Field("member", "Members", "texts"),
        ),
    ),
    "event": Kind(
        "Event",
        "Workshops, roundtables, conferences, reports and whatever else has a date.",
        (
            Field("form", "Kind of event"),
            Field("skos:altLabel", "Also called", "texts"),
            Field("eventDate", "When", "date"),
            Field("eventUntil", "Until", "date"),
            Field("dateNote", "On the date"),
            Field("heldBy", "Held by", "things"),
            Field("attendedBy", "Who took part", "texts"),
            Field("about", "About", "things"),
        ),
        "form",
    ),
    "discrepancy": Kind(
        "Discrepancy",
        "Places in the sources that do not agree.",
        (Field("form", "What differs"), Field("about", "About", "things")),
        "form",
    ),
    "thread": Kind(
        "Thread",
        "What became of it: one thing followed through the documents under its changing names.",
        (),
    ),
    "cycle-step": Kind(
        "CycleStep",
        "The steps of the quality cycle of the handbook, in order.",
        (Field("number", "Number"),),
    ),
    "risk-matrix": Kind(
        "RiskMatrix",
        "Tables that give a risk its rating, from how likely it is and how grave.",
        (),
    ),
    "risk-level": Kind(
        "RiskLevel",
        "The levels of risk of the handbook, and what it does at each.",
        (Field("intervention", "Interventions", "things"),),
    ),
    "intervention": Kind(
        "QualityIntervention",
        "What is done where the quality of education is in doubt: to find out, or to help.",
        (Field("form", "Kind of intervention"),),
        "form",
    ),
    "scenario": Kind(
        "Scenario",
        "Examples that the handbook made up for teaching. They are not practice, and count as none.",
        (
            Field("riskLevel", "Level of risk", "things"),
            Field("scenarioFound", "What was found"),
            Field("intervention", "Interventions", "things"),
            Field("interventionNote", "How it was dealt with"),
            Field("scenarioResult", "What came of it"),
            Field("concerns", "What it teaches about", "things"),
            Field("concernsBecause", "Why these"),
        ),
        "riskLevel",
    ),
    "term": Kind(
        "Term",
        "Terms and abbreviations of the documents.",
        (Field("standsFor", "Stands for"), Field("about", "See", "things")),
    ),
    "subject": Kind(
        "Subject",
        "Surveys, agreements, roles, processes and whatever else the documents describe.",
        (
            Field("form", "Kind of thing"),
            Field("skos:altLabel", "Also called", "texts"),
            Field("dcterms:issued", "Published", "date"),
            Field("belongsTo", "Belongs to", "things"),
        ),
        "form",
    ),
}
"""The kinds of record that share a page, each with its fields in the order in which they are shown."""
