"""The kinds of thing that can be found: their names, their order and how much each weighs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of hit: its key, its name for one and for many, its weight in ranking.

    `said` are the plural words by which a question asks for it ("which standards ...").
    """

    key: str
    one: str
    many: str
    weight: float
    said: tuple[str, ...] = ()


PRACTICE = "practice"
CONCEPT = "concept"
KINDS = (
    Kind(PRACTICE, "practice", "practices", 3.0, ("practices", "case studies", "case study")),
    Kind("recommendation", "recommendation", "recommendations", 1.0, ("recommendations",)),
    Kind("action", "action", "recommended actions", 1.0, ("actions", "recommended actions")),
    Kind("domain", "domain", "domains", 1.0, ("domains",)),
    Kind("standard", "standard", "standards", 1.0, ("standards",)),
    Kind("principle", "principle", "principles", 1.0, ("principles",)),
    Kind("priority", "strategic priority", "strategic priorities", 1.0, ("strategic priorities",)),
    Kind("objective", "objective", "objectives", 1.0, ("objectives",)),
    Kind("theme", "theme", "themes", 0.5, ("themes",)),
    Kind("workstream", "workstream", "workstreams", 0.5, ("workstreams",)),
    Kind("framework", "framework", "frameworks", 0.5, ("frameworks",)),
    Kind("scenario", "scenario", "scenarios", 0.9, ("scenarios", "teaching scenarios")),
    Kind("programme", "programme", "programmes", 0.8, ("programmes",)),
    Kind("resource", "resource", "resources", 0.8, ("resources",)),
    Kind("collaborative", "collaborative", "collaboratives", 0.7, ("collaboratives",)),
    Kind("organisation", "organisation", "organisations", 0.7, ("organisations", "organizations")),
    Kind("office", "local office", "local offices", 0.6, ("local offices",)),
    Kind("region", "region", "regions", 0.6, ("regions",)),
    Kind("document", "document", "documents", 0.5, ("documents",)),
    Kind("group", "group", "groups", 0.5, ("groups", "boards and groups")),
    Kind("event", "event", "events", 0.5, ("events",)),
    Kind("commitment", "commitment", "commitments", 0.5, ("commitments",)),
    Kind("progress", "progress note", "progress notes", 0.5, ("progress notes",)),
    Kind("assessment", "assessment", "assessments", 0.5),
    Kind("thread", "thread", "threads", 0.5),
    Kind("discrepancy", "discrepancy", "discrepancies", 0.5, ("discrepancies",)),
    Kind("cycle-step", "step of the quality cycle", "steps of the quality cycle", 0.5),
    Kind("risk-matrix", "risk matrix", "risk matrices", 0.5),
    Kind("risk-level", "risk level", "risk levels", 0.5, ("risk levels",)),
    Kind("intervention", "quality intervention", "quality interventions", 0.5, ("interventions",)),
    Kind("subject", "subject", "subjects", 0.5),
    Kind("term", "term", "terms", 0.5, ("terms",)),
    Kind(CONCEPT, "word of a vocabulary", "words of the vocabularies", 0.3),
)
"""In the order in which they are listed when nothing is asked for."""
BY_KEY = {kind.key: kind for kind in KINDS}
PLACE = {kind.key: place for place, kind in enumerate(KINDS)}
GROUPING = {"theme", "workstream", "domain", "framework"}
"""The kinds that only group what practice is asked to address; their names say little of a practice."""
REQUIREMENTS = {
    "recommendation",
    "action",
    "domain",
    "standard",
    "principle",
    "priority",
    "objective",
    "theme",
    "workstream",
}
"""The kinds that practice can be asked to address, and their groups."""
SCHEMES = {
    "setting": "setting",
    "profession": "profession or role",
    "topic": "topic",
    "method": "method",
    "evidence": "evidence",
}
"""The vocabularies whose concepts can be found, and what one concept of each is called."""
NUMBERED = {
    "recommendation": "recommendation",
    "rec": "recommendation",
    "action": "action",
    "standard": "standard",
    "std": "standard",
    "domain": "domain",
    "principle": "principle",
    "priority": "priority",
    "objective": "objective",
    "theme": "theme",
    "workstream": "workstream",
}
"""The words that stand before a number, and the kind that each means."""
