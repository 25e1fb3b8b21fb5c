"""Opens a store so that all its files are open, since a worker may open none later.

Oxigraph keeps its data in RocksDB table files. On opening it opens 16 of them, the rest when a query
first needs them: a store of 1 million triples has about 9, one of 5 million 33 to 41. Looking a few
keys up in every index makes it open the rest (50 to 250 ms for 5 million triples).
"""
from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

_ROUNDS = 64
_SAMPLE = 500
_F_GETPATH = 50


def open_all(path: Path) -> tuple[ox.Store, int]:
    """The store, opened read-only, and how many of its files are not open yet (0 but for huge stores).

    Raises OSError where there is no such store.
    """
    if not (path / "CURRENT").is_file():
        raise OSError(f"{path} is not a store: it has no file CURRENT")
    store = ox.Store.read_only(str(path))
    tables = {os.path.realpath(table) for table in path.glob("*.sst")}
    probes = _probes(store)
    while (missing := len(tables - set(_open_files()))) and next(probes, False):
        pass
    return store, missing


def _probes(store: ox.Store) -> Iterator[bool]:
    """Each step looks up keys spread over all indexes: made terms, beside graphs and predicates in use."""
    graphs = [None, *store.named_graphs()]
    sampled = (islice(store.quads_for_pattern(None, None, None, graph), _SAMPLE) for graph in graphs)
    predicates = {quad.predicate for quads in sampled for quad in quads}
    for number in range(_ROUNDS):
        name = ox.NamedNode(f"urn:probe:{number}")
        text = ox.Literal(f"a text too long to be kept in the key {number}")
        for graph in graphs:
            next(store.quads_for_pattern(name, None, None, graph), None)
            next(store.quads_for_pattern(None, None, name, graph), None)
            next(store.quads_for_pattern(None, None, text, graph), None)
            for predicate in predicates:
                next(store.quads_for_pattern(None, predicate, name, graph), None)
        yield True


def _open_files() -> Iterator[str]:
    """Paths of this process's open files. The one that lists them is closed again by then."""
    for number in os.listdir("/dev/fd"):
        try:
            yield _path_of(int(number))
        except OSError:
            continue


def _path_of(number: int) -> str:
    if sys.platform == "darwin":
        import fcntl

        return fcntl.fcntl(number, _F_GETPATH, bytes(1024)).rstrip(b"\0").decode()
    return os.readlink(f"/proc/self/fd/{number}")
