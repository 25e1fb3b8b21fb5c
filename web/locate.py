"""Which thing the page at an address shows: the way back from web.addresses."""

from __future__ import annotations

from kg.things import Node, all_keys, find
from kg.things.nearest import nearest_keys
from web.addresses import BESIDE, FOLDERS, address_of
from web.errors import Near, Refusal
from web.fetch import name_of, store

KINDS: dict[str, tuple[str, ...]] = {
    **{folder: tuple(kind for kind in FOLDERS if FOLDERS[kind] == folder) for folder in FOLDERS.values()},
    "vocabularies": ("vocabulary",),
}
"""The folder of addresses -> the KINDs of the things whose pages are in it."""


def thing_in(folder: str, key: str) -> Node | None:
    """The thing whose page is /FOLDER/KEY, or None where there is none."""
    for kind in KINDS.get(folder, ()):
        before = BESIDE.get(kind, "")
        node = find(store(), kind, key.removeprefix(before)) if key.startswith(before) else None
        if node:
            return node
    return None


def thing_at(path: str) -> Node | None:
    """The thing whose page is at a path such as /standards/hee-qf-2017-18/1.1, or None."""
    _, folder, key = (*path.split("/", 2), "", "")[:3]
    return thing_in(folder, key)


def thing_in_or_404(folder: str, key: str) -> Node:
    """The thing whose page is /FOLDER/KEY. Raises a 404 that names the nearest pages of the folder."""
    found = thing_in(folder, key)
    if found:
        return found
    pages = {address_of(kind, one): (kind, one) for kind in KINDS[folder] for one in all_keys(store(), kind)}
    near = [(page, find(store(), *pages[page])) for page in nearest_keys(f"/{folder}/{key}", pages)]
    raise Refusal(
        404,
        f"There is nothing at /{folder}/{key}.",
        "Check the address, or take one of the nearest.",
        nearest=[Near(page, name_of(node)) for page, node in near if node],
    )
