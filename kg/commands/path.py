"""`saferpractice path`: how two things are connected, in sentences, each step with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.commands.support import answers_no, current, json_option, print_json, refuse

if TYPE_CHECKING:
    from kg.things.connecting import Connection, Proof, Step
    from kg.things.names import Names


@click.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@json_option
@answers_no
def path(start: str, end: str, as_json: bool) -> None:
    """How two things are connected: the most telling way first, then others.

    FROM and TO are KIND/KEY, an IRI, or a name that only one thing has. Exit status 1: nothing connects them.

    Example: saferpractice path "Safety huddles" workstream/1
    """
    from kg.things.connecting import connection
    from kg.things.names import Names
    from kg.traverse import Walk
    from loaders.sources import Sources

    with current() as release:
        names = Names(release.store)
        ends = _named(names, start), _named(names, end)
        walk, sources = Walk(release.store), Sources.from_environment()
        found = connection(release.store, walk, ends[0], ends[1], sources)
        if as_json:
            print_json(_as_data(found))
        else:
            click.echo("\n\n".join(_said(number, way) for number, way in enumerate(found.ways, 1)))
    if not found.ways:
        same = ends[0] == ends[1]
        refuse("Both ends are the same thing." if same else "Nothing that is recorded connects these two.")
    if found.far:
        click.echo("These two are far apart: do not read it as a sign that one serves the other.", err=True)


def _named(names: Names, text: str) -> str:
    """The IRI of the one thing that a text names; else it says which it may mean, and exits 1."""
    found = names.find(text)
    if len(found) == 1:
        return found[0].iri
    likely = found or names.nearest(text)
    problem = f"{text!r} names several things" if found else f"Nothing is called {text!r}"
    refuse(f"{problem}.", *(f"Did you mean {_key(one.iri)} ({one.called})?" for one in likely))


def _key(iri: str) -> str:
    from kg.namespaces import ID

    return iri.removeprefix(ID)


def _said(number: int, way: tuple[Step, ...]) -> str:
    lines = [f"Way {number}: {len(way)} step{'s' if len(way) > 1 else ''}"]
    for step in way:
        lines += [f"  {_sentence(step)}.", f"    {_rests_on(step.proof)}"]
        lines += [f"    Source: {one.document.title}, {one.locator}" for one in step.proof.cited]
    return "\n".join(lines)


def _sentence(step: Step) -> str:
    from kg.things.names import name_of

    return f"{name_of(step.start)} {step.reads} {name_of(step.end)}"


def _rests_on(proof: Proof) -> str:
    """What a step rests on, in a line."""
    if proof.assertion:
        rationale = proof.assertion.text("rationale") or "No reason is given."
        return f"{_key(proof.assertion.iri)} ({proof.assertion.code('basis')}): {rationale}"
    how = {"chosen": "Chosen by the editors on the record of", "vocabulary": "As the vocabulary is ordered:"}
    return f"{how.get(proof.how, 'It stands on the record of')} {proof.record.title}."


def _as_data(found: Connection) -> dict[str, Any]:
    """The ways as plain values."""
    return {
        "from": found.start.iri,
        "to": found.end.iri,
        "far": found.far,
        "ways": [[_step(step) for step in way] for way in found.ways],
    }


def _step(step: Step) -> dict[str, Any]:
    assertion = step.proof.assertion
    return {
        "says": _sentence(step),
        "from": step.start.iri,
        "property": step.relation,
        "to": step.end.iri,
        "proof": {
            "how": "assertion" if assertion else step.proof.how,
            "record": step.proof.record.iri,
            "assertion": assertion.iri if assertion else None,
            "rationale": assertion.text("rationale") if assertion else None,
            "citations": [{"document": one.document.iri, "locator": one.locator} for one in step.proof.cited],
        },
    }
