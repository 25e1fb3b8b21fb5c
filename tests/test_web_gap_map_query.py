"""The SPARQL behind the map gives the number of every cell in which practice counts."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from pyoxigraph import QuerySolutions

from kg.coverage import COLUMNS, ROWS
from kg.query import GRAPHS
from kg.release import Release
from web.gaps.counting import map_query


def counted(release: Release, text: str) -> dict[tuple[str, str], int]:
    found = release.store.query(text, default_graph=GRAPHS)
    assert isinstance(found, QuerySolutions)
    return {(row["requirement"].value, row["column"].value): int(row["practices"].value) for row in found}


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("columns", COLUMNS)
def test_its_answer_is_the_map(
    made_client: FlaskClient, made_release: Release, rows: str, columns: str
) -> None:
    cells = made_client.get(f"/gaps.json?rows={rows}&columns={columns}&deep=1").get_json()["rows"]
    found = counted(made_release, map_query(rows, columns))
    shown = {(one["requirement"], one["column"]): one["practices"] for one in cells if one["column"]}
    assert {key: number for key, number in shown.items() if number} == {
        key: number for key, number in found.items() if key in shown
    }


def test_the_page_shows_it_and_says_what_it_leaves_out(made_client: FlaskClient) -> None:
    page = made_client.get("/gaps?rows=standards&columns=offices", headers={"Accept": "text/html"}).text
    assert "?column a sp:LocalOffice ." in page
    assert "sp:Domain sp:Standard" in page
    assert "without filters" in page
