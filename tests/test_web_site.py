"""Addresses that leave the site begin with the one that is set, whatever host a request names."""

from __future__ import annotations

import pytest
from flask import Flask

SITE = "https://safer-practice.example.org"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/data.ttl", f"<{SITE}/sparql>"),
        ("/sparql", f"{SITE}/sparql#service"),
        ("/practices/kettle-club", f"Printed from {SITE}/practices/kettle-club"),
        ("/practices?sort=title", f"Printed from {SITE}/practices?sort=title"),
        ("/sparql?query=ASK{}", f"{SITE}/sparql?z="),
    ],
)
@pytest.mark.parametrize("given", [SITE, ""])
def test_what_is_set_is_given_and_else_what_was_asked(
    made_app: Flask, path: str, told: str, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(made_app.config, "ADDRESS", given)
    accept = {"Accept": "text/turtle" if path == "/sparql" else "text/html"}
    told = told if given else told.replace(SITE, "http://elsewhere.test")
    assert told in made_app.test_client().get(path, headers=accept, base_url="http://elsewhere.test").text
