"""What a report's template may say, and how a mistake in it is told."""

from __future__ import annotations

import pytest

from kg.release import Release
from kg.report.asked import Log
from kg.report.model import Choice, Front, Report, ReportError
from kg.report.template import Asking, render, say
from kg.report.words import Named


def made(release: Release, body: str, **values: str) -> str:
    """The Markdown of a report with this body, whose front matter has four lines."""
    report = Report(
        name="one", file="reports/one.md", front=Front(title="One", summary="One."), body=body, above=4
    )
    return render(report, Asking(Log(release), Named(release)), values)


def test_a_table_has_headings_rows_and_the_note_of_its_question(made_release: Release) -> None:
    text = made(
        made_release, '{{ table("gaps", {"number": "Number", "state": "State"}, "Gaps", kind="action") }}'
    )
    assert text.startswith("**Gaps**[^1]\n\n| Number | State |\n| --- | --- |\n| 1.1 | ")


def test_a_table_without_rows_is_a_sentence(made_release: Release) -> None:
    body = '{{ table("gaps", {"number": "Number"}, "Gaps", kind="objective") }}'
    assert made(made_release, body) == "No such requirement.[^1]"


def test_the_same_question_is_asked_once_and_has_one_note(made_release: Release) -> None:
    body = '{{ count("gaps") }}{{ source("gaps") }}{{ source("gaps", kind="action") }}{{ source("gaps") }}'
    assert made(made_release, body).endswith("[^1][^2][^1]")


def test_a_chart_says_its_numbers_in_words_and_in_a_table(made_release: Release) -> None:
    text = made(made_release, '{{ chart("gaps", of="kind", caption="By kind", order=["domain"]) }}')
    assert "![Bar chart. By kind. domain: " in text
    assert text.index("| domain |") < text.index("| action |")


@pytest.mark.parametrize(("number", "said"), [(0, "none"), (1, "just one"), (2, "2 of them")])
def test_a_sentence_adapts_to_its_number(number: int, said: str) -> None:
    assert say(number, "none", "just one", "{n} of them") == said


MISTAKES = [
    ("Text\n\n{{ table('gaps', {'no': 'No'}, 'Gaps') }}", 7, "gaps has no column 'no'"),
    ("{{ nothing }}", 5, "'nothing' is undefined"),
    ("{{ rows('gaps')[0].stat }}", 5, "there is no 'stat' here, but "),
    ("{{ count('no-such-query') }}", 5, "has no query"),
    ("One\n{% for %}", 6, ""),
    ("{{ value('gaps', 'state') }}", 5, "and not one"),
    ("{{ count('gaps', colour='red') }}", 5, "colour"),
    ("{{ ''.__class__.__mro__ }}", 5, "unsafe"),
    ("{{ range(10000000) | list }}", 5, "Range too big"),
    ("{{ count('gaps', workstream='nine') }}", 5, "nine"),
    ("{% include '/etc/passwd' %}", 5, "cannot take in another file"),
    ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", 5, "calls itself without end"),
    ("Text {{ count('gaps')\n\nMore\n", 5, "begun with {{ and never closed with }}"),
    ("{% for one in rows('gaps') %}\n{{ one.state }}\n\nMore\n", 5, "{% endfor %} is missing"),
    ("{{ table('gaps', ['state'], 'Gaps') }}", 5, "the columns: write them in braces"),
    ("{{ count('gaps', where={'no': 'x'}) }}", 5, "gaps has no column 'no'"),
    ("{{ count('gaps', distinct='no') }}", 5, "gaps has no column 'no'"),
    ("{{ count('gaps', kind='actions') }}", 5, "gaps has no kind 'actions'"),
    ("{{ count('gaps', as_of='soon') }}", 5, "'soon' is no date"),
    ("{{ say('x', 'a', 'b', 'c') }}", 5, "'x' is no number"),
    ("{{ 1 / 0 }}", 5, "division by zero"),
]


@pytest.mark.parametrize(("body", "line", "what"), MISTAKES)
def test_a_mistake_names_file_line_and_placeholder(
    made_release: Release, body: str, line: int, what: str
) -> None:
    with pytest.raises(ReportError) as error:
        made(made_release, body)
    assert (error.value.fault.file, error.value.fault.line) == ("reports/one.md", line)
    assert what in error.value.fault.what
    assert body.splitlines()[line - 5] in error.value.fault.what


