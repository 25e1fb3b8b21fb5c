"""An import changes what a row changed and nothing else, or says what is wrong with which cell."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from made_support import MADE
from sssom_support import NEW_LINK, Desk, files_of, sound

from kg.sssom.importing import Interrupted, apply

LINK = "kettle-club--action-1.1.1"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_one_changed_cell_changes_one_line_of_one_file(desk: Desk) -> None:
    before = files_of(desk.corpus)
    made = desk.importing(desk.edited(LINK, lambda row: row.update(extent="partial")))
    assert [change.what for change in made.changes] == [LINK]
    assert made.changes[0].columns == {"extent": ("full", "partial")}
    after = files_of(desk.corpus)
    assert {name for name in after if after[name] != before[name]} == {"practices/kettle-club.md"}
    lines = zip(*(files["practices/kettle-club.md"].splitlines() for files in (before, after)), strict=True)
    assert [pair for pair in lines if pair[0] != pair[1]] == [(b"    extent: full", b"    extent: partial")]


def test_what_is_done_once_changes_nothing_the_second_time(desk: Desk) -> None:
    rows = desk.edited(LINK, lambda row: row.update(figures="teams", reviews="", citations=row["citations"]))
    assert len(desk.importing(rows).changes) == 1
    rows = desk.edited(LINK, lambda row: None)
    assert desk.importing(rows).changes == []


def test_a_row_that_is_not_there_takes_nothing_away(desk: Desk) -> None:
    before = files_of(desk.corpus)
    rows = [row for row in desk.rows() if row["record_id"] == f"id:assertion/{LINK}"]
    assert desk.importing(rows).changes == []
    assert files_of(desk.corpus) == before


def test_a_column_that_is_not_there_takes_nothing_away(desk: Desk) -> None:
    kept = ("subject_id", "predicate_id", "object_id", "object_source", "extent")
    rows = [{name: row[name] for name in kept} for row in desk.rows()]
    assert desk.importing(rows).changes == []


def test_a_link_is_withdrawn_and_published_again(desk: Desk) -> None:
    before = files_of(desk.corpus)
    because = "The figure is of another ward."
    desk.importing(desk.edited(LINK, lambda row: row.update(status="withdrawn", withdrawn_because=because)))
    assert (
        b"status: withdrawn\n    withdrawn_because: " + because.encode()
        in files_of(desk.corpus)["practices/kettle-club.md"]
    )
    desk.importing(desk.edited(LINK, lambda row: row.update(status="", withdrawn_because="")))
    assert files_of(desk.corpus) == before


def test_a_new_row_is_a_new_link_of_its_practice(desk: Desk) -> None:
    new = NEW_LINK | {"subject_id": "id:practice/kettle-club", "object_id": "id:recommendation/1"}
    made = desk.importing([new])
    assert [(change.what, change.new) for change in made.changes] == [("kettle-club--recommendation-1", True)]
    text = (desk.corpus / "practices/kettle-club.md").read_text(encoding="utf-8")
    written = """links:
  - to: recommendation/1
    extent: minor
    basis: curated
    rationale: Minutes lie on the trolley.
    asserted_on: '2020-03-01'
    citations:
      - document: made-bulletin
        locator: What was done
        passages: ['11:45c573c6f144718a65859a6bd2b2070c']
  - to: action/1.1.1
