"""References as files that reference managers read: RIS, BibTeX, CSL-JSON; and as Markdown."""

from kg.bibliography.writing import FORMS, write

__all__ = ["FORMS", "write"]
