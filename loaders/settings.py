"""Every setting, in one table: the environment variable, its default, and what it is for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    """An environment variable that the program reads."""

    name: str
    default: str
    help: str

    @property
    def given(self) -> bool:
        """Whether the environment says it, be it with an empty value."""
        return self.name in os.environ

    def number(self) -> int:
        """What the environment says, or the default, as a whole number. Raises ValueError for other text."""
        text = os.environ.get(self.name) or self.default
        if not text.isdecimal():
            raise ValueError(f"{self.name} is {text!r}: give a whole number, such as {self.default}.")
        return int(text)

    def path(self) -> Path:
        """What the environment says, or the default, as a path."""
        return Path(os.environ.get(self.name) or self.default)


HOME = Setting("SAFER_HOME", "var", "The folder in which releases are kept.")
SOURCES = Setting(
    "SAFER_SOURCES",
    "../shared/sources",
    "The folder with your own copies of the source documents (.txt, .md or .pdf). Where there is none, or "
    "the setting is empty, nothing is quoted and citations are not checked.",
)
CORPUS = Setting("SAFER_CORPUS", "corpus", "The folder of the records.")
ONTOLOGY = Setting(
    "SAFER_ONTOLOGY", "ontology", "The folder of the ontology, vocabularies, shapes and rules."
)
PROXIES = Setting(
    "SAFER_PROXIES",
    "0",
    "How many proxies stand before the server and say for whom they ask (X-Forwarded-For). With 0 nobody is "
    "believed, and whoever asks is known by the address of the connection.",
)
SETTINGS = (HOME, SOURCES, CORPUS, ONTOLOGY, PROXIES)
"""Documented in docs/commands.md; a test holds the two together."""
