"""Writes SSSOM tables: which rows there are, their order, the metadata before them.

https://mapping-commons.github.io/sssom/spec-formats-tsv/#canonical-sssomtsv-format; slots that all rows
share are not drawn together, because a new row may differ.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import yaml

from kg.namespaces import BASE, PREFIXES
from kg.sssom.assertions import assertions
from kg.sssom.rows import Cells, assertion_cells, candidate_cells
from loaders.corpus import Corpus
from loaders.delivery import Assessment
from loaders.sssom.cells import guard
from loaders.sssom.columns import COLUMNS, EXTENSIONS

BUILT_IN = {"dcterms", "owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd"}
"""Prefixes that SSSOM knows: they are not declared."""
UNLICENSED = "https://w3id.org/sssom/license/unspecified"
ROWS = {
    "all": "Every assertion, drafts and withdrawn ones too, for editing. To hand on, take assertions.",
    "assertions": "Every link and other assertion that holds, with who says so, why, and where it stands.",
    "set-aside": "Assertions that count nowhere: drafts, withdrawn ones, practice that was withdrawn or "
    "had not begun. Do not read a row as a link.",
    "negative": "What was weighed for a requirement and does not address it, with the reason. Never read "
    "a row as a link.",
}
"""The tables, each with what it holds."""
FILES = ("assertions", "set-aside", "negative")
"""The tables that a release has."""


TITLES = {
    "all": "every assertion",
    "assertions": "assertions",
    "set-aside": "assertions set aside",
    "negative": "what does not address a requirement",
}


def table_rows(corpus: Corpus, which: str) -> list[Cells]:
    """The rows of one of the tables of ROWS, in the order of their names."""
    if which == "negative":
        return negative_rows(corpus)
    rows = [assertion_cells(one, corpus) for one in assertions(corpus)]
    return rows if which == "all" else [row for row in rows if ("set_aside" in row) == (which == "set-aside")]


def file_name(which: str) -> str:
    """The name of the file of a table."""
    return f"{which}.sssom.tsv"


def negative_rows(corpus: Corpus) -> list[Cells]:
    """The candidates that assessments did not keep, as rows."""
    return [
        candidate_cells(assessment, number, candidate, corpus)
        for assessment in corpus.of(Assessment)
        for number, candidate in enumerate(assessment.candidates, 1)
        if not candidate.kept
    ]


def as_tsv(rows: list[Cells], which: str, version: str = "") -> str:
    """The rows as SSSOM TSV, with their metadata. `version` is the release they come from."""
    columns = _columns(rows)
    return _metadata(columns, which, version) + _written(columns, rows, "\t")


def as_csv(rows: list[Cells]) -> str:
    """The same cells without metadata, separated by commas, for a spreadsheet to open."""
    return _written(_columns(rows), rows, ",")


def _columns(rows: list[Cells]) -> list[str]:
    """The columns that some row has, in the order of COLUMNS; those that SSSOM demands even if none has."""
    demanded = {"subject_id", "predicate_id", "object_id", "mapping_justification"}
    used = demanded.union(*rows)
    return [name for name in COLUMNS if name in used]


def _written(columns: list[str], rows: list[Cells], delimiter: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guard(row.get(column, "")) for column in columns] for row in rows)
    return text.getvalue()


def _metadata(columns: list[str], which: str, version: str) -> str:
    extensions = [column for column in EXTENSIONS if column.name in columns]
    needed = {"id", "sp", *(column.property.partition(":")[0] for column in extensions)}
    told = {
        "curie_map": {prefix: PREFIXES[prefix] for prefix in sorted(needed - BUILT_IN)},
        "sssom_version": "1.1",
        "mapping_set_id": f"{BASE}data/{file_name(which)}",
        "mapping_set_version": version,
        "mapping_set_title": f"Safer Practice: {TITLES[which]}",
        "mapping_set_description": ROWS[which],
        "license": UNLICENSED,
        "subject_type": "owl named individual",
        "object_type": "owl named individual",
        "predicate_type": "owl object property",
        "comment": "A cell that a spreadsheet would run as a formula begins with an apostrophe.",
        "extension_definitions": [
            {"slot_name": column.name, "property": column.property, "type_hint": "xsd:string"}
            for column in extensions
        ],
    }
    kept = {name: value for name, value in told.items() if value}
    written = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=10**9)
    return _marked(written.splitlines())


def _marked(lines: Iterable[str]) -> str:
    return "".join(f"#{line}\n" for line in lines)
