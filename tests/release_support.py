"""A tiny numbered release, and processes that build and read it, for the tests of releases.

Every triple and every file of release N carries the number N, so that a reader can tell a mixture. The store
is loaded in three goes into two graphs: that makes more than the 16 table files which Oxigraph opens at once.
"""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.release import PUBLISH_STEPS, CurrentRelease, Home, Release, open_release, publish
from kg.release.publish import ignore

BUILD = NamedNode("https://example.org/build")
GRAPHS = (DefaultGraph(), NamedNode("https://example.org/graph"))
MOMENTS = [f"{when} {step}" for step in PUBLISH_STEPS for when in ("before", "after")]
LOADS = 3
TRIPLES = 20
TEXTS = ("data.nq", "facts.json", "coverage.json", "index/words")
PATIENCE = 120.0  # seconds until a process that does not answer counts as hung


def title(number: int) -> str:
    """The name of the release with that number."""
    return f"release-{number:04}"


def fill_store(folder: Path, number: int) -> None:
    """Load a store that carries the number in every triple."""
    store = Store(str(folder))
    for load in range(LOADS):
        things = [NamedNode(f"https://example.org/{load}/{i}") for i in range(TRIPLES)]
        store.bulk_extend(
            [Quad(thing, BUILD, Literal(number), graph) for thing in things for graph in GRAPHS]
        )
    store.flush()


@cache
def filled_once(number: int) -> tempfile.TemporaryDirectory[str]:
    """A store to copy, since loading one takes ten times longer; it goes when the process ends."""
    folder = tempfile.TemporaryDirectory()
    fill_store(Path(folder.name) / "store", number)
    return folder


def copy_store(folder: Path, number: int) -> None:
    shutil.copytree(Path(filled_once(number).name) / "store", folder)


def filler(number: int, store: Callable[[Path, int], None] = fill_store) -> Callable[[Path], None]:
    """What `publish` calls to fill the release with that number."""

    def fill(folder: Path) -> None:
        store(folder / "store", number)
        (folder / "index").mkdir()
        for text in TEXTS:
            (folder / text).write_text(str(number))
        (folder / "manifest.json").write_text(json.dumps({"build": number}))

    return fill


def build(home: Home, number: int, *, keep: int = 5, on_step: Callable[[str], None] = ignore) -> Path:
    """Publish the release with that number."""
    return publish(home, title(number), filler(number, copy_store), keep=keep, on_step=on_step)


def number_of(release: Release) -> int:
    """The number that all of the release carries. Raises AssertionError where it is a mixture."""
    number: int = release.manifest["build"]
    assert release.name == title(number)
    assert {(release.path / text).read_text() for text in TEXTS} == {str(number)}
    for graph in GRAPHS:
        quads = list(release.store.quads_for_pattern(None, BUILD, None, graph))
        assert [quad.object for quad in quads] == [Literal(number)] * LOADS * TRIPLES
        assert (
            len(list(release.store.quads_for_pattern(None, None, Literal(number), graph))) == LOADS * TRIPLES
        )
    return number


def leftovers(home: Home) -> list[str]:
    """What is in the home that belongs to no release."""
    releases = {title(number) for number in range(1000)}
    return sorted(
        str(path.relative_to(home.path))
        for folder in (home.path, home.releases, home.leases)
        for path in folder.iterdir()
        if path.name not in releases | {"releases", "leases", "current", "build.lock"}
    )


class Process:
    """This file run as a program, to which a test talks in lines."""

    def __init__(self, *words: object) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__, *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
        )
        self.lines: list[str] = []

    def wait_for(self, line: str) -> None:
        """Read until that line comes; fail where the process ends or falls silent first."""
        assert self._process.stdout is not None
        while not self.lines or line not in self.lines[-1]:
            ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
            found = self._process.stdout.readline().decode() if ready else ""
            assert found, f"no line {line!r} but {self.lines}"
            self.lines.append(found.rstrip("\n"))

    def tell(self) -> None:
        """Let a process that waits for a line go on."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate(timeout=PATIENCE)

    def end(self) -> int:
        """Let the process finish; gives its exit status."""
        rest, _ = self._process.communicate(timeout=PATIENCE)
        self.lines += rest.decode().splitlines()
        return self._process.returncode

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self.kill()


def run_build(home: Home, number: int, kill_at: str) -> None:
    """Build, telling each step, and die at one of them; or wait for a line at "pause after STEP"."""

    def on_step(step: str) -> None:
        print(step, flush=True)
        if step == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if f"pause {step}" == kill_at:
            sys.stdin.readline()

    publish(home, title(number), filler(number), keep=2, on_step=on_step)
    print("published", flush=True)


def run_reader(home: Home) -> None:
    """Read the current release over and over, as a server and as a command, until stdin says to stop."""
    current = CurrentRelease(home)
    rounds, last = 0, -1
    while not select.select([sys.stdin], [], [], 0)[0]:
        with current.lease() as release:
            number = number_of(release)
        with open_release(home) as release:
            assert number_of(release) >= number, "went back to an older release"
        rounds += 1
        if number != last:
            print(f"reads {number}", flush=True)
            last = number
    print(f"rounds {rounds}", flush=True)


def run_watcher(home: Home) -> None:
    """Look at `current` as often as possible, until stdin says to stop."""
    print("watching", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        for _ in range(100):
            assert home.current_name() is not None, "current was gone for an instant"


def run_holder(home: Home) -> None:
    """Open the current release, say so, and use it again when told to."""
    with open_release(home) as release:
        print(f"holds {release.name}", flush=True)
        sys.stdin.readline()
        print(f"reads {number_of(release)}", flush=True)


if __name__ == "__main__":
    work, folder, *rest = sys.argv[1:]
    if work == "build":
        run_build(Home(Path(folder)), int(rest[0]), rest[1])
    else:
        {"read": run_reader, "hold": run_holder, "watch": run_watcher}[work](Home(Path(folder)))
