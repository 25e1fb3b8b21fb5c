"""A named query that is wrong is refused by build and check, with file, line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_support import ONTOLOGY, checked, made_copy, section

from kg.build import BuildRefused, build
from kg.named import read
from kg.release import Home

GOOD = """\
# Title: Practice
# Question: Which practices are there?
# For: educator
# Parameter: words
#   Label: Words
#   Type: text
#   Default: any
SELECT ?practice
WHERE {
  VALUES ?words { UNDEF }
  ?practice a sp:Practice .
}
"""
SPOILT = [
    ("# Title: Practice\n", "", 1, "the header has no “Title”"),
    ("# For: educator\n", "", 1, "the header has no “For”"),
    ("# For: educator", "# For: everybody", 3, "“everybody” is none of the users. They are workstream lead"),
    ("# For: educator", "# Audience: educator", 3, "there is no field “Audience” here. The fields are Title"),
    ("# For: educator", "# For: educator\n# For: analyst", 4, "“For” stands there twice"),
    ("# For: educator", "# For:", 3, "“For” says nothing"),
    ("# For: educator", "# educator", 3, "this line of the header has no field"),
    ("#   Type: text", "#   Type: word", 6, "“word” is no type. The types are thing, date, start, number"),
    ("#   Type: text\n", "", 4, "the header has no “Type”"),
    ("#   Type: text", "#   Tpye: text", 6, "there is no field “Tpye” here. The fields are Label"),
    ("#   Type: text", "#   Type: thing", 4, "a thing is chosen from a list"),
    ("#   Default: any", "#   Default: any\n#   Choices: nothing", 8, "there is no choices/nothing.rq"),
    ("# Parameter: words", "# Parameter: ?words", 4, "'?words' is no name of a variable"),
    (
        "#   Default: any",
        "#   Default: tea",
        10,
        'VALUES ?words is not the default of the header. Write “VALUES ?words { "tea" }”',
    ),
    ("  VALUES ?words { UNDEF }\n", "", 8, "the parameter words has no VALUES"),
    ("sp:Practice .\n}", "sp:Practice .", 12, "The query cannot be read"),
    ("SELECT ?practice\nWHERE", "ASK", 8, "this is no SELECT query"),
    (
        "a sp:Practice .",
        "a sp:Practice . SERVICE <http://a.example/> { ?a ?b ?c }",
        11,
        "SERVICE asks another server",
    ),
    ("a sp:Practice .", "a sp:Practice ." + "{" * 60 + "}" * 60, 11, "too many nested brackets"),
    ("sp:Practice", "nhs:Practice", 11, "The prefix nhs: is not declared"),
]


def written(folder: Path, text: str, name: str = "practice.rq") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_good_query_has_no_fault(tmp_path: Path) -> None:
    queries, faults = read(written(tmp_path, GOOD))
    assert faults == []
    assert queries["practice"].question == "Which practices are there?"


def test_a_line_may_go_on_in_the_next(tmp_path: Path) -> None:
    text = GOOD.replace("are there?", "are there\n#    in the whole country?")
    assert read(written(tmp_path, text))[0]["practice"].question.endswith("are there in the whole country?")


@pytest.mark.parametrize(("old", "new", "line", "told"), SPOILT, ids=[one[3][:40] for one in SPOILT])
def test_a_fault_names_its_file_and_line(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    assert GOOD.count(old) == 1
    (fault,) = read(written(tmp_path, GOOD.replace(old, new)))[1]
    assert (fault.file, fault.line) == ("queries/practice.rq", line)
    assert told in str(fault)
    assert fault.mend


def test_a_file_name_is_an_address(tmp_path: Path) -> None:
    (fault,) = read(written(tmp_path, GOOD, "My Query.rq"))[1]
    assert "'My Query' is no name of a query" in str(fault)


def test_a_drop_down_has_two_columns(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    written(tmp_path / "choices", "SELECT ?thing WHERE { ?thing a sp:Practice }", "all.rq")
    (fault,) = read(tmp_path)[1]
    assert str(fault).startswith("queries/choices/all.rq:1: a drop-down has the columns ?value and ?label.")


UNKNOWN = GOOD.replace("sp:Practice", "sp:Practise")


def test_the_build_refuses_a_class_that_there_is_not(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    written(corpus / "queries", UNKNOWN)
    with pytest.raises(
        BuildRefused, match="queries/practice.rq:11: the data has no sp:Practise.*sp:Practice"
    ):
        build(corpus, ONTOLOGY, Home(tmp_path / "home"))


def test_the_build_refuses_a_query_that_cannot_be_read(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    written(corpus / "queries", GOOD.replace("WHERE {", "WHERE (("))
    with pytest.raises(BuildRefused, match="queries/practice.rq:"):
        build(corpus, ONTOLOGY, Home(tmp_path / "home"))


def test_check_tells_both_kinds_of_fault(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    written(corpus / "queries", UNKNOWN)
    written(corpus / "queries", GOOD.replace("# For: educator\n", ""), "bare.rq")
    report = checked(corpus, tmp_path / "home")
    assert [one.file for one in section(report, "queries").faults] == ["queries/bare.rq"]
    assert [one.file for one in section(report, "graph").faults] == ["queries/practice.rq"]
