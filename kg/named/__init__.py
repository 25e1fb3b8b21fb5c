"""Named queries: questions with a title, an audience and parameters, kept as `.rq` files in the corpus.

How to write one: docs/queries.md.
"""

from kg.named.asking import ask
from kg.named.binding import fill
from kg.named.choices import Choice, choices
from kg.named.model import ANY, AUDIENCES, TYPES, NamedQuery, Parameter, ParameterError, UnknownQueryError
from kg.named.reading import FOLDER, copy, find, of_release, read
from kg.named.running import answer

__all__ = [
    "ANY",
    "AUDIENCES",
    "FOLDER",
    "TYPES",
    "Choice",
    "NamedQuery",
    "Parameter",
    "ParameterError",
    "UnknownQueryError",
    "answer",
    "ask",
    "choices",
    "copy",
    "fill",
    "find",
    "of_release",
    "read",
]
