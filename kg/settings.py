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

    def value(self) -> str:
        """What the environment says, or the default."""
        return os.environ.get(self.name) or self.default

    def path(self) -> Path:
        """The value as a path."""
        return Path(self.value())


HOME = Setting("SAFER_HOME", "var", "The folder in which releases are kept.")
SOURCES = Setting("SAFER_SOURCES", "", "The folder with your own copies of the source documents (.txt, .md or .pdf). "
                  "Without it nothing is quoted and citations are not checked.")
CORPUS = Setting("SAFER_CORPUS", "corpus", "The folder of the records.")
ONTOLOGY = Setting("SAFER_ONTOLOGY", "ontology", "The folder of the ontology, vocabularies, shapes and rules.")
SETTINGS = (HOME, SOURCES, CORPUS, ONTOLOGY)
"""Documented in docs/commands.md; a test holds the two together."""
