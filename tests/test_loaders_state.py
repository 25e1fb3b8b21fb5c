"""The state of practice: what an assessment searched, and when it is out of date."""

import re
import shutil
from pathlib import Path

import pytest

from loaders.corpus import load
from loaders.state import out_of_date, state_of_practice

MADE = Path(__file__).parent / "made" / "corpus"
PRACTICE = "practices/kettle-club.md"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MADE, tmp_path / "corpus"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_assessment_of_the_corpus_as_it_is_is_current(corpus: Path) -> None:
    assert out_of_date(load(corpus)) == []


def test_a_changed_word_of_a_practice_puts_its_assessments_out_of_date(corpus: Path) -> None:
    edit(corpus / PRACTICE, "title: ", "title: Another ")
    assert [one.id for one in out_of_date(load(corpus))] == ["action-1.1"]


def test_a_new_link_or_way_of_asking_puts_no_assessment_out_of_date(corpus: Path) -> None:
    before = state_of_practice(load(corpus))
    edit(corpus / PRACTICE, "extent: partial", "extent: minor")
    edit(corpus / PRACTICE, "asked: [", "asked: [cold tea, ")
    after = load(corpus)
    assert not after.faults
    assert state_of_practice(after) == before


def test_the_first_link_of_a_practice_puts_no_assessment_out_of_date(corpus: Path) -> None:
    linked = (corpus / PRACTICE).read_text(encoding="utf-8")
    (link,) = re.findall(r"^links:\n(  - .*?)(?=^  - |^\S)", linked, re.DOTALL | re.MULTILINE)
    before = state_of_practice(load(corpus))
    without_figures = re.sub(r"^ *figures: .*\n", "", link, flags=re.MULTILINE)
    why_none = "unlinked_because: Biscuits are not education.\n"
    edit(corpus / "practices" / "biscuit-trolley.md", why_none, f"links:\n{without_figures}")
    after = load(corpus)
    assert not after.faults
    assert state_of_practice(after) == before


def test_a_practice_more_or_less_is_another_state(corpus: Path) -> None:
    before = load(corpus)
    del before.entries["practice/biscuit-trolley"]
    assert state_of_practice(before) != state_of_practice(load(corpus))
    assert state_of_practice(before).startswith("3:")
