"""docs/sparql.md is true: its examples run as they stand, its formats, headers and limits are real."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.harness import served
from test_sparql_clients import NODE

from kg.sparql import FORMATS, Limits
from web.views.sparql import CROSS_ORIGIN

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "sparql.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```(sh|python|js)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
RUN = {"sh": ["sh", "-ec"], "python": [sys.executable, "-c"], "js": [str(NODE), "--input-type=module", "-e"]}
SAYS = ("Kettle club", "true", "sd:Service", "Kettle club", r"\A[1-9]\d*\s\Z", "Kettle club")
"""What each of the examples prints of the made release, as a regular expression."""
HERE = "http://localhost:5000"


@pytest.fixture(scope="module")
def address(made_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the made release."""
    with served(made_home, tmp_path_factory.mktemp("docs") / "serve.log") as address:
        yield address


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_the_examples_run_as_they_stand(address: str, number: int) -> None:
    language, program = EXAMPLES[number]
    command = [*RUN[language], program.replace(HERE, address)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert re.search(SAYS[number], done.stdout)


def test_there_is_an_example_in_each_language() -> None:
    assert {language for language, _ in EXAMPLES} == set(RUN)


def test_formats_headers_and_limits_are_those_of_the_program() -> None:
    limits = Limits()
    for name in {*FORMATS["select"], *FORMATS["graph"]}:
        assert f"`{name}`" in TEXT
    for header in CROSS_ORIGIN["Access-Control-Expose-Headers"].split(", "):
        assert f"| `{header}` |" in TEXT
    for said in (
        f"({limits.rows:,} at most)",
        f"more than {limits.query_bytes:,} bytes",
        f"{limits.client_seconds:g} seconds of work",
        f"more than {limits.seconds:g} seconds",
    ):
        assert said in TEXT
    assert (limits.client_share, limits.client_queries) == (0.5, 4), "docs/sparql.md says them in words"
