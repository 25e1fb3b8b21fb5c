"""What a named query is: its words, for whom it is, and what can be chosen in it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.sparql.prefixes import with_prefixes

AUDIENCES = {
    "workstream lead": "For a workstream lead",
    "educator": "For an educator",
    "analyst": "For an analyst",
}
"""For whom a query can be, and the heading of its part of the list."""
TYPES = {
    "thing": "something of the data, written KIND/KEY, such as recommendation/6",
    "date": "a year, a month or a day, such as 2017-03-31; a year or month counts to its end",
    "start": "a year, a month or a day, such as 2017-03-31; a year or month counts from its beginning",
    "number": "a whole number, such as 2",
    "text": "any words",
}
"""The types of parameters, and how a value of each is written."""
ANY = "any"
"""The value of a parameter that is left open; only where its default is that."""


class ParameterError(Exception):
    """A value that does not fit a parameter, or a parameter that a query does not have."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


class UnknownQueryError(Exception):
    """A name that no query of the release has; `nearest` are the names most like it."""

    def __init__(self, name: str, nearest: list[str], release: str) -> None:
        meant = f" Did you mean {' or '.join(nearest)}?" if nearest else ""
        super().__init__(f"Release {release} has no query “{name}”.{meant}")
        self.nearest = nearest


@dataclass(frozen=True)
class Parameter:
    """Something to choose in a query: the variable's name, what the form calls it, type and default.

    `choices` is the text of the query that fills its drop-down; empty where there is none.
    """

    name: str
    label: str
    type: str
    default: str
    choices: str = ""


@dataclass(frozen=True)
class NamedQuery:
    """A query that has a name: its file without `.rq`. `empty` says why it may find nothing.

    `body` is the file below its header of `above` lines.
    """

    name: str
    title: str
    question: str
    audience: tuple[str, ...]
    body: str
    empty: str = ""
    parameters: tuple[Parameter, ...] = ()
    above: int = 0

    @property
    def text(self) -> str:
        """The whole query with its defaults, prefixes declared, to be run anywhere."""
        return self.whole(self.body)

    def whole(self, body: str) -> str:
        """A body of this query under its title and question, prefixes declared."""
        prefixes = with_prefixes(body).removesuffix(body).replace("> PREFIX", ">\nPREFIX").rstrip()
        return "\n".join(part for part in (f"# {self.title}\n# {self.question}", prefixes, body) if part)

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name. Raises ParameterError naming those there are."""
        for one in self.parameters:
            if one.name == name:
                return one
        have = ", ".join(one.name for one in self.parameters)
        told = f"It has {have}." if have else "It has none."
        raise ParameterError(name, f"The query {self.name} has no parameter {name}. {told}")
