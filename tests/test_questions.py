"""Competency questions: what a document answers, the graph answers in the same words and figures."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT
from question_support import Question, ask, difference, read, read_all
from rdflib import OWL, RDF

from kg import vocabulary
from kg.namespaces import SP
from kg.release import Release

QUESTIONS = read_all()


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.name for question in QUESTIONS])
def test_the_graph_answers_what_the_document_says(real_release: Release, question: Question) -> None:
    found = ask(real_release.store, question)
    assert difference(question, found) == "", difference(question, found)


def test_each_of_the_five_documents_has_its_questions() -> None:
    asked = Counter(question.document for question in QUESTIONS)
    assert asked.total() >= 120
    assert len(asked) == 5
    assert min(asked.values()) >= 10


def test_every_class_of_the_ontology_is_asked_for() -> None:
    graph = vocabulary.read(ROOT / "ontology")
    classes = {str(one).removeprefix(SP) for one in graph.subjects(RDF.type, OWL.Class) if SP in str(one)}
    named = set(re.findall(r"\bsp:([A-Z]\w*)", " ".join(question.query for question in QUESTIONS)))
    assert classes - named == set()


def test_no_question_is_asked_twice() -> None:
    asked = [question.question.casefold() for question in QUESTIONS]
    assert sorted(asked) == sorted(set(asked))


def test_no_two_queries_are_the_same() -> None:
    queries = [" ".join(question.query.split()) for question in QUESTIONS]
    assert sorted(queries) == sorted(set(queries))


def test_a_question_names_the_document_of_its_folder() -> None:
    stray = [question.name for question in QUESTIONS if not question.source.startswith(question.document)]
    assert stray == []


@pytest.mark.parametrize("missing", ["question", "source", "answer"])
def test_a_question_without_one_of_its_headers_is_refused(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("question_support.FOLDER", tmp_path)
    headers = [f"# {name}: some words" for name in ("question", "source", "answer") if name != missing]
    path = tmp_path / "bare.rq"
    path.write_text("\n".join([*headers, "SELECT * WHERE { ?s ?p ?o }"]), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"bare.rq: the header has no {missing}"):
        read(path)
