"""Bad input: every fault of every file is one clear line (file, line, what, how to mend), all in one run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from made_support import checked, line_of, made_copy, replace, section

from kg.check.report import Report
from loaders.corpus import load
from loaders.faults import Fault

KETTLE = "practices/kettle-club.md"
BULLETIN = "documents/made-bulletin.md"
Spoilt = tuple[Report, dict[str, tuple[str, int]]]
"""A report, and for each kind of bad input the file that has it and the line."""
FRONT = '---\nkind: theme\nid: "9"\nnumber: "9"\ntitle: {title}\nsummary: A theme.\n---\n'
NEW_FILES: dict[str, tuple[bytes, int, str, str]] = {
    "not UTF-8": (b"---\nkind: theme\ntitle: caf\xe9\n---\n", 3, "not UTF-8", "encoding UTF-8"),
    "UTF-16": ("---\nkind: theme\n---\n".encode("utf-16"), 1, "not UTF-8", "encoding UTF-8"),
    "empty": (b"", 1, "front matter is missing", "'---'"),
    "no front matter": (b"# A practice\n", 1, "front matter is missing", "'---'"),
    "front matter without end": (b"---\nkind: theme\n", 1, "does not end", "Close it"),
    "no fields": (b"---\n- one\n- two\n---\n", 2, "not a list of fields", "field: value"),
    "YAML with a colon": (FRONT.format(title="a: b").encode(), 5, "does not parse", "quotes"),
    "YAML with a tab": (b"---\nkind: theme\n\tid: x\n---\n", 3, "does not parse", "indentation"),
    "YAML with an open quote": (b'---\nkind: theme\nid: "9\n---\n', 3, "does not parse", "quotes"),
    "YAML with a zero byte": (b'---\nkind: theme\nid: "a\x00"\n---\n', 3, "does not parse", ""),
    "YAML that runs a program": (
        b'---\nkind: theme\nid: !!python/object/apply:os.system ["touch /tmp/pwned"]\n---\n',
        3,
        "uses a tag (!!python/object/apply:os.system)" if False else "uses a tag",
        "alone",
    ),
    "YAML with an alias": (
        b"---\nkind: &kind theme\nid: *kind\n---\n",
        3,
        "an alias (*kind)",
        "Write the value out",
    ),
    "YAML that grows": (
        b"---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nkind: *c\n---\n",
        3,
        "an alias (*a)",
        "Write the value out",
    ),
    "YAML that holds itself": (b"---\nkind: &a [*a]\n---\n", 2, "an alias (*a)", "Write the value out"),
    "YAML that is deep": (
        b"---\nkind: " + b"[" * 3000 + b"]" * 3000 + b"\n---\n",
        2,
        "nested too deeply",
        "a few levels",
    ),
    "YAML with a broken tag": (b"---\nkind: !!int theme\n---\n", 2, "uses a tag", "Write the value alone"),
    "field twice": (b"---\nkind: theme\nid: x\nkind: theme\n---\n", 4, "'kind' is given twice", "Keep one"),
    "kind unknown": (b"---\nkind: practise\n---\n", 2, "kind is 'practise'", "'practice'"),
    "kind missing": (b"---\nid: x\n---\n", 1, "kind is missing", "Write one of"),
    "kind a list": (b"---\nkind: [theme]\n---\n", 2, "kind is ['theme']", "'theme'"),
}
EDITS: dict[str, tuple[str, str, str, str, str]] = {
    "wrong field": (
        KETTLE,
        "scope: local",
        "scoop: local",
        "scoop is no field of Practice.",
        "Did you mean 'scope'?",
    ),
    "missing field": (
        BULLETIN,
        "availability: copy\n",
        "",
        "availability is missing",
        "docs/records.md, Document",
    ),
    "wrong choice": (
        BULLETIN,
        "availability: copy",
        "availability: gone",
        "availability: should",
        "docs/records.md",
    ),
    "wrong date": (
        BULLETIN,
        "issued: 2019-04",
        "issued: May 2019",
        "'May 2019' is not a date: write 2017",
        "docs/records.md",
    ),
    "day that is none": (
        BULLETIN,
        "issued: 2019-04",
        "issued: 2019-02-30",
        "'2019-02-30' is no day of",
        "docs/records.md",
    ),
    "number too long": (
        BULLETIN,
        "issued: 2019-04",
        "issued: " + "1" * 5000,
        "is not a date",
        "docs/records.md",
    ),
    "not a list": (
        BULLETIN,
        "[organisation/made-network]",
        "organisation/made-network",
        "publisher should be a list",
        "docs",
    ),
    "link to nothing": (
        KETTLE,
        "to: action/1.1.1",
        "to: action/1.1.2",
        "action/1.1.2 is not in the corpus",
        "'action/1.1.1'?",
    ),
    "leader unknown": (
        KETTLE,
        "[collaborative/made-coast]",
        "[collaborative/coast]",
        "collaborative/coast is not",
        "Did you",
    ),
    "nothing near": (
        KETTLE,
        "[resource/made-poster]",
        "[zoo/animal]",
        "zoo/animal is not in the corpus",
        "Add a record",
    ),
    "no such setting": (
        KETTLE,
        "[acute-hospital]",
        "[acute-hopsital]",
        "not in the vocabulary setting",
        "'acute-hospital'?",
    ),
    "no such grade": (
        KETTLE,
        "evidence: measured-change",
        "evidence: gold",
        "not in the vocabulary evidence",
        "It has",
    ),
    "linked twice": (
        KETTLE,
        "made-grid-2019/a.2",
        "made-grid-2019/a.1",
        "a.1 is linked twice",
        "Keep one link",
    ),
    "asked twice": (
        KETTLE,
        "asked: [nobody",
        "asked: [cold tea, Cold  tea, nobody",
        "'Cold  tea' is in asked twice",
        "Keep one",
    ),
    "document unknown": (
        BULLETIN,
        "title: Bulletin",
        "see_also: [document/made]\ntitle: B",
        "document/made is not in",
        "",
    ),
    "citation not found": (
        "themes/1.md",
        "19:8e33cc5e11162fab185595c5a3eef7d9",
        "19:" + "0" * 32,
        "of made-bulletin (What we ask for, request one) is not found",
        "`saferpractice cite`",
    ),
    "figure not there": (
        KETTLE,
        "result: twelve",
        "result: thirteen",
        "the figure 'thirteen' is not in the passages",
        "Cite",
    ),
}
"""A file, what is replaced in a copy of it by what, and what the one line says of it and advises."""
TWO_LINES = {
    "wrong field": "scope is missing",
    "figure not there": "the number 12 of this practice's text is claimed by nothing",
}
"""Bad input that is two faults: what the other line says."""


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Spoilt:
    """One run over a corpus that has every kind of bad input, each in a file of its own."""
    folder = tmp_path_factory.mktemp("spoilt")
    corpus = made_copy(folder)
    where: dict[str, tuple[str, int]] = {}
    for at, (name, (content, line, _, _)) in enumerate(NEW_FILES.items()):
        where[name] = (f"bad/{at}.md", line)
        (corpus / "bad").mkdir(exist_ok=True)
        (corpus / f"bad/{at}.md").write_bytes(content)
    for at, (name, (file, old, new, _, _)) in enumerate(EDITS.items()):
        copy = f"bad/edit-{at}.md"
        text = (corpus / file).read_text(encoding="utf-8")
        (corpus / copy).write_text(
            re.sub(r"^id: .*$", f"id: edit-{at}", text, count=1, flags=re.M), encoding="utf-8"
        )
        line = replace(corpus, copy, old, new)
        where[name] = (copy, line if new else 1)  # what is missing has no line of its own
    (corpus / "themes" / "again.md").write_bytes((corpus / "themes" / "1.md").read_bytes())
    where["duplicate id"] = ("themes/again.md", 3)
    replace(corpus, "policy.yaml", "practices: 2", "practices: 0")
    where["policy"] = ("policy.yaml", line_of(corpus, "policy.yaml", "practices: 0"))
    return checked(corpus, folder), where


def said_of(spoilt: Spoilt, name: str) -> list[Fault]:
    """The faults of the file that has this bad input."""
    report, where = spoilt
    return [fault for fault in report.faults if fault.file == where[name][0]]


@pytest.mark.parametrize("name", NEW_FILES)
def test_a_file_that_is_no_record_is_one_line(name: str, spoilt: Spoilt) -> None:
    _, line, what, mend = NEW_FILES[name]
    (fault,) = said_of(spoilt, name)
    assert (fault.line, what in fault.what, mend in fault.mend) == (line, True, True), str(fault)


@pytest.mark.parametrize("name", EDITS)
def test_a_record_that_is_wrong_is_one_line(name: str, spoilt: Spoilt) -> None:
    _, _, _, what, mend = EDITS[name]
    faults = [fault for fault in said_of(spoilt, name) if TWO_LINES.get(name, "\n") not in fault.what]
    assert len(faults) == 1, [str(fault) for fault in faults]
    fault = faults[0]
    assert (fault.line, what in fault.what, mend in fault.mend) == (spoilt[1][name][1], True, True), str(
        fault
    )


@pytest.mark.parametrize(("name", "what"), TWO_LINES.items())
def test_what_is_wrong_twice_is_two_lines(name: str, what: str, spoilt: Spoilt) -> None:
    assert [what in fault.what for fault in said_of(spoilt, name)].count(True) == 1


def test_a_duplicate_id_names_the_other_file(spoilt: Spoilt) -> None:
    (fault,) = said_of(spoilt, "duplicate id")
    assert (fault.line, fault.what) == (3, "theme/1 is already in themes/1.md.")
    assert fault.mend == "Give one of the two another id."


def test_a_policy_that_contradicts_itself_is_one_line(spoilt: Spoilt) -> None:
    (fault,) = said_of(spoilt, "policy")
    assert fault.line == spoilt[1]["policy"][1]


def test_all_faults_are_said_in_one_run_and_no_others(spoilt: Spoilt) -> None:
    report, where = spoilt
    assert {fault.file for fault in report.faults} == {file for file, _ in where.values()}
    assert len(report.faults) == len(where) + len(TWO_LINES)
    lines = [str(fault) for fault in report.faults]
    assert all("\n" not in line and fault.mend for line, fault in zip(lines, report.faults, strict=True))
    assert not report.ok


def test_a_link_to_nothing_is_a_fault_of_the_links_not_of_the_record(spoilt: Spoilt) -> None:
    report, where = spoilt
    linking = {fault.file for fault in section(report, "links").faults}
    assert where["link to nothing"][0] in linking
    assert where["wrong field"][0] not in linking


def test_the_graph_is_not_judged_while_records_have_faults(spoilt: Spoilt) -> None:
    skipped = [one for one in spoilt[0].sections if one.skipped]
    assert [one.name for one in skipped] == ["graph", "shapes", "rules", "consistency"]
    assert all("until the faults above" in one.detail for one in skipped)


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    (corpus / "folder.md").mkdir()
    (corpus / "nowhere.md").symlink_to(tmp_path / "nowhere")
    found = checked(corpus, tmp_path).faults
    assert [(fault.file, fault.line) for fault in found] == [("folder.md", 0), ("nowhere.md", 0)]
    assert all("this file cannot be read" in fault.what and fault.mend for fault in found)


def test_a_record_that_is_refused_is_one_fault_however_many_name_it(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    line = replace(corpus, BULLETIN, "issue one", "[issue one")
    (fault,) = checked(corpus, tmp_path).faults
    assert (fault.file, fault.line) == (BULLETIN, line + 1)


def test_text_that_yaml_would_read_as_something_else_stays_as_it_is_written(tmp_path: Path) -> None:
    corpus = made_copy(tmp_path)
    replace(corpus, "domains/made-grid-2019/b.md", 'number: "B"', "number: 7.10")
    replace(corpus, "themes/1.md", "title: Talking", "title: no")
    entries = load(corpus).entries
    assert getattr(entries["domain/made-grid-2019/b"].record, "number", "") == "7.10"
    assert entries["theme/1"].record.title == "no"


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    report = checked(tmp_path / "nowhere", tmp_path)
    assert any(fault.what == "there is no such folder." for fault in report.faults)
