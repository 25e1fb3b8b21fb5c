"""The pool keeps its promises: many at once, a bounded queue, new releases, workers that die."""
from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from sparql_support import SIMPLE, is_running, make_store, process_ids

from kg.namespaces import ASSERTED
from kg.sparql import Limits, QueryPool, QueryRefused
from kg.sparql.frames import Header, pack
from kg.sparql.process import Worker, reusable

SLOW = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} <urn:next> ?b{i} ." for i in range(5)) + " }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("pool") / "store")


def number(pool: QueryPool, store: Path) -> int:
    rows = pool.run(store, SIMPLE).as_python()
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    found = rows[0]["n"]
    assert isinstance(found, ox.Literal)
    return int(found.value)


def refusal(action: Callable[[], object]) -> QueryRefused:
    with pytest.raises(QueryRefused) as caught:
        action()
    return caught.value


@contextmanager
def occupied(pool: QueryPool, store: Path) -> Iterator[list[QueryRefused]]:
    """All workers of the pool are busy with a slow query; yields what will become of those."""
    ends: list[QueryRefused] = []
    threads = [threading.Thread(target=lambda: ends.append(refusal(lambda: pool.run(store, SLOW))))
               for _ in range(pool.limits.workers)]
    for thread in threads:
        thread.start()
    while len(pool._idle) or pool._state == "new":
        threading.Event().wait(0.005)
    yield ends
    for thread in threads:
        thread.join()


def test_many_threads_get_their_own_answers(store: Path) -> None:
    def ask(n: int) -> bool:
        rows = pool.run(store, f"SELECT ?x {{ BIND({n} AS ?x) ?s <urn:number> 1 }}").as_python()
        return rows == [{"x": ox.Literal(n)}]

    with QueryPool(Limits(waiting=100)) as pool, ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(200)))


def test_where_no_more_may_wait_a_query_is_told_when_to_come_back(store: Path) -> None:
    with QueryPool(Limits(workers=1, waiting=0, seconds=2)) as pool:
        with occupied(pool, store):
            found = refusal(lambda: pool.run(store, SIMPLE))
        assert (found.status, found.retry_after) == (503, 2)
        assert number(pool, store) == 1


def test_a_query_that_waits_is_answered_when_the_worker_before_it_was_stopped(store: Path) -> None:
    with QueryPool(Limits(workers=1, waiting=1, seconds=1.5)) as pool, occupied(pool, store) as ends:
        assert number(pool, store) == 1
        assert [end.status for end in ends] == [504]


def test_waiting_has_an_end(store: Path) -> None:
    with QueryPool(Limits(workers=1, waiting=1, seconds=0.5)) as pool:
        with pool._changed:
            pool._start(None)
            taken, pool._idle = pool._idle, []
        assert refusal(lambda: pool.run(store, SIMPLE)).status == 503
        pool._idle = taken


def test_workers_are_used_again(store: Path) -> None:
    with QueryPool(Limits(workers=1)) as pool:
        number(pool, store)
        before = process_ids(pool)
        assert number(pool, store) == 1
        assert process_ids(pool) == before


def test_a_new_release_is_answered_from_at_once_and_the_old_one_still(store: Path, tmp_path: Path) -> None:
    newer = make_store(tmp_path / "newer", number=2)
    with QueryPool(Limits(workers=2)) as pool:
        pool.start(store)
        assert [number(pool, path) for path in (store, newer, store, newer, newer)] == [1, 2, 1, 2, 2]


def test_two_names_of_one_store_are_one_store(store: Path, tmp_path: Path) -> None:
    (tmp_path / "current").symlink_to(store)
    with QueryPool(Limits(workers=1)) as pool:
        number(pool, store)
        before = process_ids(pool)
        assert number(pool, tmp_path / "current") == 1
        assert process_ids(pool) == before


def test_a_store_that_is_not_there_is_a_clear_refusal(store: Path, tmp_path: Path) -> None:
    with QueryPool(Limits(workers=1)) as pool:
        found = refusal(lambda: pool.run(tmp_path / "nothing", SIMPLE))
        assert (found.status, str(tmp_path) in str(found)) == (500, False)
        assert number(pool, store) == 1


