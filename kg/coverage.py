"""What practice is known for each requirement: one pure function over a table of link facts.

Pages, API, SPARQL, CLI and reports all show what `coverage` returns (design, section 6).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pyoxigraph import Store

from kg import query
from kg.namespaces import kind_and_key
from loaders.faults import Fault

STATES = ("covered", "thin", "minor-only", "none-found", "not-for-practice", "not-assessed")
"""From best known to least known; the concepts of the code list `coverage-state`."""


class Threshold(BaseModel):
    """What "covered" asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    practices: int = Field(ge=1)
    with_figure: int = Field(ge=0)

    @model_validator(mode="after")
    def _no_contradiction(self) -> Threshold:
        if self.with_figure > self.practices:
            raise ValueError(
                f"with_figure ({self.with_figure}) is more than practices ({self.practices}): "
                "more practices would need a figure than are needed at all"
            )
        return self


class Policy(BaseModel):
    """The thresholds of `corpus/policy.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    covered: Threshold


class PolicyError(Exception):
    """A policy that cannot be used; `fault` names file and line."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class LinkFact:
    """One practice link that counts: IRIs of its ends, extent and basis as keys, bearing figures."""

    link: str
    practice: str
    requirement: str
    extent: str
    basis: str
    reported: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """All that coverage is computed from: links, requirements with wholes and answerers, inferences."""

    links: tuple[LinkFact, ...]
    wholes: dict[str, tuple[str, ...]]
    answerable: dict[str, str]
    reached: dict[str, tuple[str, ...]]

    def as_dict(self) -> dict[str, Any]:
        """The facts as plain data, for the release's `facts.json`."""
        return asdict(self)


@dataclass(frozen=True)
class Coverage:
    """What is known for one requirement.

    `practices` count, each once, by the best of their links: full or partial. `minor` only touch it,
    `inferred` only reach it. `with_figure` have a figure that bears on it. `reason` says why the
    state is what it is, in one sentence.
    """

    requirement: str
    state: str
    practices: tuple[str, ...]
    with_figure: tuple[str, ...]
    minor: tuple[str, ...]
    inferred: tuple[str, ...]
    reason: str


def read_policy(path: Path) -> Policy:
    """Read `policy.yaml`. Raises PolicyError naming the line."""
    try:
        text = path.read_text(encoding="utf-8")
        return Policy.model_validate(yaml.safe_load(text))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PolicyError(
            Fault(
                path.name,
                0,
                f"the policy cannot be read: {error}.",
                "See docs/decisions.md for what it holds.",
            )
        ) from error
    except ValidationError as error:
        problem = error.errors()[0]
        place = [str(part) for part in problem["loc"]]
        line = next(
            (
                at
                for at, row in enumerate(text.splitlines(), 1)
                if place and row.strip().startswith(f"{place[-1]}:")
            ),
            1,
        )
        message = problem["msg"].removeprefix("Value error, ")
        raise PolicyError(
            Fault(path.name, line, f"{'.'.join(place) or 'the policy'}: {message}.", "Correct it there.")
        ) from error


def facts(store: Store) -> Facts:
    """The table of link facts of a release's graph."""
    wholes: dict[str, list[str]] = defaultdict(list)
    answerable: dict[str, str] = {}
    for row in query.rows(store, "requirements"):
        answerable[row["requirement"]] = key(row["answerable"])
        wholes[row["requirement"]] += [row["whole"]] if "whole" in row else []
    reached: dict[str, list[str]] = defaultdict(list)
    for row in query.rows(store, "reaches"):
        reached[row["requirement"]].append(row["practice"])
    links = tuple(
        LinkFact(
            row["link"],
            row["practice"],
            row["requirement"],
            key(row["extent"]),
            key(row["basis"]),
            row["reported"],
            tuple(sorted(row.get("figures", "").split())),
        )
        for row in query.rows(store, "link-facts")
    )
    return Facts(
        links,
        {one: tuple(many) for one, many in wholes.items()},
        answerable,
        {one: tuple(many) for one, many in reached.items()},
    )


def key(iri: str) -> str:
    """The KEY of a thing's IRI."""
    found = kind_and_key(iri)
    return found[1] if found else iri


def coverage(table: Facts, policy: Policy) -> dict[str, Coverage]:
    """The coverage of every requirement, by its IRI.

    A practice that addresses a part counts once for the whole.
    """
    bearing: dict[str, list[LinkFact]] = defaultdict(list)
    for link in table.links:
        for requirement in (link.requirement, *table.wholes.get(link.requirement, ())):
            bearing[requirement].append(link)
    return {
        requirement: _of(requirement, bearing[requirement], table, policy)
        for requirement in sorted(table.answerable)
    }


def _of(requirement: str, links: list[LinkFact], table: Facts, policy: Policy) -> Coverage:
    good = [link for link in links if link.extent in ("full", "partial")]
    practices = _practices(good)
    with_figure = _practices(link for link in good if link.figures)
    minor = tuple(practice for practice in _practices(links) if practice not in practices)
    inferred = tuple(
        practice for practice in table.reached.get(requirement, ()) if practice not in practices + minor
    )
    state = _state(
        len(practices), len(with_figure), bool(minor or inferred), table.answerable[requirement], policy
    )
    return Coverage(
        requirement,
        state,
        practices,
        with_figure,
        minor,
        inferred,
        reason(state, len(practices), len(with_figure), len(minor), len(inferred)),
    )


def _practices(links: Iterable[LinkFact]) -> tuple[str, ...]:
    return tuple(sorted({link.practice for link in links}))


def _state(practices: int, with_figure: int, touched: bool, answerable: str, policy: Policy) -> str:
    if practices >= policy.covered.practices and with_figure >= policy.covered.with_figure:
        return "covered"
    if practices:
        return "thin"
    if touched:
        return "minor-only"
    return "not-for-practice" if answerable == "institution" else "not-assessed"


def reason(state: str, practices: int, with_figure: int, minor: int, inferred: int) -> str:
    """Why a requirement has its state, in one sentence."""
    if practices:
        figures = (
            f"{_count(with_figure, 'has', 'have')} a figure that bears on it"
            if with_figure
            else "none has a figure that bears on it"
        )
        return (
            f"{_count(practices, 'practice addresses', 'practices address')} it fully or partly; {figures}."
        )
    if minor or inferred:
        said = (
            [_count(minor, "practice touches it at the edge", "practices touch it at the edge")]
            if minor
            else []
        )
        said += (
            [_count(inferred, "practice reaches it by inference", "practices reach it by inference")]
            if inferred
            else []
        )
        return f"No practice addresses it fully or partly; {' and '.join(said)}."
    return {
        "not-for-practice": "Only an institution can answer it, so practice is not expected.",
        "not-assessed": "Nobody has looked for practice yet, and none is linked.",
    }[state]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
