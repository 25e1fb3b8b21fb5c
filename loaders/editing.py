"""Changes fields of a record file and leaves every other byte of it as it was."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from loaders.frontmatter import FENCE, Place, PlainLoader

WIDEST = 10**9
"""No line of YAML is broken: a field stays on its line, as people write records."""


class EditError(Exception):
    """A file whose YAML is written in a way that cannot be changed field by field."""

    def __init__(self, line: int, what: str) -> None:
        self.line = line
        super().__init__(what)


class Span(NamedTuple):
    """Lines of the front matter, from `begin` to before `end`, counted from 0 in the file."""

    begin: int
    end: int


def set_fields(text: str, place: Place, fields: dict[str, Any]) -> str:
    """The text of a file with fields of the mapping at a place set; None takes a field away.

    `place` is () for the record itself, ("links", 2) for its third link. Raises EditError.
    """
    lines = text.splitlines(keepends=True)
    for name, value in fields.items():
        front = _front(lines)
        mapping = _at(front, place)
        if mapping.flow_style:
            raise EditError(_line(mapping), "it is written between braces")
        lines = _with_field(lines, mapping, name, value)
    return "".join(lines)


def insert_item(text: str, field: str, at: int, item: dict[str, Any]) -> str:
    """The text of a file with an item put into a list of the record, before the item `at`.

    A list that is not there is added at the end of the record. Raises EditError.
    """
    lines = text.splitlines(keepends=True)
    listed = _value(_front(lines), field)
    if not isinstance(listed, yaml.SequenceNode) or not listed.value:
        return set_fields(text, (), {field: [item]})
    if listed.flow_style:
        raise EditError(_line(listed), f"{field} is written between brackets")
    dash = listed.start_mark.column
    before = at < len(listed.value)
    line = _line(listed.value[at]) - 1 if before else _last_line(listed) + 1
    written = yaml.dump([item], Dumper=Tidy, allow_unicode=True, sort_keys=False, width=WIDEST)
    added = [" " * dash + one + _newline(lines) for one in written.splitlines()]
    return "".join([*lines[:line], *added, *lines[line:]])


class Tidy(yaml.SafeDumper):
    """YAML as records have it: lists of texts on one line, other lists indented below their field."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list."""
        super().increase_indent(flow, False)


def _texts_on_one_line(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    flow = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


Tidy.add_representer(list, _texts_on_one_line)


def as_front_matter(data: dict[str, Any], body: str = "") -> str:
    """A whole new file."""
    front = yaml.dump(data, Dumper=Tidy, allow_unicode=True, sort_keys=False, width=WIDEST)
    return f"{FENCE}\n{front}{FENCE}\n" + (f"{body}\n" if body else "")


def _front(lines: list[str]) -> yaml.MappingNode:
    """The front matter as nodes whose marks count the lines of the file."""
    end = next(at for at in range(1, len(lines)) if lines[at].strip() == FENCE)
    bare = [line.splitlines()[0] for line in lines[1:end]]
    loader = PlainLoader("\n".join(["", *bare]))  # the empty line stands for the first fence
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    assert isinstance(node, yaml.MappingNode), "a record that was read has fields"
    return node


def _at(node: Any, place: Place) -> Any:
    for step in place:
        node = _value(node, step) if isinstance(step, str) else node.value[step]
    return node


def _value(mapping: Any, name: str) -> Any:
    return next((value for key, value in mapping.value if key.value == name), None)


def _line(node: Any) -> int:
    """The line of a node, from 1."""
    return int(node.start_mark.line) + 1


def _last_line(node: Any) -> int:
    """The line, from 0, on which the text of a node ends."""
    children = node.value if isinstance(node, yaml.SequenceNode) else []
    if isinstance(node, yaml.MappingNode):
        children = [part for pair in node.value for part in pair]
    if children and not node.flow_style:
        return max(_last_line(child) for child in children)
    ends = int(node.end_mark.line)
    block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return ends - 1 if block else ends


def _with_field(lines: list[str], mapping: Any, name: str, value: Any) -> list[str]:
    """The lines with one field of a block mapping set, added or (None) taken away."""
    spans = {key.value: Span(key.start_mark.line, _last_line(held) + 1) for key, held in mapping.value}
    first = next(iter(spans))
    span = spans.get(name) or _place_for_new(spans, first)
    if value is None and name == first:
        raise EditError(span.begin + 1, f"{name} is its first field and cannot be taken away")
    added = [] if value is None else _written(lines, name, value, mapping.start_mark.column)
    if name == first:  # the dash of a list's item stands before it
        column = mapping.start_mark.column
        added[0] = lines[span.begin][:column] + added[0][column:]
    return lines[: span.begin] + added + lines[span.end :]


def _place_for_new(spans: dict[str, Span], first: str) -> Span:
    """Before the citations, which end most things that have them, or behind the last field."""
    if "citations" in spans and first != "citations":
        return Span(spans["citations"].begin, spans["citations"].begin)
    end = max(span.end for span in spans.values())
    return Span(end, end)


def _written(lines: list[str], name: str, value: Any, column: int) -> list[str]:
    written = yaml.dump({name: value}, Dumper=Tidy, allow_unicode=True, sort_keys=False, width=WIDEST)
    return [" " * column + one + _newline(lines) for one in written.splitlines()]


def _newline(lines: list[str]) -> str:
    return "\r\n" if lines[0].endswith("\r\n") else "\n"
