"""The command line: `saferpractice COMMAND`. The commands are in `kg.commands`, one module each.

Exit status: 0, 1 where the answer is "no" or the data is wrong, 2 where it was used wrongly.
"""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword

import click

COMMANDS = (
    "build", "check", "cite", "export", "gaps", "import", "path", "query", "report", "search", "searches",
    "serve", "show",
)  # fmt: skip
"""The names of the commands: `kg.commands.NAME` has a click command of that name; `import_` has import."""


class Commands(click.Group):
    """The group of commands; each is imported only when it is asked for, so that `--help` is quick."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names, in the order in which help lists them."""
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of a name, or None where there is none."""
        if name not in COMMANDS:
            return None
        word = f"{name}_" if iskeyword(name) else name
        command: click.Command = getattr(import_module(f"kg.commands.{word}"), word)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="saferpractice")
def main() -> None:
    """Safer Practice: what is asked for in patient-safety education, and what has been done."""
