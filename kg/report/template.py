"""The template language of reports: Jinja in its sandbox, with what a report may ask of its release."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from kg.named import ParameterError, UnknownQueryError
from kg.publishing import Picture, plain
from kg.report.asked import Entry, Log
from kg.report.charts import chart
from kg.report.model import Report, ReportError
from kg.report.references import dated, listed
from kg.report.sandbox import Sandbox
from kg.report.unclosed import unclosed
from kg.report.words import Named, figure
from loaders.faults import Fault

LONG = 200
"""How many letters of a wrong line a message shows."""
HELP = "See docs/reports.md for what can stand in a report."
NOTHING_CITED = "Nothing above cites a document."


class Asking:
    """The functions of a report's template: each asks a named query of the release and notes it."""

    def __init__(self, log: Log, names: Named, about: Collection[str] = ()) -> None:
        """`about` are the things, as KIND/KEY, that the report was chosen to be about."""
        self.log, self.about = log, about
        self.names = names
        self.pictures: list[Picture] = []

    def functions(self) -> dict[str, Callable[..., Any]]:
        """What a template may call, by name."""
        return {
            "rows": self.rows,
            "count": self.count,
            "value": self.value,
            "table": self.table,
            "chart": self.chart,
            "source": self.source,
            "references": self.references,
            "say": say,
        }

    def rows(self, query: str, **values: Any) -> list[dict[str, str]]:
        """The rows of a query: for each COLUMN its words, safe in Markdown, and two more.

        `COLUMN_ref` is the value itself, such as recommendation/6, to ask on with; `COLUMN_name` the words
        for a caption, which is made safe there.
        """
        entry = self._ask(query, values)
        return [self._row(entry, row) for row in entry.rows]

    def _row(self, entry: Entry, row: dict[str, str]) -> dict[str, str]:
        made: dict[str, str] = {}
        for column in entry.columns:
            value = row.get(column, "")
            name = self.names.shown(value)
            made |= {column: plain(name), f"{column}_ref": value, f"{column}_name": name}
        return made

    def count(self, query: str, **values: Any) -> int:
        """How many rows a query gives. Put `source` beside it where it stands in a sentence."""
        where, distinct = _take(values, "where", {}), _take(values, "distinct", "")
        _mapping("where", where, '{"progress": "Done"}')
        entry = self._ask(query, values)
        _known(entry, [*where, *([distinct] if distinct else [])])
        kept = [row for row in entry.rows if all(row.get(k) == v for k, v in where.items())]
        return len({row.get(distinct) for row in kept} if distinct else kept)

    def value(self, query: str, column: str, **values: Any) -> str:
        """The one value of a query that gives one row, with its note."""
        entry = self._ask(query, values)
        if len(entry.rows) != 1:
            raise ValueError(f"value: {query} gives {len(entry.rows)} rows, and not one")
        _known(entry, [column])
        return plain(self.names.shown(entry.rows[0].get(column, ""))) + _note(entry)

    def source(self, query: str, **values: Any) -> str:
        """The note that says where a figure comes from."""
        return _note(self._ask(query, values))

    def table(self, query: str, columns: Mapping[str, str], caption: str, **values: Any) -> str:
        """A table of a query: columns by heading, a caption with the note; a sentence where it is empty.

        Rows that read the same stand once.
        """
        _mapping("the columns", columns, '{"practice": "Practice"}')
        entry = self._ask(query, values)
        _known(entry, list(columns))
        if not entry.rows:
            return _nothing(entry)
        lines = [
            "| " + " | ".join(plain(one) for one in columns.values()) + " |",
            "| " + " | ".join("---" for _ in columns) + " |",
            *dict.fromkeys(self._line([row.get(column, "") for column in columns]) for row in entry.rows),
        ]
        return f"**{plain(caption)}**{_note(entry)}\n\n" + "\n".join(lines) + "\n"

    def references(self, as_of: str = "") -> str:
        """The documents that what is shown above cites, each with the places in it.

        Given a date, only those that were out by then count.
        """
        shown = {cell for entry in self.log.entries.values() for row in entry.rows for cell in row.values()}
        if not as_of:
            return listed(self.log.release, dated(self.log.release), shown, self.about) or NOTHING_CITED
        out = self._ask("documents-by-date", {"asOf": as_of})
        documents = [(row["document"], row["since"]) for row in out.rows]
        cited = listed(self.log.release, documents, shown, self.about)
        said = "Of the documents that had been published by then, those that are cited above."
        return f"{cited}\n\n{said}{_note(out)}" if cited else f"{NOTHING_CITED}{_note(out)}"

    def chart(self, query: str, of: str, caption: str, order: tuple[str, ...] = (), **values: Any) -> str:
        """Bars: how many rows have each value of a column; the same as a table below. Or that it is empty."""
        entry = self._ask(query, values)
        _known(entry, [of])
        if not entry.rows:
            return _nothing(entry)
        bars = figure(entry, of, order)
        name = f"chart-{len(self.pictures) + 1}"
        told = "; ".join(f"{label}: {number}" for label, number in bars)
        self.pictures.append(chart(name, caption, bars))
        picture = f"![{plain(f'Bar chart. {caption}. {told}.')}]({name})"
        lines = [f"| {plain(label)} | {number} |" for label, number in bars]
        head = [f"**{plain(caption)}**{_note(entry)}", "", picture, "", "| | Number |", "| --- | ---: |"]
        return "\n".join([*head, *lines]) + "\n"

    def _line(self, cells: list[str]) -> str:
        return "| " + " | ".join(plain(self.names.shown(cell)) for cell in cells) + " |"

    def _ask(self, query: str, values: Mapping[str, Any]) -> Entry:
        given = {key: str(value) for key, value in values.items() if value not in (None, "")}
        return self.log.ask(query, given)


