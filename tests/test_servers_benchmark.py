"""The benchmark of servers says so where one does not start; the servers are not part of this project."""

from __future__ import annotations

import sys

import pytest

from benchmarks.servers import free_port, running


def test_a_server_that_stops_at_once_is_named() -> None:
    address = f"http://127.0.0.1:{free_port()}/query"
    with (
        pytest.raises(RuntimeError, match=rf"SystemExit.*did not answer at {address}"),
        running([sys.executable, "-c", "raise SystemExit(3)"], address),
    ):
        pytest.fail("it ran")


def test_a_server_that_answers_is_used_and_stopped() -> None:
    port = free_port()
    code = (
        "import http.server as h\n"
        "class Answer(h.BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        self.send_response(200); self.end_headers(); self.wfile.write(b'{}')\n"
        f"h.HTTPServer(('127.0.0.1', {port}), Answer).serve_forever()\n"
    )
    with running([sys.executable, "-c", code], f"http://127.0.0.1:{port}/") as address:
        assert address.endswith(f":{port}/")
    with pytest.raises(RuntimeError), running([sys.executable, "-c", ""], address):
        pytest.fail("it still answers")
