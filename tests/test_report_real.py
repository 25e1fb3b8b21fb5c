"""The reports of the real corpus: made in every form, each number with its source, and verified."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from made_support import some
from page_support import refusal
from pypdf import PdfReader

from kg.cli import main
from kg.coverage import Trust
from kg.publishing import publish
from kg.release import Release
from kg.report import as_file, make, of_release, verify
from kg.report.edited import edits
from kg.report.files import text_of
from kg.things import gaps
from loaders import settings
from web import create_app

SITE = "https://safer-practice.example.org"
NAMES = ("changes", "march-2017", "standard-evidence", "workstream-pack")


@pytest.fixture(scope="module")
def client(real_home: Path) -> FlaskClient:
    return create_app(home=real_home).test_client()


@pytest.mark.parametrize("name", NAMES)
def test_every_report_is_a_pdf_that_says_its_title_and_language(name: str, real_release: Release) -> None:
    assert set(of_release(real_release)) == set(NAMES)
    pdf = PdfReader(io.BytesIO(publish(make(real_release, name).document, "pdf")))
    assert pdf.metadata and pdf.metadata.title
    assert str(pdf.root_object["/Lang"]) == "en-GB"
    assert "/StructTreeRoot" in pdf.root_object


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_a_report_in_every_form_is_verified_and_a_number_altered_by_hand_is_found(
    form: str, real_home: Path, real_release: Release, tmp_path: Path
) -> None:
    environment = {"SAFER_HOME": str(real_home), "SAFER_ADDRESS": f"{SITE}/"}
    file = tmp_path / f"report.{form}"
    asked = ["report", "march-2017", "--format", form, "--output", str(file)]
    written = CliRunner().invoke(main, asked, env=environment)
    assert written.exit_code == 0, written.output
    told = CliRunner().invoke(main, ["report", "--verify", str(file)], env=environment)
    assert told.exit_code == 0, told.output
    assert re.search(r"(\d+) of \1 answers are the same", told.output)
    assert "word for word" in told.output

    made = make(real_release, "march-2017", site=SITE)
    told_in_file = "".join(text_of(file)[1].split())
    for one in made.entries:
        assert "".join((SITE + one.address(real_release.name)).split()) in told_in_file
    document = made.document
    altered = document.text.replace("There are 12 recommendations", "There are 13 recommendations")
    assert altered != document.text
    file.write_bytes(as_file(replace(document, text=altered), form))
    told = CliRunner().invoke(main, ["report", "--verify", str(file)], env=environment)
    assert told.exit_code == 1
    assert re.search(r"changed after “.*There are”: the file says “13”, its release gives “12”", told.output)


def test_a_note_of_a_report_without_a_site_says_where_its_address_stands(real_release: Release) -> None:
    text = make(real_release, "changes").document.text
    assert re.search(r"Run it again: `/reports/changes@\S+`", text)
    assert "begins with `/`: it stands on any site that serves this release" in text


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org", "https://a b", "https://x.org/?q=<b>"])
def test_a_setting_that_is_no_address_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFER_ADDRESS", address)
    with pytest.raises(ValueError, match="SAFER_ADDRESS is .*: give an address"):
        settings.ADDRESS.address()


def test_altered_words_are_told_apart_from_altered_numbers() -> None:
    given = "There are 12 practices. None is planned. They run well."
    said = "There are 12 practices. One is planned. They run badly, we hear."
    assert [(one.said, one.given, one.number) for one in edits(said, given)] == [
        ("One", "None", True),
        ("badly, we hear.", "well.", False),
    ]


def test_the_page_of_a_report_as_saved_is_verified(
    client: FlaskClient, real_release: Release, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_bytes(client.get("/reports/workstream-pack?workstream=workstream/2").data)
    assert verify(real_release, tmp_path / "page.html").same


def test_another_answer_is_told_with_its_question(real_release: Release, tmp_path: Path) -> None:
    text = make(real_release, "march-2017").document.text
    asked = "recommendation-progress?asOf=2017-03-31"
    line = rf"(query:{re.escape(asked)} rows:\d+ sha256:)[0-9a-f]{{16}}"
    changed = re.sub(line, r"\g<1>0123456789abcdef", text)
    (tmp_path / "old.md").write_text(changed, encoding="utf-8")
    told = verify(real_release, tmp_path / "old.md")
    assert [one.asked for one in told.differences] == [asked]


def test_no_row_of_the_progress_report_is_later_than_its_date(real_release: Release) -> None:
    for entry in some(make(real_release, "march-2017").entries):
        for column in ("reported", "since", "date"):
            assert all(
                row.get(column, "")[:7] <= "2017-03" or row[column] == "not stated" for row in entry.rows
            )


def test_a_number_of_the_report_is_that_of_the_gaps(real_release: Release) -> None:
    made = make(real_release, "march-2017")
    asked = gaps.Asked(trust=Trust(as_of="2017-03-31"), kind="recommendation", weak=True)
    told = next(one for one in made.entries if ("kind", "recommendation") in one.values)
    assert len(told.rows) == len(gaps.rows(real_release, asked))
    assert f"- {len(told.rows)} recommendations are short of known practice" in made.document.text


COUNTED = ("number", "state", "practices", "with_figure", "minor", "inferred", "reason")


def counted(rows: Iterable[Mapping[str, object]]) -> list[list[str]]:
    """Number, state, counts and reason of each row; a report has the label of the state, data its key."""
    told = [{name: str(row[name]) for name in COUNTED} for row in rows]
    return [
        [value.casefold().replace(" ", "-") if name == "state" else value for name, value in row.items()]
        for row in told
    ]


def as_option(name: str, value: str) -> list[str]:
    """A parameter of the gaps as the command takes it."""
    if name == "requirement":
        return [value]
    return ["--weak"] if name == "weak" else [f"--{name.replace('_', '-')}", value]


@pytest.mark.parametrize("name", sorted({*NAMES} - {"changes"}))  # which tells of changes and of no gap
def test_every_row_of_gaps_in_a_report_is_the_row_of_page_json_csv_and_command(
    name: str, real_release: Release, real_home: Path, client: FlaskClient
) -> None:
    asked = [one for one in make(real_release, name).entries if one.asked.startswith("gaps?")]
    assert asked
    for entry in asked:
        told = counted(entry.rows)
        for suffix in ("json", "csv"):
            answer = client.get(entry.asked.replace("gaps?", f"/gaps.{suffix}?"))
            rows = answer.get_json()["rows"] if suffix == "json" else csv.DictReader(io.StringIO(answer.text))
            assert told == counted(rows)
        words = [word for name, value in entry.values for word in as_option(name, value)]
        done = CliRunner().invoke(main, ["gaps", *words, "--json"], env={"SAFER_HOME": str(real_home)})
        assert done.exit_code == 0, done.output
        assert told == counted(json.loads(done.stdout))


def test_every_note_of_the_page_links_to_a_page_that_asks_again(
    real_release: Release, client: FlaskClient
) -> None:
    page = unescape(client.get("/reports/march-2017").text)
    for entry in some(make(real_release, "march-2017").entries):
        address = entry.address(real_release.name)
        assert re.search(rf'<a\b[^>]*href="http://localhost{re.escape(address)}"', page), address
        answer = client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 200, address


@pytest.mark.parametrize(
    ("standard", "says", "says_not"),
    [
        ("2.2", ["No practice is linked to it", "Domain 2, standard 2.2"], ["brochure", "by then", "thin"]),
        ("1.1", ["9 practices are linked", "Domain 1, standard 1.1", "Plan 2016–2018"], ["by then"]),
    ],
)
def test_a_sheet_cites_the_standard_and_what_it_shows_and_no_more(
    real_release: Release, standard: str, says: list[str], says_not: list[str]
) -> None:
    made = make(real_release, "standard-evidence", {"standard": f"standard/hee-qf-2017-18/{standard}"})
    told = made.document.text.partition("# Manifest")[0]
    assert [one for one in says if one not in told] == []
    assert [one for one in says_not if one in told] == []


@pytest.mark.parametrize("path", ["/reports", *(f"/reports/{name}" for name in NAMES)])
def test_reports_are_pages(path: str, client: FlaskClient) -> None:
    assert client.get(path).status_code == 200


def test_a_choice_is_kept_in_the_address(client: FlaskClient) -> None:
    text = client.get("/reports/workstream-pack?workstream=workstream/2").text
    assert "<h1" in text
    assert "Pack for Workstream 2: Human Factors and Culture" in text
    assert "/reports/workstream-pack.pdf?workstream=workstream/2" in text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/reports/march-2071", 404, "Did you mean march-2017?"),
        ("/reports/workstream-pack?workstream=9", 400, "The nearest is workstream/4"),
        ("/reports/workstream-pack?wokstream=1", 400, "cannot be chosen in this report, but workstream"),
        ("/reports/march-2017?x=1", 400, "cannot be chosen in this report: it has nothing to choose"),
    ],
)
def test_what_no_report_has_is_refused_plainly(
    path: str, status: int, said: str, client: FlaskClient
) -> None:
    assert said in unescape(refusal(client, path, status))
