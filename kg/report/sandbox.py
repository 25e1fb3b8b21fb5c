"""The sandbox of report templates: no slip in one runs without end or takes all memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.visitor import NodeTransformer

TURNS = 1_000_000
"""How many turns all loops of a report may take, with the functions that it calls."""
SECONDS = 60.0
"""How long the processor may be busy with a report's template."""
SIZE = 20_000_000
"""How many letters and parts of lists a report may make, all together."""
DIGITS = 1_000
"""How many digits a number may have."""

FILTERS = (
    *("abs", "attr", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items"),
    *("last", "length", "list", "map", "max", "min", "reject", "rejectattr", "reverse", "select"),
    *("selectattr", "sort", "unique"),
)
"""The filters of Jinja whose answer is no larger than what they are given."""
OF_TEXTS = ("capitalize", "lower", "title", "trim", "truncate", "upper")
"""Those of them that would write out whatever they are given as a text."""
METHODS: dict[type, tuple[str, ...]] = {
    str: ("capitalize", "endswith", "lower", "removeprefix", "removesuffix", "split", "startswith", "strip"),
    dict: ("get", "items", "keys", "values"),
}
BUILT_IN = (str, bytes, int, float, complex, list, tuple, dict, set, frozenset)


class Guarded(NodeTransformer):
    """Lets each turn of a loop be counted, and each text that is joined with ~ be measured."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # the name is Jinja's
        """A loop that begins each turn with a count."""
        self.generic_visit(node)
        turn = nodes.ExprStmt(_call("turn", [], node.lineno), lineno=node.lineno)
        node.body.insert(0, turn)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """What ~ joins."""
        self.generic_visit(node)
        return _call("joined", node.nodes, node.lineno)


def _call(name: str, given: list[nodes.Expr], line: int) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(name, lineno=line), given, [], None, None, lineno=line)


class Missing(StrictUndefined):
    """What a report names and does not have; of a row or choice the message says what that has."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if isinstance(self._undefined_obj, Mapping):
            known = ", ".join(map(str, self._undefined_obj))
            return f"there is no {self._undefined_name!r} here, but {known}"
        return super()._undefined_message


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for one report: with bounds on its turns, its time, and the size of what it makes.

    Where a bound is passed it raises ValueError, in words for whoever wrote the report.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=self.written,
        )
        self.globals = {**functions, "range": safe_range}
        texts = {name: _of_texts(self.filters[name]) for name in OF_TEXTS}
        ours = {"join": self.join, "replace": self.replace, "round": rounded, "sum": total}
        self.filters = {name: self.filters[name] for name in FILTERS} | texts | ours
        self.turns = 0
        self.made = 0
        self.begun = time.thread_time()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        Guarded().visit(parsed)
        parsed.set_environment(self)
        return parsed

    def turn(self) -> str:
        """Count a turn of a loop, or a call."""
        self.turns += 1
        if self.turns > TURNS:
            raise ValueError(f"the loops of this report take more than {TURNS:,} turns")
        if time.thread_time() - self.begun > SECONDS:
            raise ValueError(f"this report takes more than {SECONDS:.0f} seconds")
        return ""

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what the template calls."""
        self.turn()
        return super().call(context, called, *args, **kwargs)

    def call_filter(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        """What the filter `map` does to each part of a list."""
        self.turn()
        told = super().call_filter(name, value, *args, **kwargs)
        if isinstance(told, str):
            self._make(len(told))
        return told

    def written(self, value: Any) -> str:
        """What `{{ }}` writes: a text or a number."""
        text = _text(value)
        self._make(len(text))
        return text

    def joined(self, *parts: Any) -> str:
        """What `~` joins."""
        return self.join(parts)

    def join(self, value: Iterable[Any], between: str = "") -> str:
        """The filter `join`: texts and numbers as one text."""
        parts = [_text(one) for one in value]
        self._make(sum(map(len, parts)) + len(between) * len(parts))
        return between.join(parts)

    def replace(self, value: str, old: str, new: str) -> str:
        """The filter `replace`."""
        self._make(len(value) + value.count(old) * len(new))
        return value.replace(old, new)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out `+`, `*`, `**` and `%`, where the answer is of a bearable size."""
        if operator == "%" and isinstance(left, str):
            raise ValueError("% writes no texts here: join them with ~")
        self._make(_grown(operator, left, right))
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read an attribute: of texts and numbers only what makes nothing larger."""
        if isinstance(obj, BUILT_IN) and callable(value):
            return attr in METHODS.get(obj.__class__, ())
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """No text is written by `format`: it can be told to fill up to any width."""

    def _make(self, size: int) -> None:
        self.made += max(size, 0)
        if self.made > SIZE:
            raise ValueError(f"this makes texts or lists of more than {SIZE:,} letters or parts")


def rounded(value: float, places: int = 0) -> float:
    """The filter `round`: a whole number where no places are asked for."""
    if places not in range(10):
        raise ValueError("round: it has from 0 to 9 places")
    return round(value, places) if places else round(value)


def total(value: Iterable[float]) -> float:
    """The filter `sum`: of numbers."""
    return sum(value)


def _of_texts(applied: Callable[..., str]) -> Callable[..., str]:
    @wraps(applied)  # with the mark by which Jinja knows that it wants the environment
    def checked(*given: Any, **named: Any) -> str:
        for one in given:
            _text(one)
        return applied(*given, **named)

    return checked


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple, dict, set)):
        raise ValueError("a list cannot be written: write its parts in a loop, or with the filter join")
    return str(value)


def _grown(operator: str, left: Any, right: Any) -> int:
    """How many letters or parts an answer has; 0 for a number. Refuses a number with too many digits."""
    many = [len(one) for one in (left, right) if isinstance(one, (str, list, tuple))]
    numbers = [one for one in (left, right) if isinstance(one, int)]
    if operator == "+":
        return sum(many)
    if many and numbers:
        return many[0] * numbers[0]
    if len(numbers) == 2:
        bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
        if operator != "%" and bits > DIGITS * 3:
            raise ValueError(f"this number has more than {DIGITS:,} digits")
    return 0
