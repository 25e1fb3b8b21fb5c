"""The whole check: its sections in order, as text and as JSON, and its verdict."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from made_support import MADE, ONTOLOGY, checked, made_copy, replace, section

from kg.check.report import Report, Section
from kg.check.run import run
from loaders.faults import Fault
from loaders.sources import Sources

SECTIONS = [
    "ontology",
    "records",
    "links",
    "queries",
    "assessments",
    "citations",
    "figures",
    "unclaimed numbers",
    "graph",
    "shapes",
    "rules",
    "consistency",
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def good(home: Path) -> Report:
    """The report on the made corpus, which has no faults."""
    return checked(MADE / "corpus", home)


def test_a_corpus_without_faults_passes_every_section(good: Report) -> None:
    assert [one.name for one in good.sections] == SECTIONS
    assert good.ok, str(good)
    assert not any(one.skipped for one in good.sections)


def test_without_copies_of_the_documents_there_is_no_fault(good: Report, home: Path) -> None:
    report = checked(MADE / "corpus", home, sources=None)
    assert report.ok, str(report)
    assert "0 found" in section(report, "citations").detail
    assert section(report, "figures").detail.startswith("0 figures against the passages they cite,")


def test_the_sections_are_told_as_they_begin(good: Report, home: Path) -> None:
    told: list[str] = []
    run(MADE / "corpus", ONTOLOGY, Sources(), home, told.append)
    assert told == SECTIONS


def test_the_report_is_plain_data(good: Report) -> None:
    data = json.loads(json.dumps(good.as_dict()))
    assert data["ok"] is True
    assert [one["name"] for one in data["sections"]] == SECTIONS
    assert {"name", "ok", "skipped", "detail", "seconds", "faults"} <= set(data["sections"][0])
    assert all(isinstance(one["seconds"], float) for one in data["sections"])


def test_the_report_is_text(good: Report) -> None:
    text = str(good)
    assert text.splitlines()[0].startswith("ontology: ok. ")
    assert "made-bulletin" in text
    assert text.splitlines()[-1].startswith("No faults. (")


def test_a_fault_in_one_section_is_a_fault_of_the_report() -> None:
    fault = Fault("a.md", 1, "Wrong.", "Mend it.")
    good, bad, skipped = (
        Section("a", "Looked."),
        Section("b", "Looked.", (fault,)),
        Section("c", "", skipped=True),
    )
    report = Report((good, bad, skipped))
    assert not report.ok
    assert report.faults == [fault]
    assert str(report).splitlines()[:4] == [
        "a: ok. Looked.",
        "b: 1 fault(s). Looked.",
        "  a.md:1: Wrong. Mend it.",
        "c: skipped. ",
    ]
    assert report.as_dict()["sections"][1]["faults"] == [fault.as_dict()]


@pytest.mark.parametrize(
    ("file", "words", "name", "what"),
    [
        ("safer-practice.ttl", "x:y a z:w .", "ontology/safer-practice.ttl", "this is not Turtle"),
        ("shapes/practice.ttl", "x:y a z:w .", "ontology/shapes/practice.ttl", "this is not Turtle"),
        ("rules/inverse.rq", "nonsense", "ontology/rules/inverse.rq", "this query does not parse"),
        (
            "projection/allocations.rq",
            "nonsense",
            "ontology/projection/allocations.rq",
            "this query does not parse",
        ),
    ],
)
def test_a_file_of_the_ontology_that_does_not_parse_is_one_line(
    file: str, words: str, name: str, what: str, tmp_path: Path
) -> None:
    spoilt = Path(shutil.copytree(ONTOLOGY, tmp_path / "ontology"))
    (spoilt / file).write_text((spoilt / file).read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")
    report = checked(MADE / "corpus", tmp_path, ontology=spoilt)
    (fault,) = report.faults
    assert fault.file == name
    assert what in fault.what
    assert [one.name for one in report.sections if one.skipped][-3:] == ["shapes", "rules", "consistency"]


def test_a_fault_that_only_the_graph_shows_is_found(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    line = replace(corpus, "resources/made-poster.md", "[organisation/made-network]", "[theme/1]")
    report = checked(corpus, tmp_path)
    assert [one.name for one in report.sections if not one.ok] == ["shapes", "rules", "consistency"]
    assert [fault.line for fault in report.faults if fault.file == "resources/made-poster.md"] == [line]
    (named,) = section(report, "consistency").faults
    assert (named.file, "sp:Theme" in named.what, "org:Organization" in named.what) == (
        "themes/1.md",
        True,
        True,
    )
