"""`python -m kg` is `saferpractice`."""

from kg.cli import main

main(prog_name="saferpractice")
