"""Addresses of the gaps that keep what was chosen, and of the proof of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import request

from kg.namespaces import ID

TRUST = ("trust", "without_minor", "without_inferred", "as_of")
"""The parameters that say how much is trusted. A proof keeps them."""
PROOF = "/gaps/proof"
Pairs = Sequence[tuple[str, str]]
FILES = {
    "xlsx": ("Workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "svg": ("Picture", "image/svg+xml"),
    "png": ("Picture", "image/png"),
}
"""The files of the gaps besides CSV and JSON, by suffix: name and media type."""


def with_value(name: str, value: str, path: str | None = None) -> str:
    """The address of this page with one parameter set to a value; "" takes it away."""
    pairs = [pair for pair in _given() if pair[0] != name]
    return written(path or request.path, [*pairs, (name, value)])


def here(path: str) -> str:
    """Another path with all that was chosen here."""
    return written(path, _given())


def proof(requirement: str, slices: Pairs = ()) -> str:
    """The proof of a requirement (its IRI) in slices, at the trust that was chosen here."""
    return proof_start(requirement) + proof_end(slices)


def proof_start(requirement: str) -> str:
    """The beginning of the address of a proof, up to the requirement (its IRI)."""
    return written(PROOF, [("requirement", requirement.removeprefix(ID))])


def proof_end(slices: Pairs) -> str:
    """Its end: the slices, and the trust that was chosen here."""
    trust = [pair for pair in _given() if pair[0] in TRUST]
    return written("", [*slices, *trust]).replace("?", "&", 1)


def written(path: str, pairs: Pairs) -> str:
    """An address with parameters; empty ones are left out."""
    kept = [pair for pair in pairs if pair[1]]
    return f"{path}?{urlencode(kept, safe='/')}" if kept else path


def _given() -> list[tuple[str, str]]:
    return list(request.args.items(multi=True))


def query() -> str:
    """What was chosen, as the end of an address, without the question mark."""
    return request.query_string.decode("ascii", "replace")


def files() -> list[dict[str, str]]:
    """The links to what is shown here as a workbook and as pictures."""
    return [
        {"text": f"{name} (.{suffix})", "href": here(f"/gaps.{suffix}"), "type": media_type}
        for suffix, (name, media_type) in FILES.items()
    ]
