"""Bodies of records as HTML: styled, in their place below the page's title, and never able to run."""

from __future__ import annotations

import re

import pytest

from web.markdown import render

RUNS = re.compile(
    r"<script|<iframe|<object|<embed|<svg|<style|<form|<input|<img|<base|<meta|\son\w+\s*=|"
    r"javascript:|vbscript:|data:text",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "![x](javascript:alert(1))",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "[click](vbscript:x)",
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a href="https://example.org" onmouseover="alert(1)">x</a>',
        '<svg onload="alert(1)"><animate onbegin=alert(1)></svg>',
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></math>",
        '<form action="https://evil.example"><input name="q"></form>',
        '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=x">',
        "<style>body { display: none }</style>",
        "| a |\n|---|\n| <script>alert(1)</script> |",
        "    <script>alert(1)</script>",
        "`<script>alert(1)</script>`",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_markup_in_a_record_cannot_run(written: str) -> None:
    safe = re.sub(r"<code>.*?</code>|&lt;.*?&gt;", "", str(render(written)), flags=re.DOTALL)
    assert not RUNS.search(safe), safe


def test_a_record_cannot_dress_its_text_as_part_of_the_page() -> None:
    made = render('<div class="nhsuk-header" id="maincontent" style="position:fixed">A notice</div>')
    assert made.strip() == "A notice"
    assert render('<p class="nhsuk-warning-callout">x</p>').strip() == "<p>x</p>"


def test_headings_begin_below_the_title_of_the_page_and_keep_their_steps() -> None:
    made = render("# First\n\n### Under it\n\n# Second")
    assert '<h2 class="nhsuk-heading-m">First</h2>' in made
    assert '<h4 class="nhsuk-heading-xs">Under it</h4>' in made
    assert '<h3 class="nhsuk-heading-s">First</h3>' in render("## First", top=3)


def test_headings_go_no_lower_than_there_are_headings() -> None:
    assert "<h6" in render("# One\n\n###### Six", top=4)


def test_lists_tables_and_links_have_the_styles_of_the_site() -> None:
    made = render(
        "- one\n\n1. first\n\n| a |\n|---|\n| 1 |\n\n[here](/practices/x) and <https://example.org>"
    )
    assert '<ul class="nhsuk-list nhsuk-list--bullet">' in made
    assert '<ol class="nhsuk-list nhsuk-list--number">' in made
    assert '<table class="nhsuk-table">' in made
    assert '<th class="nhsuk-table__header">' in made
    assert 'href="/practices/x"' in made
    assert '<a href="https://example.org" rel="noopener noreferrer">' in made


def test_plain_words_stay_as_they_were_written() -> None:
    assert render("Fewer than 5 < 6 falls & **more** talk") == (
        "<p>Fewer than 5 &lt; 6 falls &amp; <strong>more</strong> talk</p>"
    )
    assert render("") == ""


def test_a_body_nested_beyond_reason_is_shown_as_it_is_written() -> None:
    made = render("- " * 3000 + "deep")
    assert made.startswith("<p>- - ")
    assert made.endswith("deep</p>")
