"""The example queries of the corpus: each has a title and a question, runs, and fits into a link."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import url_for
from pyoxigraph import QuerySolutions

from kg.examples import Example, ExampleError, read
from kg.query import GRAPHS
from kg.release import Release
from web import create_app
from web.views.sparql import LONGEST_ADDRESS

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "queries"


def test_there_are_examples() -> None:
    assert len(read(FOLDER)) >= 5


@pytest.mark.parametrize("example", read(FOLDER), ids=lambda example: example.name)
def test_an_example_is_a_select_query_that_needs_no_other_prefixes(
    made_release: Release, example: Example
) -> None:
    assert isinstance(made_release.store.query(example.text, default_graph=GRAPHS), QuerySolutions)
    assert example.question.endswith((".", "?"))


@pytest.mark.parametrize("example", read(FOLDER), ids=lambda example: example.name)
def test_an_example_fits_into_a_link(example: Example) -> None:
    with create_app().test_request_context():
        assert len(url_for("sparql.sparql", query=example.text)) <= LONGEST_ADDRESS


def test_an_example_without_title_is_refused_with_file_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "bare.rq").write_text("SELECT * WHERE { ?s ?p ?o }")
    with pytest.raises(ExampleError, match=r'bare.rq, line 1: an example begins with .* "# Title: ..."'):
        read(tmp_path)
