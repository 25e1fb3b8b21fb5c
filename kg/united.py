"""A store in which the usual graphs are one, for queries: each pattern is looked up once, not in four graphs.

The named graphs stand beside it as they are. Queries that count take a half to a third of the time that they
take over four graphs (benchmarks/README.md).
"""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.namespaces import DEFAULT_GRAPHS

FOLDER = "union"
"""The store's folder in a release."""
_USUAL = re.compile(
    rb"^(.*) <(?:%s)> \.$" % b"|".join(re.escape(graph.encode()) for graph in DEFAULT_GRAPHS), re.MULTILINE
)
"""A statement in one of the usual graphs: N-Quads keep one on each line, and no line's end inside a text."""


def write(folder: Path, quads: bytes) -> None:
    """Write the store of these statements, given as N-Quads, with the usual ones in its default graph too."""
    united = b"".join(b"%s .\n" % found[1] for found in _USUAL.finditer(quads))
    store = Store(str(folder))
    store.bulk_load(quads + united, format=RdfFormat.N_QUADS)
    store.optimize()
