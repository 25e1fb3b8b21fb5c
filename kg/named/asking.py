"""A question put to a release: the text of a named query, once the things that it names are there."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode, Store

from kg.named.binding import fill
from kg.named.model import NamedQuery, ParameterError
from kg.named.values import term
from kg.namespaces import ID, kind_and_key
from kg.things import Node, all_keys
from kg.things.nearest import nearest_keys


def ask(store: Store, query: NamedQuery, values: Mapping[str, str] | None = None) -> str:
    """The whole text of a query with these values, as `fill` makes it.

    Raises ParameterError as that does, and for a thing that the release does not have, with the nearest.
    """
    text = fill(query, values)
    for name, value in (values or {}).items():
        chosen = term(query.parameter(name), value)
        if isinstance(chosen, NamedNode) and not Node(store, chosen.value).exists:
            raise _missing(store, name, chosen.value)
    return text


def _missing(store: Store, parameter: str, iri: str) -> ParameterError:
    kind, key = kind_and_key(iri) or ("", "")
    near = nearest_keys(key, all_keys(store, kind), 1)
    meant = f" Did you mean {kind}/{near[0]}?" if near else ""
    return ParameterError(parameter, f"There is no {iri.removeprefix(ID)} in this release.{meant}")
