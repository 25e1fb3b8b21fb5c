"""Writing a query in a browser: terms by their labels, prefixes, mistakes marked, the keyboard."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Page, expect

from browser.harness import assert_accessible
from browser.sparql_editor import editor, write

PATTERN = "SELECT * WHERE {\n  ?thing \n}"
MISTAKE = "SELECT ?p\nWHERE { ?p a nope:Practice }"


def test_a_property_is_found_by_a_word_of_its_label_and_its_prefix_is_declared(page: Page) -> None:
    page.goto("/sparql")
    box = write(page, PATTERN, line=1, column=9)
    page.keyboard.type("event")
    expect(page.get_by_role("option").first).to_contain_text("date of event sp:eventDate")
    expect(page.locator("#query-status")).to_contain_text("Up and down arrows choose, Enter takes")
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(box).to_contain_text("?thing sp:eventDate")
    expect(box).to_contain_text("PREFIX sp: <https://w3id.org/safer-practice/ontology#>")


def test_a_class_and_a_thing_are_found_by_their_names(page: Page) -> None:
    page.goto("/sparql")
    box = write(page, PATTERN, line=1, column=9)
    page.keyboard.type("a local")
    page.get_by_role("option", name="sp:LocalPractice").click()
    expect(box).to_contain_text("?thing a sp:LocalPractice")
    write(page, PATTERN, line=1, column=9)
    page.keyboard.type("a sp:prac")  # and not sp:PracticeLink, of which there are more
    expect(page.get_by_role("option").first).to_contain_text("sp:Practice A piece of work")
    page.keyboard.press("Enter")
    page.keyboard.type(" ; sp:ledBy yorksh")
    expect(page.get_by_role("option", name="Yorkshire and Humber collaborative")).to_be_visible()
    page.keyboard.press("Enter")
    expect(box).to_contain_text("id/collaborative/yorkshire-and-humber>")


def test_control_and_space_ask_for_everything_that_may_stand_there(page: Page) -> None:
    page.goto("/sparql")
    write(page, PATTERN, line=1, column=9)
    page.keyboard.press("Control+Space")
    expect(page.get_by_role("option")).to_have_count(30)
    page.keyboard.press("Escape")
    page.keyboard.type("a sp:")
    expect(page.get_by_role("option", name="sp:Practice", exact=False).first).to_be_visible()


def test_a_prefix_that_is_typed_is_declared_once_and_an_unknown_one_is_left_alone(page: Page) -> None:
    page.goto("/sparql")
    box = write(page, PATTERN, line=1, column=9)
    page.keyboard.type("skos:prefLabel ?name ; nope:x ?y ; skos:notation ?z")
    expect(box).to_contain_text("skos:notation ?z")
    expect(box).to_contain_text("PREFIX skos: <http://www.w3.org/2004/02/skos/core#>")
    text = page.locator(".sparql-editor").evaluate("one => one.editor.getValue()")
    assert text.count("PREFIX") == 1


def test_the_place_of_a_mistake_is_marked_until_it_is_mended(page: Page) -> None:
    page.goto("/sparql?query=" + quote(MISTAKE))
    box = editor(page)
    expect(page.locator(".sparql-fault-mark")).to_have_text("nope:Practice")
    expect(page.locator("span.sparql-fault")).to_be_visible()
    assert_accessible(page)
    box.focus()
    page.keyboard.press("x")
    expect(page.locator(".sparql-fault-mark")).to_have_count(0)
    expect(page.locator("span.sparql-fault")).to_have_count(0)


def test_names_that_the_data_does_not_have_are_marked_wherever_they_stand(page: Page) -> None:
    query = "SELECT ?p WHERE {\n  ?p a sp:Practise ; sp:number ?n .\n  ?q a sp:Practise\n}"
    page.goto("/sparql?query=" + quote(query))
    editor(page)
    expect(page.locator(".sparql-fault-mark")).to_have_text(["sp:Practise", "sp:Practise"])
    expect(page.get_by_text("Did you mean")).to_be_visible()
    assert_accessible(page)


def test_tab_leaves_the_editor_and_escape_first_closes_a_list(page: Page) -> None:
    page.goto("/sparql")
    box = write(page, PATTERN, line=1, column=9)
    page.keyboard.type("ev")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run query")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(box).to_be_focused()


def test_control_and_enter_run_the_query(page: Page) -> None:
    page.goto("/sparql")
    write(page, "SELECT (COUNT(*) AS ?n) WHERE { ?p a sp:CaseStudy }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("table", name="Results of the query")).to_be_visible()
