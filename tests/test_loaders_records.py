"""Records: what a record may hold, and what is said where it holds something else."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

import pytest
from made_support import models

from loaders.corpus import REFERENCE_FIELDS, references, validate
from loaders.faults import Fault
from loaders.frontmatter import Sheet
from loaders.parts import Reference
from loaders.records import MODELS

CITATION = {"document": "made-bulletin", "locator": "Page one", "passages": ["3:" + "0" * 32]}
OUTCOME = {
    "id": "falls",
    "measure": "Falls",
    "kind": "outcome",
    "result": "7",
    "unit": "falls",
    "citations": [CITATION],
}
CLAIM = {"basis": "curated", "rationale": "Because.", "asserted_on": "2026-11-22", "citations": [CITATION]}
LINK = {**CLAIM, "to": "action/6.1", "extent": "full"}
STATUS = {"state": "renamed", "date": "2020", "note": "Renamed.", "citations": [CITATION]}
SAYS = {"id": "a", "aspect": "duty", "says": "Do.", "number": 1, "in_list": "Duties", "citations": [CITATION]}
THEME = {"kind": "theme", "id": "1", "title": "Theme", "summary": "A theme.", "number": "1"}
PAGE = {
    **{
        "kind": "document",
        "id": "page",
        "title": "Page",
        "summary": "A page.",
        "publisher": ["organisation/x"],
    },
    **{"availability": "public page", "address": "https://example.org/", "looked_up": "2020-01-31"},
}
BODY = {"kind": "organisation", "type": "partner", "id": "x", "title": "X", "summary": "A body."}
PRACTICE = {
    **{"kind": "practice", "type": "case study", "id": "huddle", "title": "Huddle", "summary": "A huddle."},
    **{"scope": "local", "maturity": "running", "reported": "2017-05", "led_by": ["collaborative/x"]},
    **{"evidence": "described", "evidence_because": "No figure.", "outcomes": [OUTCOME], "links": [LINK]},
    **{"citations": [CITATION]},
}


def faults(data: dict[str, Any]) -> list[str]:
    """What is wrong with a record of this front matter, one line each."""
    found = validate(Sheet("records/x.md", data, "", {}))
    return [str(fault) for fault in found] if isinstance(found, list) else []


@pytest.mark.parametrize("record", [THEME, PAGE, BODY, PRACTICE])
def test_the_samples_below_are_good_before_they_are_spoilt(record: dict[str, Any]) -> None:
    assert faults(record) == []


@pytest.mark.parametrize(
    ("sample", "change", "message"),
    [
        (THEME, {"kind": None}, "kind is missing. Write one of action, assessment,"),
        (THEME, {"kind": "them"}, "kind is 'them'. Did you mean 'theme'?"),
        (THEME, {"id": None}, "id is missing. See docs/records.md, Theme."),
        (THEME, {"id": "Theme One"}, "id: 'Theme One' is not a key: use lower-case letters"),
        (THEME, {"id": "a//b"}, "id: 'a//b' is not a key"),
        (THEME, {"id": "../x"}, "id: '../x' is not a key"),
        (THEME, {"title": "  "}, "title is empty."),
        (
            PRACTICE,
            {"links": [{**LINK, "extend": "full"}]},
            "links.0.extend is no field of Link. Did you mean 'extent'?",
        ),
        (THEME, {"nubmer": "1"}, "nubmer is no field of Theme. Did you mean 'number'?"),
        (THEME, {"colour": "red"}, "colour is no field of Theme. Known fields: body, citations,"),
        (THEME, {"title": ""}, "title is empty. See docs/records.md, Theme."),
        (THEME, {"title": ["a"]}, "title should be text. See docs/records.md, Theme."),
        (THEME, {"number": 7.1}, "number: write it between quotes ('7.1'), or YAML reads a decimal number"),
        (THEME, {"body": "x"}, "body is no field of the front matter. Write it below the second '---'."),
        (THEME, {"see_also": ["practice"]}, "see_also.0: 'practice' is not a reference: write KIND/KEY"),
        (THEME, {"see_also": ["Practice/x"]}, "see_also.0: 'Practice/x' is not a reference"),
        (THEME, {"citations": [{"document": "x"}]}, "citations.0.locator is missing"),
        (THEME, {"citations": [{**CITATION, "passages": ["falls"]}]}, "'falls' is not a passage fingerprint"),
        (THEME, {"citations": [{**CITATION, "passages": ["0:" + "0" * 32]}]}, "is not a passage fingerprint"),
        (
            THEME,
            {"later": [{"date": "2020", "fact": "Gone.", "citations": []}]},
            "later.0.citations needs one at least. See docs/records.md, LaterFact",
        ),
        (
            THEME,
            {"current_status": {**STATUS, "state": "gone"}},
            "current_status.state: should be 'withdrawn',",
        ),
        (THEME, {"statements": [{**SAYS, "number": None}]}, "a statement in_list needs its number"),
        (THEME, {"statements": [SAYS, {**SAYS, "id": "b"}]}, "a and b are both number 1 of one list"),
        (PAGE, {"address": None}, "a public page needs its address and the day it was looked_up"),
        (PAGE, {"looked_up": None}, "a public page needs its address and the day it was looked_up"),
        (PAGE, {"address": "javascript:alert(1)"}, "address: 'javascript:alert(1)' is not a web address"),
        (PAGE, {"address": "https://example.org/<x>"}, "is not a web address"),
        (PAGE, {"publisher": []}, "publisher needs one at least"),
        (PAGE, {"looked_up": "31/1/2020"}, "'31/1/2020' is not a date: write 2017, 2017-05 or 2017-05-31"),
        (PAGE, {"looked_up": "2019-02-30"}, "'2019-02-30' is no day of the calendar"),
        (PAGE, {"looked_up": "2019-13"}, "'2019-13' is not a date"),
        (BODY, {"type": None}, "an organisation needs a type (national body, provider or partner)"),
        (BODY, {"kind": "collaborative"}, "the other kinds have none"),
        (
            PRACTICE,
            {"scope": "big"},
            "scope: should be 'local', 'regional', 'multi-regional' or 'national'",
        ),
        (PRACTICE, {"led_by": []}, "led_by needs one at least"),
        (PRACTICE, {"citations": []}, "citations needs one at least"),
        (PRACTICE, {"links": []}, "give links, or unlinked_because where the practice serves no requirement"),
        (PRACTICE, {"unlinked_because": "No."}, "give links, or unlinked_because"),
        (PRACTICE, {"asked": "falls"}, "asked should be a list: [one, two]. See docs/records.md, Practice."),
        (PRACTICE, {"asked": ["falls", " "]}, "asked.1 is empty"),
        (PRACTICE, {"asked": [{"falls": "x"}]}, "asked.0 should be text"),
        (PRACTICE, {"asked": ["999"]}, "asked.0: '999' has no word"),
        (PRACTICE, {"asked": ["a fall\na slip"]}, "asked.0: holds several lines"),
        (PRACTICE, {"asked": ["nan fell " * 10]}, "asked.0: has 89 characters, 80 at most"),
        (PRACTICE, {"asked": [f"fall {at}" for at in range(19)]}, "asked: has 19 lines, 18 at most"),
        (PRACTICE, {"outcomes": [OUTCOME, OUTCOME]}, "two outcomes have the same id"),
        (
            PRACTICE,
            {"outcomes": [{**OUTCOME, "result": None}]},
            "an outcome needs a figure: baseline, result or change",
        ),
        (
            PRACTICE,
            {"outcomes": [{**OUTCOME, "result": "many"}]},
            "outcomes.0.result: 'many' holds no number",
        ),
        (
            PRACTICE,
            {"outcomes": [{**OUTCOME, "result": "2 or 3"}]},
            "outcomes.0.result: '2 or 3' holds 2 numbers",
        ),
        (PRACTICE, {"outcomes": [{**OUTCOME, "change": "5%"}]}, "change and change_is go together"),
        (PRACTICE, {"outcomes": [{**OUTCOME, "change_is": "relative"}]}, "change and change_is go together"),
        (
            PRACTICE,
            {"links": [{**LINK, "figures": ["fals"]}]},
            "names the figure 'fals', which is no outcome of this",
        ),
        (
            PRACTICE,
            {"links": [{**LINK, "extent": "some"}]},
            "links.0.extent: should be 'full', 'partial' or 'minor'",
        ),
        (
            PRACTICE,
            {"links": [{**LINK, "rationale": ""}]},
            "links.0.rationale is empty. See docs/records.md, Link",
        ),
        (
            PRACTICE,
            {"links": [{**LINK, "citations": []}]},
            "links.0.citations needs one at least",
        ),
        (
            PRACTICE,
            {"links": [{**LINK, "status": "withdrawn"}]},
            "status withdrawn and withdrawn_because go together",
        ),
        (
            PRACTICE,
            {"links": [{**LINK, "withdrawn_because": "No."}]},
            "status withdrawn and withdrawn_because",
        ),
        (
            PRACTICE,
            {"links": [{**LINK, "to": "6.1"}]},
            "links.0.to: '6.1' is not a reference: write KIND/KEY",
        ),
    ],
)
def test_one_thing_that_is_wrong_gives_one_line(
    sample: dict[str, Any], change: dict[str, Any], message: str
) -> None:
    spoilt = {name: value for name, value in {**sample, **change}.items() if value is not None}
    found = faults(spoilt)
    assert len(found) == 1, found
    assert message in found[0]
    assert found[0].startswith("records/x.md:1: ")
    assert "\n" not in found[0]


def test_everything_that_is_wrong_with_a_record_is_said_at_once() -> None:
    found = faults({**PRACTICE, "scope": "big", "maturity": "old", "reported": "May"})
    assert len(found) == 3


@pytest.mark.parametrize(
    ("given", "kept"), [(2017, "2017"), ("2017-05", "2017-05"), ("2017-05-31", "2017-05-31")]
)
def test_a_date_is_a_year_a_month_or_a_day(given: object, kept: str) -> None:
    found = validate(Sheet("x.md", {**PAGE, "looked_up": given}, "", {}))
    assert not isinstance(found, list)
    assert getattr(found, "looked_up") == kept  # noqa: B009 (the union of models has no common field)


def test_a_record_names_other_records_wherever_its_model_says_so() -> None:
    found = validate(
        Sheet("x.md", {**PRACTICE, "partners": ["organisation/y"], "resources": ["resource/z"]}, "", {})
    )
    assert not isinstance(found, list)
    assert dict(references(found)) == {
        ("led_by", 0): "collaborative/x",
        ("partners", 0): "organisation/y",
        ("resources", 0): "resource/z",
        ("citations", 0, "document"): "document/made-bulletin",
        ("outcomes", 0, "citations", 0, "document"): "document/made-bulletin",
        ("links", 0, "citations", 0, "document"): "document/made-bulletin",
        ("links", 0, "to"): "action/6.1",
    }


def test_every_field_that_holds_a_reference_is_followed() -> None:
    """A field of references whose name the corpus does not know would never be checked."""
    named = {
        name
        for model in models(*MODELS.values())
        for name, annotation in get_type_hints(model, include_extras=True).items()
        if holds(annotation, Reference)
    }
    assert named == REFERENCE_FIELDS


def holds(annotation: Any, wanted: Any) -> bool:
    """Whether a type is, or is made of, another."""
    return annotation == wanted or any(holds(part, wanted) for part in get_args(annotation))


def test_a_document_that_is_named_by_its_key_is_followed() -> None:
    framework = {
        "kind": "framework",
        "id": "f",
        "title": "F",
        "summary": "F.",
        "edition": "1",
        "document": "d",
    }
    found = validate(Sheet("x.md", framework, "", {}))
    assert not isinstance(found, list)
    assert ("document",) in dict(references(found))


def test_a_fault_is_printed_as_place_what_and_remedy() -> None:
    assert str(Fault("a/b.md", 3, "x is missing.", "Add it.")) == "a/b.md:3: x is missing. Add it."
    assert str(Fault("a/b.md", 0, "x is missing.")) == "a/b.md: x is missing."
    assert Fault("a", 1, "b", "c").as_dict() == {"file": "a", "line": 1, "what": "b", "mend": "c"}
