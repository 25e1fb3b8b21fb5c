"""Pictures of a document: written into it as data, so that no form has to read a file."""

from __future__ import annotations

from base64 import b64encode
from typing import Any


def inside(part: Any, pictures: dict[str, bytes], media_type: str) -> Any:
    """A part of the tree in which each picture's name is replaced by the picture itself."""
    if isinstance(part, list):
        return [inside(one, pictures, media_type) for one in part]
    if not isinstance(part, dict):
        return part
    made = {name: inside(value, pictures, media_type) for name, value in part.items()}
    if made.get("t") == "Image":
        name = made["c"][2][0]
        made["c"][2] = [f"data:{media_type};base64,{b64encode(pictures[name]).decode()}", ""]
    return made
