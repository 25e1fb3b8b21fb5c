"""Whatever strangers send, they get a clear refusal or a bounded answer, and the next query is answered."""
from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from sparql_support import CROWD, SIMPLE, make_store

from kg.sparql import Limits, QueryPool, QueryRefused
from kg.sparql.process import Worker

LIMITS = Limits(seconds=1, workers=1, rows=1000, memory_mb=150)
PATIENT = Limits(seconds=60, workers=1, memory_mb=150)
STATION = "<http://127.0.0.1:{port}/>"
NEXT = "<urn:next>"
PAIRS = f"?a {NEXT} ?b . ?c {NEXT} ?d ."

SERVICE = re.compile("service", re.IGNORECASE)
ELSEWHERE = "<http://127.0.0.1/> { ?s ?p ?o }"
NESTINGS = {
    "in a group": "{ { SERVICE * } }",
    "in OPTIONAL": "{ ?s ?p ?o OPTIONAL { SERVICE * } }",
    "in UNION": "{ { ?s ?p ?o } UNION { SERVICE * } }",
    "in MINUS": "{ ?s ?p ?o MINUS { SERVICE * } }",
    "in GRAPH": "{ GRAPH ?g { SERVICE * } }",
    "in EXISTS": "{ ?s ?p ?o FILTER EXISTS { SERVICE * } }",
    "in NOT EXISTS": "{ ?s ?p ?o FILTER(!(NOT EXISTS { SERVICE * })) }",
    "in a subquery": "{ { SELECT * { SERVICE * } } }",
    "in SERVICE": "{ SERVICE ?a { SERVICE * } }",
    "in BIND": "{ BIND(EXISTS { SERVICE * } AS ?b) }",
    "in HAVING": "{ ?s ?p ?o } GROUP BY ?s HAVING (EXISTS { SERVICE * })",
    "in ORDER BY": "{ ?s ?p ?o } ORDER BY (EXISTS { SERVICE * })",
    "over lines and comments": "{ ?s ?p ?o . # SERVICE\n sErViCe\n#\n* }",
    "by a variable": "{ VALUES ?a { <http://127.0.0.1/> } SERVICE ?a { ?s ?p ?o } }",
    "by an escaped IRI": "{ SERVICE <http://127.0.0.1/\\u0061> { ?s ?p ?o } }",
}
REFUSED: dict[str, tuple[int, str | bytes]] = {
    **{f"SERVICE {name}": (400, "SELECT ?s " + where.replace("*", ELSEWHERE))
       for name, where in NESTINGS.items()},
    **{f"SERVICE SILENT {name}":
       (400, "SELECT ?s " + SERVICE.sub("SERVICE SILENT", where.replace("*", ELSEWHERE)))
       for name, where in NESTINGS.items()},
    **{f"{form} with SERVICE": (400, f"{form} {{ SERVICE {ELSEWHERE} }}")
       for form in ("ASK", "CONSTRUCT { ?s ?p ?o } WHERE", "DESCRIBE ?s WHERE")},
    **{f"an update: {text}": (400, text) for text in (
        "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE DATA { <a:a> <a:b> 1 }",
        "CLEAR ALL", "CREATE GRAPH <urn:g>", "COPY DEFAULT TO <urn:g>", "MOVE DEFAULT TO <urn:g>",
        "ADD DEFAULT TO <urn:g>", "LOAD SILENT <http://127.0.0.1/>",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE {}")},
    "FROM a file, escaped": (400, "SELECT * FROM <\\u0066ile:///etc/passwd> { ?s ?p ?o }"),
    "FROM a file by a prefix": (400, "PREFIX f: <file:///etc/> SELECT * FROM f:passwd { ?s ?p ?o }"),
    "FROM a file against a base": (400, "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }"),
    "1 MB of query": (413, "SELECT * { " + "?s ?p ?o . " * 100_000 + "}"),
    "SERVICE": (400, "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"),
    "SERVICE SILENT inside": (400, "SELECT * { { SELECT * { SERVICE SILENT <http://127.0.0.1/> {} } } }"),
    "FROM a file": (400, "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"),
    "FROM the network": (400, "SELECT * FROM <http://example.org/> { ?s ?p ?o }"),
    "FROM NAMED a file": (400, "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }"),
    "INSERT DATA": (400, "INSERT DATA { <urn:s> <urn:p> 1 }"),
    "DELETE WHERE": (400, "DELETE WHERE { ?s ?p ?o }"),
    "LOAD": (400, "LOAD <file:///etc/passwd>"),
    "DROP ALL": (400, "DROP ALL"),
    "an update after a query": (400, "SELECT * { ?s ?p ?o } ; CLEAR ALL"),
    "3,000 nested braces": (400, "SELECT * " + "{" * 3000 + "?s ?p ?o" + "}" * 3000),
    "nested brackets": (400, "SELECT (" + "(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}"),
    "a nested property path": (400, "SELECT * { ?s " + "(" * 20_000 + "<urn:p>" + ")*" * 20_000 + " ?o }"),
    "a nested collection": (400, "SELECT * { ?s ?p " + "(" * 20_000 + ")" * 20_000 + " }"),
    "too long": (413, "SELECT * { ?s ?p ?o } #" + "x" * 100_000),
    "a NUL character": (400, "ASK { ?s ?p '\0' }"),
    "not UTF-8": (400, b"ASK { ?s ?p '\xff\xfe' }"),
    "no query at all": (400, ""),
    "an unknown function": (400, "SELECT (<urn:shell>('ls') AS ?x) {}"),
}
ENDLESS = {
    "a cross product": f"SELECT (COUNT(*) AS ?n) {{ {PAIRS} ?e {NEXT} ?f . ?g {NEXT} ?h }}",
    "a product of VALUES": "SELECT (COUNT(*) AS ?n) {" + "".join(
        f"VALUES ?v{i} {{ {' '.join(map(str, range(100)))} }} " for i in range(8)) + "}",
    "chains of paths": f"SELECT (COUNT(*) AS ?n) {{ ?a {NEXT}* ?b . ?b {NEXT}* ?c . ?c {NEXT}+ ?d }}",
}
BOUNDED = {
    "a regular expression that backtracks": f"SELECT (REGEX('{'a' * 5000}!', '^(a|a)*$') AS ?x) {{}}",
    "a regular expression that grows": "SELECT (REGEX('a', '((a{1000}){1000}){1000}') AS ?x) {}",
    "a flood of solutions": f"SELECT * {{ {PAIRS} }}",
    "a flood of triples": f"CONSTRUCT {{ ?a ?c [] }} WHERE {{ {PAIRS} }}",
    "a flood of blank nodes": f"SELECT (BNODE() AS ?x) {{ {PAIRS} }}",
    "everything described": f"DESCRIBE ?a ?c {{ {PAIRS} }}",
    "a text of all texts": f"SELECT (GROUP_CONCAT(?t; separator='{'x' * 50_000}') AS ?x) {{ {PAIRS} "
                           "BIND(CONCAT(STR(?a), STR(?b)) AS ?t) }",
    "a text that doubles": "SELECT ?z { BIND('0123456789' AS ?x0) " + " ".join(
        f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40)) + " BIND(STRLEN(?x40) AS ?z) }",
    "everything sorted": f"SELECT * {{ {PAIRS} }} ORDER BY ?d ?c ?b ?a",
    "everything distinct": f"SELECT DISTINCT * {{ {PAIRS} }}",
    "a group for each pair": f"SELECT ?a ?c (SAMPLE(?b) AS ?x) {{ {PAIRS} }} GROUP BY ?a ?c ?b ?d",
}
PAST_THE_LEXER = {
    "run together with a declared prefix":
        "PREFIX SERVICEex: <urn:x> PREFIX ex: STATION SELECT * { SERVICEex: { ?s ?p ?o } }",
    "behind what looks like an IRI":
        "SELECT * { ?s <urn:number> ?a FILTER(?a<'x>y' || true) SERVICE STATION { ?s ?p ?o } #'\n}",
    "SILENT behind what looks like an IRI":
        "SELECT * { ?s <urn:number> ?a FILTER(?a<'x>y' || true) SERVICE SILENT STATION { ?s ?p ?o } #'\n}",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("hostile") / "store", number=42)


@pytest.fixture(scope="module")
def pool() -> Iterator[QueryPool]:
    with QueryPool(LIMITS) as pool:
        yield pool


@pytest.fixture(scope="module")
def patient() -> Iterator[QueryPool]:
    """For what ends by itself, on however slow a machine."""
    with QueryPool(PATIENT) as pool:
        yield pool


@pytest.fixture
def station() -> Iterator[socket.socket]:
    """A server on this machine that nobody may ask."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def still_answers(pool: QueryPool, store: Path) -> bool:
    rows = pool.run(store, SIMPLE).as_python()
    return rows == [{"n": ox.Literal(42)}]


def was_asked(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def ask(server: socket.socket, query: str) -> str:
    return query.replace("STATION", STATION.format(port=server.getsockname()[1]))


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_have_no_answer_is_refused(patient: QueryPool, store: Path, name: str) -> None:
    status, query = REFUSED[name]
    with pytest.raises(QueryRefused) as caught:
        patient.run(store, query)
    assert caught.value.status == status, str(caught.value)
    assert caught.value.message
    assert caught.value.hint
    assert still_answers(patient, store)


@pytest.mark.parametrize("name", ENDLESS)
def test_what_takes_too_long_is_stopped_and_told_so(pool: QueryPool, store: Path, name: str) -> None:
    with pytest.raises(QueryRefused, match="stopped after 1 seconds") as caught:
        pool.run(store, ENDLESS[name])
    assert caught.value.status == 504
    assert caught.value.hint
    assert still_answers(pool, store)


@pytest.mark.parametrize("name", BOUNDED)
def test_what_asks_for_too_much_is_cut_or_refused(pool: QueryPool, store: Path, name: str) -> None:
    try:
        result = pool.run(store, BOUNDED[name], ["json", "nt"])
        assert result.rows <= LIMITS.rows
        assert len(result.body) <= LIMITS.body_bytes
    except QueryRefused as refused:
        assert refused.status in (400, 504), str(refused)
        assert refused.hint
    assert still_answers(pool, store)


def test_a_query_that_needs_too_much_memory_is_told_so(patient: QueryPool, store: Path) -> None:
    with pytest.raises(QueryRefused, match="needs more than 150 MB of memory"):
        patient.run(store, BOUNDED["a text that doubles"])


def test_a_query_that_breaks_the_parser_is_told_so(patient: QueryPool, store: Path) -> None:
    with pytest.raises(QueryRefused, match="nested thousands deep"):
        patient.run(store, REFUSED["3,000 nested braces"][1])


@pytest.mark.parametrize("name", PAST_THE_LEXER)
def test_what_gets_past_the_lexer_reaches_no_server(pool: QueryPool, store: Path, station: socket.socket,
                                                    name: str) -> None:
    with suppress(QueryRefused):
        pool.run(store, ask(station, PAST_THE_LEXER[name]))
    assert not was_asked(station)
    assert still_answers(pool, store)


@pytest.mark.parametrize("name", list(PAST_THE_LEXER)[:2])
def test_what_gets_past_the_lexer_is_explained_as_well(pool: QueryPool, store: Path, station: socket.socket,
                                                       name: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE asks another server") as caught:
        pool.run(store, ask(station, PAST_THE_LEXER[name]))
    assert caught.value.line is None, "the lexer saw it: this query is no longer a way past it"


@pytest.mark.parametrize("form", ["SERVICE", "SERVICE SILENT"])
def test_a_worker_without_a_lexer_before_it_reaches_no_server(store: Path, station: socket.socket,
                                                              form: str) -> None:
    worker = Worker(LIMITS, store)
    worker.wait_until_ready()
    header, _ = worker.ask({"accept": ["json"], "prefixes": {}, "default_graphs": None, "named_graphs": None,
                            "rows": 10, "body_bytes": 1000, "seconds": 1},
                           ask(station, f"SELECT * {{ {form} STATION {{ ?s ?p ?o }} }}"))
    worker.close()
    assert header.get("failed") == ("outside" if form == "SERVICE" else None)
    assert not was_asked(station)


def test_an_engine_that_is_not_confined_does_reach_that_server(station: socket.socket) -> None:
    query = ask(station, "SELECT * { SERVICE SILENT STATION { ?s ?p ?o } }")
    asking = threading.Thread(target=lambda: list(ox.Store().query(query)), daemon=True)  # type: ignore[arg-type]
    asking.start()
    patience = time.monotonic() + 20
    while not (asked := was_asked(station)) and time.monotonic() < patience:
        time.sleep(0.01)
    assert asked


def test_the_crowd_is_large_enough_to_exceed_the_limits(pool: QueryPool, store: Path) -> None:
    result = pool.run(store, f"SELECT * {{ {PAIRS} }}")
    assert result.truncated
    assert result.rows == LIMITS.rows < CROWD * CROWD