DOUBLED = '{% set x = "ten letters" %}\n' + "{% set x = HOW %}\n" * 40
ENDLESS = [
    ("{{ 'a' * 10000000000 }}", "more than 20,000,000 letters"),
    ("{{ [1] * 10000000000 }}", "more than 20,000,000 letters"),
    ("{{ range(99999) | join('a' * 1000) }}", "more than 20,000,000 letters"),
    ("{{ ('a' * 9999) | replace('a', 'b' * 9999) }}", "more than 20,000,000 letters"),
    (DOUBLED.replace("HOW", "x ~ x"), "more than 20,000,000 letters"),
    (DOUBLED.replace("HOW", "x + x"), "more than 20,000,000 letters"),
    (DOUBLED.replace("= HOW %}", "%}{{ x }}{{ x }}{% endset %}"), "more than 20,000,000 letters"),
    (DOUBLED.replace("HOW", "[x, x]") + "{{ x }}", "a list cannot be written"),
    (DOUBLED.replace("HOW", "[x, x]") + "{{ x | lower }}", "a list cannot be written"),
    ("{{ 9 ** 99999 }}", "more than 1,000 digits"),
    ("{{ 1.5 | round(10000000000) }}", "from 0 to 9 places"),
    ("{{ '%10000000000d' % 1 }}", "join them with ~"),
    ("{{ '{:>10000000000}'.format(1) }}", "unsafe"),
    ("{{ 'a'.ljust(10000000000) }}", "unsafe"),
    ("{{ 'a' | center(10000000000) }}", "No filter named 'center'"),
    ("{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}", "more than 20,000 turns"),
    ("{% macro a(n) %}{% if n %}{{ a(n-1) ~ a(n-1) }}{% endif %}{% endmacro %}{{ a(40) }}", "turns"),
    ("{{ " + "[" * 2000 + "]" * 2000 + " }}", "inside one another"),
    ("{% for a in [1] %}" * 30 + "{% endfor %}" * 30, "inside one another"),
]


@pytest.mark.parametrize(("body", "what"), ENDLESS)
def test_a_report_that_would_never_end_or_take_all_memory_is_stopped_where_it_does(
    made_release: Release, monkeypatch: pytest.MonkeyPatch, body: str, what: str
) -> None:
    monkeypatch.setattr("kg.report.sandbox.TURNS", 20_000)
    with pytest.raises(ReportError) as error:
        made(made_release, body)
    fault = error.value.fault
    assert what in fault.what
    assert body.splitlines()[fault.line - 5][:200] in fault.what


def test_a_report_that_takes_too_long_is_stopped(
    made_release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.report.sandbox.SECONDS", 0)
    with pytest.raises(ReportError, match=r"one\.md:6: this report takes more than 0 seconds in “Here"):
        made(made_release, "\nHere {{ count('gaps') }}")


def test_what_a_report_is_written_with_still_works(made_release: Release) -> None:
    body = (
        "{% set n = [3, 1, 2] %}{{ n | sort | join(', ') }}; {{ n | sum }}; {{ 7 % 4 }}; {{ 2 ** 5 }}; "
        "{{ (200 / 3) | round(1) }}; {{ (200 / 3) | round }}; {{ 'a' ~ 1 }}; {{ '-' * 3 }}; "
        "{{ 'ab' | upper }}; {{ 'a b'.split() | map('upper') | join }}; "
        "{% for a in n if a > 1 %}{{ loop.index }}{{ a }} {% endfor %}"
    )
    assert made(made_release, body) == "1, 2, 3; 6; 3; 32; 66.7; 67; a1; ---; AB; AB; 13 22 "


def test_a_chart_of_no_rows_is_a_sentence(made_release: Release) -> None:
    text = made(made_release, "{{ chart('gaps', of='state', caption='C', requirement='made-a/9') }}")
    assert "No such requirement" in text
    assert "chart-1" not in text


def test_a_choice_has_a_default_that_is_a_reference() -> None:
    with pytest.raises(ValueError, match="is not a reference"):
        Choice(label="Workstream", kind="workstream", default="one")
