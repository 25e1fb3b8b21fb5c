"""Building again whenever somebody saves a file, in one program that reads only what changed."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.build import BuildRefused, Built, build
from kg.infer import RuleError
from kg.inputs import files, program_hash
from kg.memory import Memory
from kg.release import Home, ReleaseError
from loaders.sources import SourceError, Sources, Stamp, stamp

PAUSE = 0.1
"""Seconds between two looks at the folders."""
REST = 20
"""A look is followed by so many times its own length at least: it takes a twentieth of one processor."""
Seen = dict[str, Stamp]


class ProgramChangedError(Exception):
    """The program on the disk is another one by now: what this one builds would bear the wrong name."""


@dataclass(frozen=True)
class Round:
    """What came of one build: the files that had changed, the seconds it took, and one of two.

    `built` is the release that is current now; where it is None, `wrong` says line by line why there is none.
    """

    changed: tuple[str, ...]
    seconds: float
    built: Built | None
    wrong: tuple[str, ...] = ()


def rounds(corpus: Path, ontology: Path, home: Home, sources: Sources) -> Iterator[Round]:
    """Build at once, and then whenever a file of the records, the ontology or the sources has changed.

    It never ends of itself, and waits whenever the next round is asked for. A build that is refused leaves
    the current release as it is. Raises ProgramChangedError.
    """
    folders = [folder for folder in (corpus, ontology, sources.folder) if folder]
    memory = Memory(keeps=True)
    seen: Seen | None = None
    while True:
        found = _next(folders, seen)
        if program_hash() != memory.program:
            raise ProgramChangedError
        changed = {path for path, _ in found.items() ^ seen.items()} if seen else set()
        start = time.monotonic()
        built, wrong = _built(corpus, ontology, home, sources, memory)
        seconds = time.monotonic() - start
        yield Round(tuple(sorted(changed)), seconds, built, wrong)
        seen = found
        gc.collect()  # a build leaves cycles, and now nobody waits


def _built(
    corpus: Path, ontology: Path, home: Home, sources: Sources, memory: Memory
) -> tuple[Built | None, tuple[str, ...]]:
    try:
        return build(corpus, ontology, home, sources=sources, memory=memory), ()
    except BuildRefused as error:
        return None, tuple(map(str, error.faults))
    except (RuleError, ReleaseError, SourceError, OSError) as error:
        return None, (str(error),)


def _next(folders: Sequence[Path], seen: Seen | None) -> Seen:
    """Wait until the files differ from what was seen, and then until they stay: some save in two steps."""
    before = seen
    while True:
        start = time.monotonic()
        found = _look(folders)
        if found != seen and (found == before or seen is None):
            return found
        before = found
        time.sleep(max(PAUSE, REST * (time.monotonic() - start)))


def _look(folders: Sequence[Path]) -> Seen:
    seen: Seen = {}
    for folder in folders:
        for path in files(folder):
            try:
                seen[path] = stamp(path)
            except FileNotFoundError:
                continue  # removed since the folder was listed: that it is missing is the change
    return seen
