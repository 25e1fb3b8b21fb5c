"""Reverse search: a text in, the requirements and practices that it touches out. See docs/traversal.md."""

from kg.match.matching import GROUPS, Sureness, Touched, Touches, touched
from kg.match.sentences import LONGEST, TextError, sentences

__all__ = ["GROUPS", "LONGEST", "Sureness", "TextError", "Touched", "Touches", "sentences", "touched"]
