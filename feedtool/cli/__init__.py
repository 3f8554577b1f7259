"""The command line: one file a command, loaded when it is called."""

import gc
import os
import sys
from importlib import import_module

import click

from feedtool._version import __version__

_COMMANDS = {
    "init": "Start a show: a folder with commented files, ready to build.",
    "new": "Add an episode: the next number, today's date, a file ready to edit.",
    "import": "Make a show, or an episode of one, from a saved episode page.",
    "build": "Build feed.xml from a show's folder.",
    "lock": "Adopt the guids of a feed that is already out there.",
    "show": "Tell what is in a show: each episode with its state, as a table.",
    "people": "Tell who appeared when: hosts and guests with their episodes.",
    "validate": "Check feeds: every mistake with line, column and remedy.",
    "rules": "List the rules that feeds are checked by.",
    "explain": "Tell all of a rule, an element or a profile, with examples.",
    "profiles": "Show what each directory and standard demands of a feed.",
    "schema": "Write the vocabulary as RELAX NG or JSON, for other tools.",
}


class _LazyGroup(click.Group):
    """A group whose commands are imported only when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"feedtool.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 clean, 1 findings, 2 wrong use or input that cannot be read.",
)
@click.version_option(__version__, prog_name="feedtool", message="%(prog)s %(version)s")
def cli() -> None:
    """Podcast feeds from YAML and Markdown, and a validator that says what is wrong with a feed."""


def main() -> None:
    """Run the command line; what cannot be printed in the terminal's encoding is escaped."""
    # A command lives for a second: the collector would look at what is still in use over and over.
    gc.set_threshold(200_000)
    # Its search for plugins reads what all installed packages say of themselves.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    cli()
