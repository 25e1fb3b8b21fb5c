"""Writes solutions and truth values as SPARQL results: JSON, XML, CSV, TSV.

By hand, since the engine's own writer takes all solutions or none and these stop at a limit.
https://www.w3.org/TR/sparql11-results-json/, .../rdf-sparql-XMLres/, .../sparql11-results-csv-tsv/
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import ClassVar

import pyoxigraph as ox

from kg.sparql.answers import Term

Solution = Iterable[Term | None]
"""The values of one solution in the order of the variables; None where one is not bound."""

_MOST_KEPT = 4_096
"""Terms of an answer whose text is kept, since its rows repeat them: three quarters of the writing."""
_XSD = "http://www.w3.org/2001/XMLSchema#"
_XSD_STRING = _XSD + "string"
_XML_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#xD;"})
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SHORT_FORMS = {
    _XSD + "integer": re.compile(r"[+-]?\d+"),
    _XSD + "decimal": re.compile(r"[+-]?\d*\.\d+"),
    _XSD + "boolean": re.compile("true|false"),
}


class NotWritable(Exception):
    """A value that the format cannot hold."""


class TableWriter:
    """One results format: text before, for, between and after the solutions; text for a truth value."""

    name: ClassVar[str]
    media_type: ClassVar[str]
    between: ClassVar[str] = ""
    end: ClassVar[str] = ""

    def __init__(self, variables: list[str]) -> None:
        self.variables = variables
        self._kept: dict[Term, str] = {}

    def start(self) -> str:
        """What comes before the first solution."""
        raise NotImplementedError

    def row(self, solution: Solution) -> str:
        """One solution. Raises NotWritable."""
        raise NotImplementedError

    @staticmethod
    def truth(value: bool) -> str:
        """The whole answer to an ASK."""
        return "true" if value else "false"

    def _written(self, term: Term) -> str:
        kept = self._kept.get(term)
        if kept is None:
            if len(self._kept) == _MOST_KEPT:
                self._kept.clear()
            kept = self._kept[term] = self._write(term)
        return kept

    def _write(self, term: Term) -> str:
        """One term. Raises NotWritable."""
        raise NotImplementedError


class JsonTable(TableWriter):
    """application/sparql-results+json."""

    name, media_type = "json", "application/sparql-results+json"
    between, end = ",", "]}}"

    def __init__(self, variables: list[str]) -> None:
        super().__init__(variables)
        self._names = [f"{_json(name)}:" for name in variables]

    def start(self) -> str:
        return f'{{"head":{{"vars":{_json(self.variables)}}},"results":{{"bindings":['

    def row(self, solution: Solution) -> str:
        bound = [name + self._written(term)
                 for name, term in zip(self._names, solution, strict=True) if term is not None]
        return f"{{{','.join(bound)}}}"

    @staticmethod
    def truth(value: bool) -> str:
        return _json({"head": {}, "boolean": value})

    def _write(self, term: Term) -> str:
        return _json_term(term)


class XmlTable(TableWriter):
    """application/sparql-results+xml."""

    name, media_type = "xml", "application/sparql-results+xml"
    end = "</results></sparql>"
    _opening = '<?xml version="1.0" encoding="UTF-8"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'

    def start(self) -> str:
        return (self._opening + "".join(f'<variable name="{name}"/>' for name in self.variables)
                + "</head><results>")

    def row(self, solution: Solution) -> str:
        bound = (f'<binding name="{name}">{self._written(term)}</binding>'
                 for name, term in zip(self.variables, solution, strict=True) if term is not None)
        return f"<result>{''.join(bound)}</result>"

    @classmethod
    def truth(cls, value: bool) -> str:
        return f"{cls._opening}</head><boolean>{TableWriter.truth(value)}</boolean></sparql>"

    def _write(self, term: Term) -> str:
        return _xml_term(term)


class CsvTable(TableWriter):
    """text/csv: values only, for spreadsheets; kinds, languages and datatypes are lost."""

    name, media_type = "csv", "text/csv; charset=utf-8"

    def start(self) -> str:
        return ",".join(self.variables) + "\r\n"

    def row(self, solution: Solution) -> str:
        return ",".join(["" if term is None else self._written(term) for term in solution]) + "\r\n"

    def _write(self, term: Term) -> str:
        return _csv_cell(_plain(term))


class TsvTable(TableWriter):
    """text/tab-separated-values: terms as in Turtle."""

    name, media_type = "tsv", "text/tab-separated-values; charset=utf-8"

    def start(self) -> str:
        return "\t".join(f"?{name}" for name in self.variables) + "\n"

    def row(self, solution: Solution) -> str:
        return "\t".join(["" if term is None else self._written(term) for term in solution]) + "\n"

    def _write(self, term: Term) -> str:
        return _turtle(term)


_ALL: tuple[type[TableWriter], ...] = (JsonTable, XmlTable, CsvTable, TsvTable)
TABLES = {table.name: table for table in _ALL}


def _ends(triple: ox.Triple) -> tuple[tuple[str, Term], ...]:
    return ("subject", triple.subject), ("predicate", triple.predicate), ("object", triple.object)


def _json_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f'{{"type":"uri","value":{_json(term.value)}}}'
    if isinstance(term, ox.BlankNode):
        return f'{{"type":"bnode","value":{_json(term.value)}}}'
    if isinstance(term, ox.Triple):
        parts = ",".join(f'"{name}":{_json_term(part)}' for name, part in _ends(term))
        return f'{{"type":"triple","value":{{{parts}}}}}'
    more = ""
    if term.language:
        more = f',"xml:lang":{_json(term.language)}'
        if term.direction:
            more += f',"its:dir":{_json(term.direction.value)}'
    elif (datatype := term.datatype.value) != _XSD_STRING:
        more = f',"datatype":{_json(datatype)}'
    return f'{{"type":"literal","value":{_json(term.value)}{more}}}'


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{term.value}</bnode>"
    if isinstance(term, ox.Triple):
        parts = (f"<{name}>{_xml_term(part)}</{name}>" for name, part in _ends(term))
        return f"<triple>{''.join(parts)}</triple>"
    attribute = ""
    if term.language:
        attribute = f' xml:lang="{term.language}"'
        if term.direction:
            attribute += (f' xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
                          f' its:dir="{term.direction.value}"')
    elif term.datatype.value != _XSD_STRING:
        attribute = f' datatype="{_xml_text(term.datatype.value)}"'
    return f"<literal{attribute}>{_xml_text(term.value)}</literal>"


def check_xml(text: str) -> None:
    """Raises NotWritable for characters that XML 1.0 has no way to write, not even as a reference."""
    if _NOT_XML.search(text):
        raise NotWritable("A value holds a control character, which XML has no way to write.")


def _xml_text(text: str) -> str:
    check_xml(text)
    return text.translate(_XML_ESCAPES)


def _plain(term: Term) -> str:
    if isinstance(term, ox.Triple):
        return " ".join(_plain(part) for _, part in _ends(term))
    return str(term) if isinstance(term, ox.BlankNode) else term.value


def _csv_cell(text: str) -> str:
    if set(text) & set(',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _turtle(term: Term) -> str:
    if isinstance(term, ox.Literal):
        short = _SHORT_FORMS.get(term.datatype.value)
        if short and short.fullmatch(term.value):
            return term.value
    if isinstance(term, ox.Triple):
        return f"<<( {' '.join(_turtle(part) for _, part in _ends(term))} )>>"
    return str(term)
