"""What views fetch from a release: a thing, or an error that names the nearest."""

from __future__ import annotations

import pytest
from flask import Flask

from kg.things import find
from kg.things.nearest import nearest_keys
from web import fetch
from web.errors import Refusal

BROWSER = {"Accept": "text/html"}


def test_a_thing_that_is_there_is_given(made_app: Flask) -> None:
    with made_app.test_request_context():
        assert fetch.thing_or_404("action", "1.1").title == "Take turns to lead the talk"


def test_a_wrong_number_is_answered_with_the_nearest(made_app: Flask) -> None:
    with made_app.test_request_context(), pytest.raises(Refusal) as refused:
        fetch.thing_or_404("recommendation", "13")
    assert refused.value.code == 404
    assert "“13”" in (refused.value.description or "")
    assert [near.address for near in refused.value.nearest] == ["/recommendations/2", "/recommendations/1"]
    assert refused.value.nearest[0].title == "Recommendation 2: Publish plain rules"


def test_the_page_about_a_wrong_number_links_to_the_nearest_by_name(made_app: Flask) -> None:
    made_app.add_url_rule("/things/<key>", "thing", lambda key: fetch.thing_or_404("action", key).title)
    answer = made_app.test_client().get("/things/1.2", headers=BROWSER)
    assert answer.status_code == 404
    assert '<a href="/actions/1.1">Action 1.1: Take turns to lead the talk</a>' in answer.text


def test_a_kind_of_which_there_is_nothing_says_so(made_app: Flask) -> None:
    with made_app.test_request_context(), pytest.raises(Refusal, match="holds no nonsense at all"):
        fetch.thing_or_404("nonsense", "1")


def test_the_sources_are_read_by_one_reader_for_the_whole_application(made_app: Flask) -> None:
    with made_app.test_request_context():
        first = fetch.sources()
    with made_app.test_request_context():
        assert fetch.sources() is first
        assert first.text("made-bulletin") is not None


@pytest.mark.parametrize(
    ("written", "known", "nearest"),
    [
        ("13", ["1", "2", "11", "12"], ["12", "11", "2"]),
        ("7.9", ["1.1", "7.3", "7.4", "12.1"], ["7.4", "7.3"]),
        ("2017-18/1.1", ["hee-qf-2017-18/1.1", "ics-2021/1"], ["hee-qf-2017-18/1.1", "ics-2021/1"]),
        ("safety-hudles", ["falls", "safety-huddles"], ["safety-huddles"]),
        ("zzzz", ["1.1", "1.10", "1.9", "2.1"], ["1.1", "1.9", "1.10"]),
    ],
)
def test_the_nearest_keys_are_those_a_reader_may_have_meant(
    written: str, known: list[str], nearest: list[str]
) -> None:
    assert nearest_keys(written, known) == nearest


def test_what_a_thing_is_called_says_its_kind_and_number(made_app: Flask) -> None:
    with made_app.test_request_context():
        graph = fetch.store()
        names = [
            fetch.name_of(node)
            for node in (
                find(graph, "standard", "made-grid-2019/a.1"),
                find(graph, "practice", "kettle-club"),
            )
            if node
        ]
    assert names == ["Standard A.1: Know whom to ask", "Kettle club"]
