"""Values of parameters as RDF terms: what a reader wrote becomes a term or is refused, never query text."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from kg.coverage.dates import first_day, last_day
from kg.named.model import ANY, TYPES, Parameter, ParameterError
from kg.namespaces import ID, PREFIXES

XSD = PREFIXES["xsd"]
UNDEF = "UNDEF"
LONGEST = 200  # characters of a value
_THING = re.compile(r"[a-z][a-z-]*(?:/[A-Za-z0-9._~-]+)+")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_NUMBER = re.compile(r"-?\d{1,15}")


def term(parameter: Parameter, value: str) -> NamedNode | Literal | None:
    """The term of a value; None where it is left open. Raises ParameterError saying what was expected."""
    value = value.strip()
    if value in ("", ANY):
        if parameter.default != ANY:
            raise _refusal(parameter, value, "It has to be chosen.")
        return None
    if len(value) > LONGEST:
        raise _refusal(parameter, value[:20] + "…", f"It may have {LONGEST} characters.")
    made = _MAKERS[parameter.type](value)
    if made is None:
        raise _refusal(parameter, value, f"Expected is {TYPES[parameter.type]}.")
    return made


def written(parameter: Parameter, value: str) -> str:
    """A value as SPARQL writes it: an IRI or a quoted literal with all that needs it escaped, or UNDEF."""
    made = term(parameter, value)
    return UNDEF if made is None else str(made)


def _thing(value: str) -> NamedNode | None:
    name = value.removeprefix(ID)
    return NamedNode(ID + name) if _THING.fullmatch(name) else None


def _date(value: str) -> Literal | None:
    if not _DATE.fullmatch(value):
        return None
    return Literal(last_day(value))  # compared as text, as coverage does: dates of sources are years, too


def _start(value: str) -> Literal | None:
    return Literal(first_day(value)) if _DATE.fullmatch(value) else None


def _number(value: str) -> Literal | None:
    return Literal(value, datatype=NamedNode(XSD + "integer")) if _NUMBER.fullmatch(value) else None


_MAKERS = {"thing": _thing, "date": _date, "start": _start, "number": _number, "text": Literal}


def _refusal(parameter: Parameter, value: str, expected: str) -> ParameterError:
    return ParameterError(parameter.name, f"“{value}” is no value for {parameter.label}. {expected}")
