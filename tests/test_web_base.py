"""The base of the web application: headers, errors, health and assets, without a browser."""

from __future__ import annotations

import re
from glob import glob
from pathlib import Path

import pytest
from flask import Flask, abort, request
from flask.testing import FlaskClient

from web import layout, release
from web.assets import AssetError, local_stylesheet
from web.errors import EXPLANATIONS, Refusal

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
def failing(app: Flask) -> FlaskClient:
    """A client of an application with pages that fail, and some to be close to."""

    def refuse() -> str:
        raise Refusal(400, "The year 'soon' is not a number.", "Write it in four digits.")

    app.add_url_rule("/fails/<int:status>", "fails", lambda status: abort(status))
    app.add_url_rule("/fails/<int:status>.json", "fails-json", lambda status: abort(status))
    app.add_url_rule("/faulty", "faulty", lambda: str(1 // 0))
    app.add_url_rule("/refuses", "refuses", refuse)
    app.add_url_rule("/takes-a-form", "form", lambda: "", methods=["POST"])
    app.add_url_rule("/recommendations", "list", lambda: "")
    app.add_url_rule("/recommendations/<number>", "one", lambda number: number)
    return app.test_client()


@pytest.mark.parametrize("path", ["/healthz", "/static/css/app.css", "/nothing-here", "/faulty"])
def test_every_answer_allows_the_browser_only_what_is_ours(failing: FlaskClient, path: str) -> None:
    headers = failing.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("status", sorted(EXPLANATIONS))
def test_an_error_has_its_own_page_with_cause_and_remedy(failing: FlaskClient, status: int) -> None:
    answer = failing.get(f"/fails/{status}", headers=BROWSER)
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    for words in EXPLANATIONS[status]:
        assert words in answer.text
    assert answer.text.count("<h1") == 1


def test_an_error_without_words_of_ours_still_says_what_it_is(failing: FlaskClient) -> None:
    answer = failing.get("/fails/418", headers=BROWSER)
    assert answer.status_code == 418
    assert "I&#39;m a teapot" in answer.text


@pytest.mark.parametrize(
    ("path", "accept", "mimetype"),
    [
        ("/fails/404", "*/*", "text/html"),
        ("/fails/404", None, "text/html"),
        ("/fails/404", BROWSER["Accept"], "text/html"),
        ("/fails/404", "application/json", "application/problem+json"),
        ("/fails/404", "text/turtle", "application/problem+json"),
        ("/fails/404", "application/sparql-results+json, */*;q=0.1", "application/problem+json"),
        ("/fails/404.json", BROWSER["Accept"], "application/problem+json"),
    ],
)
def test_readers_get_a_page_and_programs_get_problem_json(
    failing: FlaskClient, path: str, accept: str | None, mimetype: str
) -> None:
    answer = failing.get(path, headers={"Accept": accept} if accept else {})
    assert answer.mimetype == mimetype
    assert "Accept" in answer.headers["Vary"]


def test_problem_json_has_the_members_of_rfc_9457(failing: FlaskClient) -> None:
    told = failing.get("/refuses", headers={"Accept": "application/json"}).json
    assert told == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The year 'soon' is not a number. Write it in four digits.",
        "instance": "/refuses",
    }


def test_a_fault_says_nothing_about_the_inside(failing: FlaskClient) -> None:
    answer = failing.get("/faulty", headers=BROWSER)
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text


def test_a_wrong_method_is_told_the_right_ones(failing: FlaskClient) -> None:
    answer = failing.get("/takes-a-form")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_form_that_is_too_large_is_refused(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 10
    app.add_url_rule("/form", "form", lambda: request.form["query"], methods=["POST"])
    answer = app.test_client().post("/form", data={"query": "x" * 100}, headers=BROWSER)
    assert answer.status_code == 413
    assert EXPLANATIONS[413].mend in answer.text


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("/recomendations/6", "/recommendations/6"),
        ("/Recommendations", "/recommendations"),
        ("/recommendations/", "/recommendations"),
    ],
)
def test_a_mistyped_address_is_answered_with_the_one_meant(
    failing: FlaskClient, mistyped: str, meant: str
) -> None:
    answer = failing.get(mistyped, headers=BROWSER)
    assert answer.status_code == 404
    assert f'<a href="{meant}">' in answer.text
    assert meant in failing.get(mistyped, headers={"Accept": "application/json"}).json["nearest"]  # type: ignore[index]


def test_an_address_like_no_other_gets_no_suggestion(failing: FlaskClient) -> None:
    assert "Did you mean" not in failing.get("/zzzz", headers=BROWSER).text


def test_a_page_not_found_offers_a_search(failing: FlaskClient) -> None:
    main = failing.get("/zzzz", headers=BROWSER).text.split("<main", 1)[1]
    assert 'action="/search"' in main


def test_markup_in_an_address_is_shown_and_not_run(failing: FlaskClient) -> None:
    text = failing.get("/recommendationz/<script>alert(1)</script>", headers=BROWSER).text
    assert "<script>alert" not in text


def test_no_page_holds_script_or_style_of_its_own(failing: FlaskClient) -> None:
    text = failing.get("/zzzz", headers=BROWSER).text
    assert re.findall(r"<script(?![^>]* src=)", text) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", text) == []


def test_nothing_is_healthy_before_the_first_build(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["release"] is None
    assert "saferpractice build" in answer.json["mend"]


def test_a_page_that_needs_a_release_says_how_to_build_one(app: Flask) -> None:
    app.add_url_rule("/needs", "needs", lambda: release.current().name)
    answer = app.test_client().get("/needs", headers=BROWSER)
    assert answer.status_code == 503
    assert "saferpractice build" in answer.text


def test_the_menu_has_no_link_to_a_page_that_is_not_there(
    failing: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = (layout.Link("Here", "/recommendations"), layout.Link("Gone", "/not-there"))
    monkeypatch.setattr(layout, "NAVIGATION", links)
    menu = failing.get("/zzzz", headers=BROWSER).text.split("<nav", 1)[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', menu) == ["/recommendations"]


def test_a_stylesheet_loses_fonts_from_elsewhere_and_keeps_its_own_images() -> None:
    css, files = local_stylesheet(
        "@font-face{font-family:F;src:url(https://example.org/f.woff2)}"
        "a{background:url(/assets/images/a.svg)}b{background:url(data:image/png;base64,AA)}"
        "\n/*# sourceMappingURL=x.css.map */"
    )
    assert css.strip() == "a{background:url(images/a.svg)}b{background:url(data:image/png;base64,AA)}"
    assert files == ["images/a.svg"]


@pytest.mark.parametrize(
    "css",
    ["a{background:url('https://example.org/a.png')}", "a{background:url(//x.org/a)}", "@import 'x.css';"],
)
def test_a_stylesheet_that_loads_from_elsewhere_is_refused(css: str) -> None:
    with pytest.raises(AssetError, match="Teach web/assets.py|teach web/assets.py"):
        local_stylesheet(css)


def test_what_is_served_names_no_other_site(app: Flask) -> None:
    folder = app.static_folder or ""
    served = [
        Path(found) for found in glob(f"{folder}/**/*.css", recursive=True)
    ]  # follows links, unlike rglob
    assert {path.name for path in served} >= {"app.css", "nhsuk-frontend.min.css"}
    for path in served:
        assert re.findall(r"(?:url\(|@import)[^;)]*//[^;)]*", path.read_text("utf-8")) == [], path