def test_a_worker_that_was_killed_is_replaced(store: Path) -> None:
    with QueryPool(Limits(workers=1)) as pool:
        number(pool, store)
        before = process_ids(pool)
        for process_id in before:
            os.kill(process_id, signal.SIGKILL)
        for worker in pool._all:
            worker._process.wait()
        assert number(pool, store) == 1
        assert not before & process_ids(pool)


def test_a_worker_that_is_killed_over_its_query_is_a_clear_refusal(store: Path) -> None:
    with QueryPool(Limits(workers=1)) as pool:
        with occupied(pool, store) as ends:
            for process_id in process_ids(pool):
                os.kill(process_id, signal.SIGTERM)
        assert [end.status for end in ends] == [500]
        assert number(pool, store) == 1


def test_after_a_query_that_was_stopped_its_process_is_gone(store: Path) -> None:
    with QueryPool(Limits(workers=1, seconds=0.5)) as pool:
        pool.start(store)
        before = process_ids(pool)
        assert refusal(lambda: pool.run(store, SLOW)).status == 504
        assert not any(is_running(process_id) for process_id in before)


def test_closing_ends_all_processes_and_refuses_what_comes_later(store: Path) -> None:
    pool = QueryPool(Limits(workers=2))
    number(pool, store)
    processes = process_ids(pool)
    pool.close()
    assert not any(is_running(process_id) for process_id in processes)
    assert refusal(lambda: pool.run(store, SIMPLE)).status == 503


def test_closing_refuses_what_is_under_way(store: Path) -> None:
    pool = QueryPool(Limits(workers=1, seconds=60))
    pool.start(store)
    with occupied(pool, store) as ends:
        processes = process_ids(pool)
        pool.close()
    assert [end.status for end in ends] == [503]
    assert not any(is_running(process_id) for process_id in processes)


def test_a_worker_gives_way_to_pages_from_its_start() -> None:
    worker = Worker(Limits())
    polite = os.getpriority(os.PRIO_PROCESS, worker._process.pid)
    worker.close()
    assert polite > os.getpriority(os.PRIO_PROCESS, 0)


def test_a_worker_whose_pool_is_gone_ends_by_itself(store: Path) -> None:
    worker = Worker(Limits(), store)
    worker.wait_until_ready()
    assert worker._process.stdin is not None
    worker._process.stdin.close()
    assert worker._process.wait(timeout=30) == 0
    worker.close()


def test_a_worker_whose_pool_went_during_a_query_ends_by_itself(store: Path) -> None:
    worker = Worker(Limits(), store)
    worker.wait_until_ready()
    question: Header = {"accept": ["json"], "prefixes": {}, "default_graphs": [ASSERTED],
                        "named_graphs": None, "rows": 1, "body_bytes": 100, "seconds": 0.01}
    os.write(worker._questions, pack(question, SLOW.encode()))
    assert worker._process.wait(timeout=60) == -signal.SIGALRM
    worker.close()


def test_after_a_fork_the_child_is_told_to_make_its_own_pool(store: Path) -> None:
    with QueryPool(Limits(workers=1)) as pool:
        number(pool, store)
        child = os.fork()
        if child == 0:
            try:
                pool.run(store, SIMPLE)
            except RuntimeError:
                os._exit(7)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        assert number(pool, store) == 1


def test_workers_know_nothing_of_the_servers_secrets(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "the-secret")
    worker = Worker(Limits(), store)
    worker.wait_until_ready()
    process = Path(f"/proc/{worker._process.pid}/environ")
    if not process.exists():
        pytest.skip("needs /proc to look")
    assert b"PYTHONPATH" in process.read_bytes()
    assert b"the-secret" not in process.read_bytes()
    worker.close()


@pytest.mark.parametrize(("reply", "again"), [
    ({"grown_mb": 10.0}, True), ({"grown_mb": 60.0}, False), ({"failed": "memory", "grown_mb": 0.0}, False),
    ({"failed": "syntax", "grown_mb": 0.0}, True)])
def test_a_worker_with_little_memory_left_is_not_used_again(reply: Header, again: bool) -> None:
    assert reusable(reply, Limits(memory_mb=100)) is again
