"""What comes first: titles before texts, practices before the rest, what was withdrawn last of all."""

from __future__ import annotations

from pathlib import Path

from search_support import SMALL, practice, searching

from kg.search import Search


def keys(search: Search, words: str) -> list[str]:
    return [hit.key for hit in search.search(words).hits]


def test_a_word_counts_more_in_title_than_label_than_summary_than_outcome_than_text(tmp_path: Path) -> None:
    filler = 'dcterms:description "Other words." ;'
    outcome = """<ID/outcome/in-outcome/x> sp:outcomeKind kind:outcome ; sp:measure "Lanterns" ;
        sp:unit "pieces" ; sp:resultPrinted "3" ."""
    label = """topic:light a skos:Concept ; skos:inScheme <ID/vocabulary/topic> ;
        skos:prefLabel "Lantern light" ."""
    with searching(
        tmp_path,
        outcome,
        label,
        practice("a-in-text", more=f'{filler} schema:text "Lanterns here." ;'),
        practice("b-in-outcome", more=f"{filler} sp:outcome <ID/outcome/in-outcome/x> ;"),
        practice("c-in-summary", more='dcterms:description "Lanterns here." ;'),
        practice("d-in-label", more=f"{filler} sp:topic topic:light ;"),
        practice("e-in-title", title="Lanterns lit", more=filler),
    ) as search:
        found = [key for key in keys(search, "lantern") if key[1] == "-"]
    assert found == ["e-in-title", "d-in-label", "c-in-summary", "b-in-outcome", "a-in-text"]


def test_a_practice_comes_before_other_things_that_have_the_words_in_the_same_place(tmp_path: Path) -> None:
    document = '<ID/document/a-page> a sp:Document ; rdfs:label "About lanterns and more" .'
    with searching(tmp_path, document, practice("tour", title="About lanterns and more")) as search:
        assert keys(search, "lanterns") == ["tour", "a-page"]


def test_what_was_withdrawn_comes_last_however_well_it_fits_and_says_so(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        last = search.search("falls").hits[-1]
    assert (last.key, last.withdrawn, last.score) == ("old-way", True, 0.0)
    assert last.why[0] == "it was withdrawn on 4 May 2020: It did harm."


def test_what_was_withdrawn_comes_last_even_when_it_is_asked_for_by_name(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        assert keys(search, "Falls, the old way")[-1] == "old-way"


def test_a_practice_asked_for_by_its_title_comes_before_those_that_mention_it(tmp_path: Path) -> None:
    more = 'dcterms:description "Kettle club, kettle club and kettle club." ;'
    fan, club = practice("fan", "Kettle club kettle club", more), practice("club", "Kettle club")
    with searching(tmp_path, fan, club) as search:
        assert keys(search, "the kettle club")[0] == "club"
        assert search.search("the kettle club").hits[0].why == ("this is its name",)


def test_what_has_some_of_the_words_is_shown_only_where_several_do_not_have_all(tmp_path: Path) -> None:
    with searching(
        tmp_path, practice("a", "Blue kettle"), practice("b", "Blue lamp"), practice("c", "Red kettle")
    ) as search:
        alone = search.search("blue kettle")
        both = search.search("red lamp")
    several = [practice("a", "Blue kettle"), practice("b", "Blue lamp"), practice("d", "Kettle, blue")]
    with searching(tmp_path / "several", *several) as search:
        assert sorted(keys(search, "blue kettle")) == ["a", "d"]
    assert [hit.key for hit in alone.hits] == ["a", "b", "c"]
    assert sorted(hit.key for hit in both.hits) == ["b", "c"]
    assert "Nothing has all of it; what follows has some of it." in both.understood


def test_question_words_and_words_to_ask_with_do_not_matter(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        plain = keys(search, "falls ward")
        assert keys(search, "Where can I find examples of what works for falls on the ward, please?") == plain
        assert plain[0] == "round-table"


def test_a_kind_that_the_question_names_comes_first(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        results = search.search("which collaboratives work on the round table")
        assert results.hits[0].kind == "collaborative"
        assert "Collaboratives come first." in results.understood


def test_a_kind_alone_lists_all_of_the_kind(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        assert keys(search, "standards") == ["grid-2019/1.1"]
        assert search.search("case studies").understood == "All practices."


def test_what_a_source_does_not_say_is_not_searched(tmp_path: Path) -> None:
    with searching(tmp_path, SMALL) as search:
        assert keys(search, "circle") == ["round-table"]
        assert keys(search, "expense") == []


def test_an_everyday_word_does_not_outweigh_what_the_question_is_about(tmp_path: Path) -> None:
    others = [practice(f"lamp-{number}", "Lamps") for number in range(9)]
    kettles = [practice(f"kettle-{number}", "Kettles") for number in range(3)]
    with searching(tmp_path, *others, *kettles, practice("several", "Several lamps")) as search:
        assert search.search("several kettles").hits[0].title == "Kettles"
        assert search.search("several").hits[0].key == "several"
