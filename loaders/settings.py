"""Every setting, in one table: the environment variable, its default, and what it is for."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

ADDRESS_FORM = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/-]*)?")


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

    def address(self) -> str:
        """The beginning of an address that the environment says, or "". Raises ValueError for other text."""
        text = (os.environ.get(self.name) or self.default).rstrip("/")
        if text and not ADDRESS_FORM.fullmatch(text):
            raise ValueError(f"{self.name} is {text!r}: give an address, such as https://example.org.")
        return text

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
ADDRESS = Setting(
    "SAFER_ADDRESS",
    "",
    "Where readers find the site, such as https://safer-practice.example.org. Reports, data, "
    "citations and printed pages give it. Where it is empty, what the site makes has the address that it was "
    "asked by, and a report made by a command has none.",
)
SETTINGS = (HOME, SOURCES, CORPUS, ONTOLOGY, PROXIES, ADDRESS)
"""Documented in docs/commands.md; a test holds the two together."""
