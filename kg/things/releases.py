"""The releases that are kept: to choose from, and by name or its beginning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from kg.release import SCHEMA, Home, ReleaseError
from kg.release.files import read_manifest
from kg.things.nearest import nearest_keys


class UnknownRelease(Exception):
    """A name that is no kept release's, or the beginning of several names; `nearest` are what was meant."""

    def __init__(self, said: str, nearest: tuple[str, ...]) -> None:
        super().__init__(said)
        self.nearest = nearest


@dataclass(frozen=True)
class Kept:
    """A release that is kept: its name, when it was published (UTC), and whether this program reads it."""

    name: str
    published: datetime
    schema: str

    @property
    def readable(self) -> bool:
        """Whether it is of the schema that this program reads."""
        return self.schema == SCHEMA


def kept(home: Home) -> list[Kept]:
    """The releases that are kept, the newest last; one that a build removes meanwhile is left out."""
    found = []
    for name in home.names():
        try:
            schema = str(read_manifest(home.folder(name)).get("schema", SCHEMA))
            published = datetime.fromtimestamp(home.folder(name).stat().st_mtime, UTC)
        except (ReleaseError, FileNotFoundError):
            continue
        found.append(Kept(name, published, schema))
    return found


def named(many: list[Kept], text: str) -> Kept:
    """The release of that name, or the only one whose name begins so. Raises UnknownRelease.

    One of an older schema is found too: whoever opens it is told that it cannot be read.
    """
    text = text.strip().casefold()
    found = [one for one in many if one.name == text] or [one for one in many if one.name.startswith(text)]
    if len(found) == 1 and text:
        return found[0]
    names = [one.name for one in many]
    if found:
        begin = ", ".join(one.name for one in found)
        said = f"{len(found)} releases have names that begin with {text!r}: {begin}. Write more of it."
        raise UnknownRelease(said, tuple(one.name for one in found))
    nearest = tuple(nearest_keys(text[:100], names, 1))
    listed = f" The nearest is {nearest[0]}. Kept are: {', '.join(names)}." if nearest else " None is kept."
    raise UnknownRelease(f"There is no release {text[:100]!r}.{listed}", nearest)


def before(many: list[Kept], name: str) -> Kept | None:
    """The release published just before another, of those that can be read; None where there is none."""
    names = [one.name for one in many]
    earlier = many[: names.index(name)] if name in names else many
    return next((one for one in reversed(earlier) if one.readable), None)
