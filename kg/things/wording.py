"""Ways of inference as sentences in which the things can be linked."""

from __future__ import annotations

import re

from kg.things.linking import Way
from kg.things.node import Node


def segments(way: Way, subject: str = "it") -> list[str | Node]:
    """What a way says, cut into text and things.

    For "it addresses {via}, which is part of {target}": "it addresses ", the node via,
    ", which is part of ", the node target. `subject` takes the place of the first "it".
    """
    parts = re.split(r"\{(\w+)\}", re.sub(r"^it\b", subject, way.says))
    return [way.nodes[part] if at % 2 else part for at, part in enumerate(parts) if part]
