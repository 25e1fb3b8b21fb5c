"""Threads: one thing followed through the documents under its changing names."""

from __future__ import annotations

from dataclasses import dataclass

from kg.namespaces import thing
from kg.things.citing import Cited, citations
from kg.things.node import Node, ordered
from loaders.sources import Sources


@dataclass(frozen=True)
class Step:
    """One stage: the name it had, when (a year, month or day, or empty), what is said, the thing itself."""

    node: Node
    name: str
    date: str
    says: str
    about: Node | None
    cited: tuple[Cited, ...]

    @property
    def anchor(self) -> str:
        """The fragment of the thread's page at which it stands."""
        return f"thread-step-{self.node.key.rpartition('/')[2]}"


def steps(thread: Node, sources: Sources) -> tuple[Step, ...]:
    """The steps of a thread in order. Raises SourceError where a cited copy cannot be read."""
    found = sorted(thread.nodes("threadStep"), key=lambda one: int(one.text("position") or 0))
    return tuple(
        Step(
            node=one,
            name=one.title,
            date=one.text("eventDate") or "",
            says=one.text("says") or "",
            about=one.node("about"),
            cited=tuple(citations(one, sources)),
        )
        for one in found
    )


def threads_through(node: Node) -> tuple[Node, ...]:
    """The threads in which a thing is a step."""
    owners = {
        Node(node.store, thing("thread", step.key.rpartition("/")[0]))
        for step in node.incoming("about")
        if step.kind == "thread-step"
    }
    return tuple(ordered(owners))
