"""Addresses of searches that differ in one thing from the one that is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from flask import request

from kg.search import Results

Pair = tuple[str, str]


def instead(name: str, wrong: str, right: str) -> str:
    """With another value of a parameter."""
    return written((one, right if (one, value) == (name, wrong) else value) for one, value in _pairs())


def without(facet: str, key: str) -> str:
    """Without one chosen value, from the first page."""
    return written(pair for pair in _pairs("page") if pair != (facet, key))


def with_words(words: str) -> str:
    """With other words, from the first page."""
    return written([("q", words), *_pairs("q", "page")])


def sorted_by(sort: str) -> str:
    """In another order, from the first page; relevance is the order where none is named."""
    return written([*_pairs("page", "sort"), ("sort", "" if sort == "relevance" else sort)])


def at_page(number: int) -> str:
    """Another page of the same hits."""
    return written([*_pairs("page"), ("page", str(number))])


def all_as_csv() -> str:
    """Every hit, not only those of a page, as a file."""
    return written([*_pairs("page"), ("all", "1")], "/search.csv")


def written(pairs: Iterable[Pair], path: str = "/search") -> str:
    """The address with these parameters; empty ones are left out."""
    kept = [pair for pair in pairs if pair[1]]
    return f"{path}?{urlencode(kept, safe='/')}" if kept else path


def _pairs(*left_out: str) -> list[Pair]:
    return [pair for pair in request.args.items(multi=True) if pair[0] not in left_out]


def numbered(results: Results) -> list[dict[str, Any]]:
    """The pages that the foot of the list links to: the first, the last, and those about this one."""
    near = {1, results.pages, results.page - 1, results.page, results.page + 1}
    shown = sorted(page for page in near if 1 <= page <= results.pages)
    items: list[dict[str, Any]] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            items.append({"ellipsis": True})
        items.append({"number": page, "href": at_page(page), "current": page == results.page})
    return items
