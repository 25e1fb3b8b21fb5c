"""`saferpractice serve`: serve the site until interrupted."""

from __future__ import annotations

import os
import sys

import click

from kg.commands.support import answers_no, current
from kg.sparql import Limits

HELD = Limits().workers + Limits().waiting
"""Threads that only wait for a query: so many queries run and wait at most, and pages need theirs besides."""
LONGEST_ADDRESS = "8190"
"""Bytes of the first line of a request, as many as gunicorn allows: a long question and a full shelf fit."""


@click.command()
@click.option(
    "--port", default=5000, show_default=True, type=click.IntRange(1, 65535), help="Where to listen."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--threads",
    default=8,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Pages answered at a time, however many SPARQL queries wait.",
)
@answers_no
def serve(port: int, host: str, threads: int) -> None:
    """Serve the site until interrupted.

    Example: saferpractice serve --port 5000
    """
    with current() as release:
        click.echo(f"Safer Practice, release {release.name}, at http://localhost:{port}  (Ctrl-C ends it)")
    os.execvp(
        sys.executable,
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--bind",
            f"{host}:{port}",
            "--threads",
            str(threads + HELD),
            "--workers",
            "1",
            "--worker-class",
            "web.worker.Worker",
            "--limit-request-line",
            LONGEST_ADDRESS,
            "--no-control-socket",
            "web.warm:ready()",
        ],
    )