def say(number: int, none: str, one: str, many: str) -> str:
    """The sentence that fits a number; `{n}` in it is the number."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise ValueError(f"say: {str(number)[:40]!r} is no number; give it one of count()")
    text = none if number == 0 else one if number == 1 else many
    return text.replace("{n}", str(number))


def render(report: Report, asking: Asking, values: Mapping[str, Any]) -> str:
    """The report's Markdown. Raises ReportError naming file, line and placeholder."""
    try:
        return Sandbox(asking.functions()).from_string(report.body).render(values)
    except TemplateSyntaxError as error:
        line, what = error.lineno, _plainly(str(error.message))
        if (opened := unclosed(report.body)) and opened[0] <= line:
            line, what = opened
        raise _mistake(report, line, what) from error
    except (
        TemplateError,
        ParameterError,
        UnknownQueryError,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        ArithmeticError,
        RecursionError,
        SyntaxError,
    ) as error:
        raise _mistake(report, _line_of(error), _said(error)) from error


def _said(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]!r} is not known here"
    if isinstance(error, RecursionError):
        return "this calls itself without end, or has too much inside one another"
    if isinstance(error, SyntaxError):  # of the Python that Jinja makes of it
        return "this report has too many loops or conditions inside one another"
    return _plainly(str(error))


def _plainly(said: str) -> str:
    return (
        said.removeprefix("Asking.")
        .rstrip(".")
        .replace(
            "no loader for this environment specified",
            "a report cannot take in another file: copy what it needs",
        )
    )


def _mistake(report: Report, line: int, what: str) -> ReportError:
    written = report.body.splitlines()[line - 1].strip() if 0 < line <= report.body.count("\n") + 1 else ""
    where = f" in “{written if len(written) <= LONG else written[:LONG] + '…'}”" if written else ""
    return ReportError(Fault(report.file, report.above + line, f"{what}{where}.", HELP))


def _line_of(error: BaseException) -> int:
    """The line of the template that was running: Jinja gives its frames the template's lines."""
    line, at = 1, error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename == "<template>":
            line = at.tb_lineno
        at = at.tb_next
    return line


def _note(entry: Entry) -> str:
    return f"[^{entry.number}]"


def _nothing(entry: Entry) -> str:
    return f"{plain(entry.empty or 'Nothing was found.')}{_note(entry)}"


def _mapping(what: str, given: object, example: str) -> None:
    if not isinstance(given, Mapping):
        raise ValueError(f"{what}: write them in braces, such as {example}")


def _take(values: dict[str, Any], name: str, otherwise: Any) -> Any:
    return values.pop(name, otherwise)


def _known(entry: Entry, columns: list[str]) -> None:
    for column in columns:
        if column not in entry.columns:
            raise ValueError(f"{entry.name} has no column {column!r}: it has {', '.join(entry.columns)}")
