"""What a search found as plain values: rows for CSV, and all of a page for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from kg.search import Results, Segment
from kg.things.found import Chosen, Found, Group
from web import release
from web.addresses import address

COLUMNS = [
    "group", "kind", "title", "id", "page", "why", "missing", "addresses", "led_by", "settings", "evidence",
    "headline_kind", "headline", "status", "score", "summary",
]  # fmt: skip


def as_rows(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """The hits in the order of the page, each with a text or number for each of COLUMNS."""
    hits = [_hit(group, one) for group in groups for one in group.found]
    return [
        {name: "; ".join(value) if isinstance(value, list) else value for name, value in hit.items()}
        for hit in hits
    ]


def as_data(results: Results, groups: Iterable[Group], chosen: Chosen) -> dict[str, Any]:
    """A page of hits in the order of the page, with how the question was understood and the facets."""
    return {
        "release": release.name(),
        "query": results.query,
        "understood": results.understood,
        "readings": [one._asdict() for one in results.readings],
        "nearest": results.nearest,
        "sort": results.sort,
        "suggestion": results.suggestion,
        "chosen": dict(chosen),
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "hits": [{**_hit(group, one), "matched": _matched(one)} for group in groups for one in group.found],
        "facets": {key: [asdict(one) for one in values] for key, values in results.facets.items()},
    }


def _hit(group: Group, one: Found) -> dict[str, Any]:
    entry, hit = one.practice, one.hit
    figure = entry.headline if entry and not hit.withdrawn else None
    return {
        "group": group.key,
        "kind": hit.kind,
        "title": hit.title,
        "id": hit.id,
        "page": address(one.node),
        "why": list(hit.why),
        "missing": list(hit.missing),
        "addresses": [f"{node.kind}/{node.key} ({extent})" for node, extent in one.addresses],
        "led_by": [leader.title for leader in entry.leaders] if entry else [],
        "settings": [setting.title for setting in one.node.nodes("setting")],
        "evidence": entry.evidence.key if entry and entry.evidence else None,
        "headline_kind": figure.kind if figure else None,
        "headline": figure.line if figure else None,
        "status": hit.status or "current",
        "score": round(hit.score, 3),
        "summary": hit.summary,
    }


def _matched(one: Found) -> list[dict[str, Any]]:
    return [{"field": part.field, "segments": _segments(part.segments)} for part in one.hit.matched]


def _segments(segments: Sequence[Segment]) -> list[dict[str, Any]]:
    return [{"text": part.text, "marked": part.marked} for part in segments]