"""
    assert written in text
    added = written.removeprefix("links:\n").removesuffix("  - to: action/1.1.1\n")
    assert text.replace(added, "") == (MADE / "corpus/practices/kettle-club.md").read_text(encoding="utf-8")
    row = next(row for row in desk.rows() if row["record_id"].endswith("kettle-club--recommendation-1"))
    assert row["author_label"] == "corpus editors"


def test_a_practice_that_had_no_link_no_longer_says_why(desk: Desk) -> None:
    desk.importing([NEW_LINK])
    text = (desk.corpus / "practices/biscuit-trolley.md").read_text(encoding="utf-8")
    assert "unlinked_because" not in text
    assert "links:\n  - to: standard/made-grid-2019/a.2\n" in text


@pytest.mark.parametrize(
    ("new", "file"),
    [
        (
            {"subject_id": "recommendation/1", "predicate_id": "sp:implements", "how": ""},
            "",
        ),
        (
            {
                "subject_id": "id:standard/made-grid-2019/a.2",
                "predicate_id": "sp:implements",
                "object_id": "id:recommendation/1",
                "title": "A.2 carries out 1",
                "summary": "It does.",
                "body": "At length.\n\nIn two paragraphs.",
            },
            "implementations/standard-made-grid-2019-a.2-recommendation-1.md",
        ),
        (
            {
                "record_id": "id:assertion/a-2-to-the-values",
                "subject_id": "id:standard/made-grid-2019/a.2",
                "predicate_id": "sp:corresponds",
                "object_id": "sssom:NoTermFound",
                "object_source": "id:framework/made-values",
                "to_edition": "id:framework/made-values",
                "relation": "none",
                "title": "A.2 has no match",
                "summary": "Nothing is like it.",
            },
            "correspondences/a-2-to-the-values.md",
        ),
    ],
)
def test_an_assertion_with_a_file_of_its_own_gets_one(desk: Desk, new: dict[str, str], file: str) -> None:
    row = {name: cell for name, cell in NEW_LINK.items() if name != "extent"} | new
    made = desk.plan([row])
    if not file:
        assert made.faults
        return
    desk.importing([row])
    assert (desk.corpus / file).is_file()
    sound(desk.corpus)
    assert [change.file for change in made.changes] == [file]
    found = next(
        one for one in desk.rows() if one["subject_id"] == new["subject_id"] and one["title"] == new["title"]
    )
    assert {name: found[name] for name in new if new[name] and name != "record_id"} == {
        name: cell for name, cell in new.items() if cell and name != "record_id"
    }


def test_a_recommendation_is_put_into_another_workstream(desk: Desk) -> None:
    path = desk.corpus / "workstreams" / "2.md"
    first = (desk.corpus / "workstreams" / "1.md").read_text(encoding="utf-8")
    path.write_text(first.replace('"1"', '"2"').replace("recommendation/1", "recommendation/2", 1), "utf-8")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text[: text.index("  - recommendation: recommendation/2\n    how: embedded")]
        + text[text.rindex("citations:") :],
        "utf-8",
    )
    new = {name: cell for name, cell in NEW_LINK.items() if name != "extent"} | {
        "subject_id": "id:recommendation/1",
        "predicate_id": "sp:inWorkstream",
        "object_id": "id:workstream/2",
        "how": "embedded",
        "mapping_justification": "semapv:UnspecifiedMatching",
        "basis": "stated",
    }
    made = desk.importing([new])
    assert [change.what for change in made.changes] == ["recommendation-1--workstream-2"]
    assert sum(row["predicate_id"] == "sp:inWorkstream" for row in desk.rows()) == 4


def test_things_may_be_named_by_prefix_by_address_or_by_kind_and_key(desk: Desk) -> None:
    for named in (
        "id:recommendation/1",
        "https://w3id.org/safer-practice/id/recommendation/1",
        "recommendation/1",
    ):
        new = NEW_LINK | {"object_id": named}
        assert [change.what for change in desk.plan([new]).changes] == ["biscuit-trolley--recommendation-1"]
    table = "#curie_map:\n#  ours: https://w3id.org/safer-practice/id/recommendation/\n" + (
        desk.save([NEW_LINK | {"object_id": "ours:1"}]).read_text(encoding="utf-8")
    )
    assert [change.what for change in desk.plan(table).changes] == ["biscuit-trolley--recommendation-1"]


def test_a_date_for_the_whole_table_is_the_date_of_each_row(desk: Desk) -> None:
    new = {name: cell for name, cell in NEW_LINK.items() if name != "mapping_date"}
    table = "#mapping_date: 2021-05-06\n" + desk.save([new]).read_text(encoding="utf-8")
    made = desk.importing(table)
    assert made.changes[0].columns["mapping_date"] == ("", "2021-05-06")


MACHINE = "a suggestion is no assertion"
WRONG: dict[str, tuple[dict[str, str], str, str]] = {
    "an extent that there is not": ({"extent": "huge"}, "extent", "should be 'full', 'partial' or 'minor'"),
    "no extent": ({"extent": ""}, "extent", "missing"),
    "no reason": ({"comment": ""}, "comment", "rationale is missing"),
    "no date": ({"mapping_date": ""}, "mapping_date", "missing"),
    "no citation": ({"citations": ""}, "citations", "missing"),
    "a day that is not": ({"mapping_date": "2020-02-31"}, "mapping_date", "no day of the calendar"),
    "a date in words": ({"mapping_date": "March 2020"}, "mapping_date", "'March 2020' is no date"),
    "a date with two readings": ({"mapping_date": "03/04/2020"}, "mapping_date", "more than one day"),
    "a practice that there is not": (
        {"subject_id": "id:practice/kettle-clob"},
        "subject_id",
        "not in the corpus",
    ),
    "no subject": ({"subject_id": ""}, "subject_id", "it is empty"),
    "a subject that is no practice": (
        {"subject_id": "id:action/1.1"},
        "subject_id",
        "action/1.1 cannot stand here",
    ),
    "an object that is no requirement": (
        {"object_id": "id:theme/1"},
        "object_id",
        "theme/1 cannot stand here",
    ),
    "a foreign object": ({"object_id": "MONDO:0000001"}, "object_id", "'MONDO:0000001' is not in the corpus"),
    "a foreign relation": ({"predicate_id": "skos:exactMatch"}, "predicate_id", "no relation that is known"),
    "a machine's suggestion": (
        {"mapping_justification": "semapv:LexicalMatching"},
        "mapping_justification",
        MACHINE,
    ),
    "a suggestion by likeness": (
        {"mapping_justification": "semapv:SemanticSimilarityThresholdMatching"},
        "mapping_justification",
        MACHINE,
    ),
    "a review of a suggestion": (
        {"mapping_justification": "semapv:MappingReview"},
        "mapping_justification",
        MACHINE,
    ),
    "a suggestion that says it is curated": (
        {"mapping_justification": "semapv:CompositeMatching", "basis": "curated"},
        "mapping_justification",
        MACHINE,
    ),
    "nobody knows on whose word": (
        {"mapping_justification": "semapv:UnspecifiedMatching"},
        "basis",
        "it is empty",
    ),
    "no justification": ({"mapping_justification": ""}, "basis", "missing"),
    "two words on whose word": ({"basis": "stated"}, "basis", "it says stated"),
    "a basis that there is not": ({"basis": "guessed"}, "basis", "should be 'stated' or 'curated'"),
    "a figure that the practice has not": ({"figures": "falls"}, "figures", "'falls' is no outcome"),
    "another kind's column": ({"how": "whole"}, "how", "a practice link has none"),
    "a document that there is not": ({"citations": "nobody; Page; 3:0123"}, "citations", "is not a passage"),
    "a document of another name": (
        {"citations": "made-buletin; Page; 11:45c573c6f144718a65859a6bd2b2070c"},
        "citations",
        "document/made-buletin is not in the corpus",
    ),
    "a passage that is not there": (
        {"citations": "made-bulletin; Page; 11:00000000000000000000000000000000"},
        "citations",
        "is not found",
    ),
    "a citation without a passage": ({"citations": "made-bulletin; Page"}, "citations", "names no passage"),
    "a citation without a place": ({"citations": "made-bulletin"}, "citations", "has 1 parts"),
    "a review without a verdict": ({"reviews": "educator; 2020"}, "reviews", "has 2 parts"),
    "a verdict that there is not": ({"reviews": "educator; 2020; yes"}, "reviews", "should be 'agree'"),
    "withdrawn without a reason": ({"status": "withdrawn"}, "withdrawn_because", "go together"),
    "a status that there is not": ({"status": "final"}, "status", "should be 'draft'"),
    "two authors": ({"author_label": "one | two"}, "author_label", "more than one"),
    "another assertion's name": ({"record_id": f"id:assertion/{LINK}"}, "record_id", "another assertion"),
    "a name that does not fit": ({"record_id": "id:assertion/mine"}, "record_id", "does not fit"),
    "a negation that there is not": ({"predicate_modifier": "Never"}, "predicate_modifier", "unknown"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_is_named_with_line_and_column_and_nothing_is_written(desk: Desk, name: str) -> None:
    wrong, column, says = WRONG[name]
    good = NEW_LINK | {"subject_id": "id:practice/kettle-club", "object_id": "id:recommendation/1"}
    before = files_of(desk.corpus)
    made = desk.plan(
        [good, NEW_LINK | {"comment": "One\nTwo"}, NEW_LINK | {"object_id": "id:action/1.1"} | wrong]
    )
    assert len(made.faults) == 1, [str(fault) for fault in made.faults]
    fault = made.faults[0]
    assert fault.line == 5, "the row above it has two lines"
    assert fault.what.startswith(f"{column}: ") and says in fault.what, fault.what
    assert fault.mend
    assert made.files == []
    assert files_of(desk.corpus) == before


def test_every_fault_of_a_table_is_found_in_one_run(desk: Desk) -> None:
    rows = [NEW_LINK | {"extent": "huge", "comment": ""}, NEW_LINK | {"object_id": "id:nothing/1"}]
    assert [fault.line for fault in desk.plan(rows).faults] == [2, 2, 3]


def test_two_rows_of_one_assertion_are_a_fault(desk: Desk) -> None:
    faults = desk.plan([NEW_LINK, NEW_LINK | {"extent": "full"}]).faults
    assert [fault.line for fault in faults] == [3]
    assert "line 2 says the same" in faults[0].what


def test_a_column_that_is_nearly_ours_is_a_fault_and_another_is_told_of(desk: Desk) -> None:
    assert "Did you mean 'figures'?" in str(desk.plan([NEW_LINK | {"figure": "teams"}]).faults[0])
    notes = desk.plan([NEW_LINK | {"my thoughts": "none"}]).notes
    assert "'my thoughts' is not read" in notes[0].what


def test_the_ends_of_an_assertion_do_not_change(desk: Desk) -> None:
    made = desk.plan(desk.edited(LINK, lambda row: row.update(object_id="id:action/1.1")))
    assert "another assertion" in made.faults[0].what


def test_a_changed_cell_that_follows_from_others_is_told_of(desk: Desk) -> None:
    made = desk.plan(desk.edited(LINK, lambda row: row.update(subject_label="Coffee club")))
    assert made.changes == [] and made.faults == []
    assert "subject_label: 'Coffee club' is not read" in made.notes[0].what
    assert "Kettle club" in made.notes[0].mend


def test_cells_that_are_not_read_may_be_left_empty(desk: Desk) -> None:
    desk.importing([NEW_LINK])
    empty = {"subject_label": "", "object_label": "", "object_source": "", "reviewer_label": ""}
    made = desk.plan([NEW_LINK | empty])
    assert made.changes == [] and made.notes == []


def test_a_link_against_an_assessment_is_told_of(desk: Desk) -> None:
    made = desk.plan([NEW_LINK | {"object_id": "id:action/1.1"}])
    assert any("weighed practice/biscuit-trolley and did not keep it" in note.what for note in made.notes)


def test_a_negative_row_among_the_others_is_refused(desk: Desk) -> None:
    made = desk.plan([NEW_LINK, NEW_LINK | {"object_id": "id:action/1.1", "predicate_modifier": "Not"}])
    assert [fault.line for fault in made.faults] == [3]
    assert "table of their own" in made.faults[0].mend


def two_files(desk: Desk) -> list[dict[str, str]]:
    rows = desk.edited(LINK, lambda row: row.update(extent="minor"))
    return [*rows, NEW_LINK]


@pytest.mark.parametrize("at", [1, 2])
def test_where_one_file_cannot_be_written_none_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = files_of(desk.corpus)
    made = desk.plan(two_files(desk))
    assert len(made.files) == 2
    rename, calls = Path.replace, []

    def fails(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == at:
            raise OSError(28, os.strerror(28), str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(Interrupted, match="No space left on device"):
        apply(made)
    assert files_of(desk.corpus) == before


def test_after_a_crash_between_two_files_the_same_import_does_the_rest(desk: Desk) -> None:
    rows = two_files(desk)
    made = desk.plan(rows)
    first, second = made.files
    apply(replace(made, files=[first]))
    sound(desk.corpus)
    assert [file.file for file in desk.importing(rows).files] == [second.file]
    assert desk.importing(rows).changes == []


def test_a_record_that_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    made = desk.plan(two_files(desk))
    path = desk.corpus / "practices" / "kettle-club.md"
    path.write_bytes(path.read_bytes() + b"One more line.\n")
    before = files_of(desk.corpus)
    with pytest.raises(Interrupted, match="was changed while it was read"):
        apply(made)
    assert files_of(desk.corpus) == before


def test_the_rights_of_a_file_stay(desk: Desk) -> None:
    path = desk.corpus / "practices" / "kettle-club.md"
    path.chmod(0o640)
    desk.importing(two_files(desk))
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_record_in_an_unusual_form_is_left_to_people(desk: Desk) -> None:
    path = desk.corpus / "practices" / "kettle-club.md"
    text = path.read_text(encoding="utf-8")
    begin = text.index("    reviews:")
    end = text.index("    citations:", begin)
    flow = '    reviews: [{by: ward educator, date: 2020-02-01, verdict: agree, comment: "Seen."}]\n'
    path.write_text(text[:begin] + flow + text[end:], encoding="utf-8")
    desk.importing(desk.edited(LINK, lambda row: row.update(extent="minor")))
    assert flow in path.read_text(encoding="utf-8")
