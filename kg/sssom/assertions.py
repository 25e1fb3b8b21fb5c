"""The assertions of a corpus, wherever its records hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from kg.triples import allocation_key, link_key
from loaders.corpus import Corpus, Entry
from loaders.delivery import Correspondence
from loaders.handbook import Objective, Priority
from loaders.parts import AllocationClaim, Claim, Link
from loaders.record import RequirementRecord
from loaders.records import (
    Domain,
    Implementation,
    Likeness,
    Practice,
    Principle,
    Recommendation,
    Standard,
    Workstream,
)


@dataclass(frozen=True)
class Kind:
    """A kind of assertion: its predicate, its model, and what its ends may be.

    `holder` is the record that holds it in the list `field`: its subject or its object. An assertion
    without a holder is a record of its own. `columns` are those that only some kinds have.
    """

    predicate: str
    name: str
    label: str
    model: type[Claim]
    subjects: tuple[type[BaseModel], ...]
    objects: tuple[type[BaseModel], ...]
    columns: tuple[str, ...]
    holder: str = ""
    field: str = ""
    end: str = ""
    """The field of an item of `field` that names the other end."""


OWN = ("title", "summary", "body", "more")
KINDS = {
    kind.predicate: kind
    for kind in (
        Kind(
            "addresses",
            "practice link",
            "addresses",
            Link,
            (Practice,),
            (RequirementRecord,),
            ("extent", "figures"),
            holder="subject",
            field="links",
            end="to",
        ),
        Kind(
            "inWorkstream",
            "allocation",
            "is worked on in",
            AllocationClaim,
            (Recommendation,),
            (Workstream,),
            ("how",),
            holder="object",
            field="allocations",
            end="recommendation",
        ),
        Kind(
            "implements",
            "implementation",
            "carries out",
            Implementation,
            (Standard, Domain),
            (Recommendation,),
            OWN,
        ),
        Kind(
            "asksTheSameAs",
            "likeness",
            "asks the same as",
            Likeness,
            (Principle, Priority, Objective),
            (Standard, Recommendation),
            OWN,
        ),
        Kind(
            "corresponds",
            "correspondence",
            "corresponds to",
            Correspondence,
            (Standard,),
            (Standard,),
            ("relation", "to_edition", *OWN),
        ),
    )
}
"""The kinds of assertion by the local name of their predicate."""


@dataclass(frozen=True)
class Assertion:
    """An assertion: its key, kind and ends (`KIND/KEY`), the claim, and the entry that holds it.

    `object` is None where a correspondence says that there is no counterpart.
    """

    key: str
    kind: Kind
    subject: str
    object: str | None
    claim: Claim
    entry: Entry

    @property
    def ends(self) -> tuple[str, str, str]:
        """Predicate, subject and object; without an object the edition that has none."""
        edition = self.claim.to_edition if isinstance(self.claim, Correspondence) else ""
        return self.kind.predicate, self.subject, self.object or edition


def assertions(corpus: Corpus) -> list[Assertion]:
    """Every assertion of a corpus, whatever its status, by key."""
    found = (one for entry in corpus.entries.values() for one in _held(entry))
    return sorted(found, key=lambda one: one.key)


def _held(entry: Entry) -> Iterator[Assertion]:
    match entry.record:
        case Practice() as practice:
            for link in practice.links:
                key = link_key(practice.id, link.to)
                yield Assertion(key, KINDS["addresses"], entry.reference, link.to, link, entry)
        case Workstream() as workstream:
            for held in workstream.allocations:
                key = allocation_key(held.recommendation.partition("/")[2], workstream.id)
                yield Assertion(key, KINDS["inWorkstream"], held.recommendation, entry.reference, held, entry)
        case Implementation() as record:
            yield Assertion(record.id, KINDS["implements"], record.subject, record.object, record, entry)
        case Likeness() as record:
            yield Assertion(record.id, KINDS["asksTheSameAs"], record.subject, record.object, record, entry)
        case Correspondence() as record:
            yield Assertion(record.id, KINDS["corresponds"], record.subject, record.object, record, entry)
