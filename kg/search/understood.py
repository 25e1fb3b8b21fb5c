"""How a question was read and what came of it, in sentences for the reader."""

from __future__ import annotations

from collections.abc import Sequence

from kg.search.documents import in_sentence
from kg.search.kinds import BY_KEY
from kg.search.question import Part, Question
from kg.search.rank import Ranking
from kg.search.results import Reading
from kg.search.words import name_key

MOST_NAMED = 5
"""Words that stand nowhere and are named."""


def understood(question: Question, ranking: Ranking) -> str:
    """How a question was read: what was looked for, what is not there, and what was left out."""
    said = [f"There is no {name}." for name in question.absent] + question.notes
    if question.is_empty:
        said.append(_everything(question))
    else:
        said += _numbered(question, ranking) if question.numbers else _words(question, ranking)
    if ranking.unmet:
        said += [f"On {in_sentence(sought)} no practice is recorded here." for sought in _sought(question)]
    said += [f"{_capital(taken.means)}." for taken in question.taken if taken.kind == "field"]
    said += ["The question was too long: only its beginning was read."] if question.cut else []
    return " ".join(filter(None, said))


def readings(question: Question) -> tuple[Reading, ...]:
    """What was taken for more than plain words, each with the question that asks without it."""
    return tuple(
        Reading(question.text[taken.start : taken.end], taken.kind, taken.means, question.without(taken))
        for taken in question.taken
    )


def better(question: Question) -> str | None:
    """The question with each word that stands nowhere in the nearest spelling; None where none is near."""
    text = question.text
    for part in sorted(question.parts, key=lambda part: -part.start):
        if part.near:
            text = text[: part.start] + part.near + text[part.end :]
    return text if text != question.text else None


def _everything(question: Question) -> str:
    if question.fields and not question.kinds:
        return ""
    if question.kinds:
        return f"All {_listed([BY_KEY[kind].many for kind in question.kinds])}."
    if question.text:
        return "There is no word to search for in this, so everything is listed, practices first."
    return "Everything, practices first."


def _numbered(question: Question, ranking: Ranking) -> list[str]:
    names = _listed([number.said for number in question.numbers])
    linked = "it" if len(question.numbers) == 1 else "them"
    said = [f"{_capital(names)}, then the practices linked to {linked}."]
    if question.parts:
        parts = _listed([_part(part) for part in question.parts])
        said.append(f"First those with {parts}." if ranking.complete else f"None of them has {parts}.")
    return said


def _words(question: Question, ranking: Ranking) -> list[str]:
    said = [f"Looked for {_listed([_part(part) for part in question.parts])}."] if question.parts else []
    if question.kinds:
        said.append(f"{_capital(_listed([BY_KEY[kind].many for kind in question.kinds]))} come first.")
    said += [f"“{word}” stands nowhere." for word in ranking.unknown[:MOST_NAMED]]
    said += [f"“{part.near}” is the nearest spelling." for part in question.parts if part.near][:MOST_NAMED]
    if not len(ranking.documents):
        said.append("Nothing was found.")
    elif ranking.nearest:
        said.append("Nothing was found as it was typed; what follows is the nearest that there is.")
    elif not ranking.complete:
        said.append("Nothing has all of it; what follows has some of it.")
    return said


def _part(part: Part) -> str:
    """A part with what it names: `“A&E” (emergency department, setting)`, `“falls” (topic)`."""
    key = name_key(part.said)
    called = [
        name.kind if name_key(name.called) == key else f"{name.called}, {name.kind}" for name in part.names
    ]
    return f"“{part.said}”" + (f" ({' or '.join(dict.fromkeys(called))})" if called else "")


def _sought(question: Question) -> list[str]:
    """The subjects of the question on which nothing is recorded."""
    return list(dict.fromkeys(part.sought for part in question.parts if part.sought))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _listed(things: Sequence[str]) -> str:
    return " and ".join([", ".join(things[:-1]), things[-1]]) if len(things) > 1 else "".join(things)
