"""What goes out as a table comes back without loss: into the same records, and into records without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_support import MADE, ONTOLOGY, ROOT, replace
from pyoxigraph import NamedNode
from sssom_support import Desk, files_of, sound

from kg.build import assemble
from kg.namespaces import ASSERTED, PREFIXES, SP
from kg.sssom import FILES, as_csv, as_tsv, table_rows
from kg.sssom.assertions import KINDS, assertions
from kg.sssom.fields import fields_of, validated
from kg.sssom.importing import apply, plan
from kg.sssom.names import expanded
from kg.sssom.rows import assertion_cells
from kg.vocabulary import read as read_ontology
from loaders.corpus import Corpus
from loaders.delivery import Correspondence
from loaders.record import Record
from loaders.records import Implementation, Practice
from loaders.sources import Sources
from loaders.sssom.table import parse

REAL = ROOT / "corpus"


@pytest.fixture(scope="module")
def real() -> Corpus:
    return sound(REAL)


@pytest.mark.parametrize("which", ["all", *FILES])
def test_a_table_of_the_real_corpus_imported_again_changes_nothing(
    real: Corpus, tmp_path: Path, which: str
) -> None:
    rows = table_rows(real, which)
    for name, text in {"t.tsv": as_tsv(rows, which), "t.csv": as_csv(rows)}.items():
        file = tmp_path / name
        file.write_text(text, encoding="utf-8", newline="")
        made = plan(real, file, Sources())
        assert made.rows == len(rows)
        assert [str(one) for one in (*made.changes, *made.faults, *made.notes, *made.files)] == []


def test_every_assertion_is_in_the_table_of_all(real: Corpus) -> None:
    rows = table_rows(real, "all")
    assert [row["record_id"] for row in rows] == [f"id:assertion/{one.key}" for one in assertions(real)]
    assert len({row["record_id"] for row in rows}) == len(rows) > 100
    split = [row["record_id"] for which in ("assertions", "set-aside") for row in table_rows(real, which)]
    assert sorted(split) == sorted(row["record_id"] for row in rows)


@pytest.mark.parametrize("corpus", [MADE / "corpus", REAL], ids=["made", "real"])
def test_the_table_of_assertions_says_exactly_what_the_graph_says(corpus: Path) -> None:
    read = sound(corpus)
    store = assemble(read, read_ontology(ONTOLOGY), ONTOLOGY)
    said = {
        tuple(expanded(row[end], {}) for end in ("subject_id", "predicate_id", "object_id"))
        for row in table_rows(read, "assertions")
        if row["object_id"] != "sssom:NoTermFound"
    }
    graph = {
        (str(quad.subject)[1:-1], quad.predicate.value, str(quad.object)[1:-1])
        for name in KINDS
        for quad in store.quads_for_pattern(None, NamedNode(SP + name), None, NamedNode(ASSERTED))
    }
    assert said == graph
    every = store.quads_for_pattern(
        None, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(SP + "Assertion"), None
    )
    assert {expanded(row["record_id"], {}) for row in table_rows(read, "all")} == {
        str(quad.subject)[1:-1] for quad in every
    }, "each kind of assertion has its rows"


def without_assertions(corpus: Path) -> None:
    """Take every assertion out of a corpus: links, allocations, and the records that are assertions."""
    for folder in ("implementations", "likenesses", "correspondences"):
        shutil.rmtree(corpus / folder)
    for path in (corpus / "practices").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        if "\nlinks:\n" in text:
            begin = text.index("\nlinks:\n")
            end = (
                text.index("\ncitations:\n")
                if "\ncitations:\n" in text[begin:]
                else text.index("\n---\n", begin)
            )
            path.write_text(
                text[:begin] + "\nunlinked_because: Not yet.\n" + text[end + 1 :], encoding="utf-8"
            )


def test_assertions_that_were_taken_out_come_back_as_they_were(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    file = "implementations/made-a-1-recommendation-1.md"
    replace(
        desk.corpus,
        file,
        "citations:\n",
        "see_also: [action/1.1]\nlater:\n  - date: 2021\n    fact: It ended.\n    citations:\n"
        "      - document: made-page\n        locator: Top\ncitations:\n",
    )
    path = desk.corpus / file
    path.write_text(path.read_text(encoding="utf-8") + "A body.\n\nOf two paragraphs.\n", encoding="utf-8")
    before = sound(desk.corpus)
    tables = [desk.text("all"), desk.text("negative")]
    without_assertions(desk.corpus)
    assert sum(one.kind.predicate != "inWorkstream" for one in assertions(sound(desk.corpus))) == 0
    for table in tables:
        desk.importing(table)
    after = sound(desk.corpus)
    assert {one.key: one.claim for one in assertions(after)} == {
        one.key: one.claim for one in assertions(before)
    }
    assert records(after) == records(before)


def records(corpus: Corpus) -> dict[str, Record]:
    """The records; an import puts links into their own order."""
    found: dict[str, Record] = {key: entry.record for key, entry in corpus.entries.items()}
    for practice in corpus.of(Practice):
        links = sorted(practice.links, key=lambda link: link.to)
        found[f"practice/{practice.id}"] = practice.model_copy(update={"links": links})
    return found


def test_links_of_the_real_corpus_that_were_taken_out_come_back(tmp_path: Path, real: Corpus) -> None:
    corpus = Path(shutil.copytree(REAL, tmp_path / "corpus"))
    table = tmp_path / "all.sssom.tsv"
    table.write_text(as_tsv(table_rows(real, "all"), "all"), encoding="utf-8", newline="")
    without_assertions(corpus)
    made = plan(sound(corpus), table, Sources())
    assert [str(fault) for fault in made.faults] == []
    apply(made)
    after = sound(corpus)
    assert {one.key: one.claim for one in assertions(after)} == {
        one.key: one.claim for one in assertions(real)
    }
    assert {name: data for name, data in files_of(corpus).items() if not name.startswith(HOLD)} == {
        name: data for name, data in files_of(REAL).items() if not name.startswith(HOLD)
    }


HOLD = ("practices/", "implementations/", "likenesses/", "correspondences/")
"""Where the assertions that were taken out stand."""
TEXT = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t|;\\'\"=#"), min_size=1)
    .map(str.strip)
    .filter(bool)
)


@pytest.fixture(scope="module")
def made() -> Corpus:
    return sound(MADE / "corpus")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(rationale=TEXT, locator=TEXT, by=TEXT, comment=TEXT, title=TEXT, body=TEXT)
def test_any_words_come_back(
    made: Corpus, rationale: str, locator: str, by: str, comment: str, title: str, body: str
) -> None:
    for one in assertions(made):
        claim = one.claim
        cited = [claim.citations[0].model_copy(update={"locator": locator}), *claim.citations]
        reviews = [
            {"by": by, "date": "2020-02", "verdict": "unsure", "comment": comment},
            {"by": by, "date": "2020", "verdict": "agree"},
        ]
        own = (
            {"title": title, "summary": by, "body": body}
            if isinstance(claim, Implementation | Correspondence)
            else {}
        )
        new = (
            claim.model_dump()
            | {"rationale": rationale, "asserted_by": by, "citations": cited, "reviews": reviews}
            | own
        )
        wanted = type(claim).model_validate(new)
        told = type(one)(one.key, one.kind, one.subject, one.object, wanted, one.entry)
        row = parse("t", as_tsv([assertion_cells(told, made)], "all").encode()).rows[0].cells
        fields, wrong = fields_of(row, set(row), None, {})
        assert wrong == []
        ends = {
            name: getattr(wanted, name)
            for name in ("to", "recommendation", "subject", "object", "to_edition")
            if getattr(wanted, name, None)
        }
        assert validated(one.kind, one.key, fields | ends) == wanted
