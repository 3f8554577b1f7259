"""Groups of commands, each of which is imported only when it runs."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class LazyGroup(click.Group):
    """A group that knows its commands by name, with a line about each.

    `place` is the name of the module of a command, with {} for the name of the command.
    """

    def __init__(self, *args: Any, place: str, listed: Mapping[str, str], **extra: Any) -> None:
        super().__init__(*args, **extra)
        self._place = place
        self._listed = listed

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in their order."""
        return list(self._listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, None if there is no such command."""
        if cmd_name not in self._listed:
            return None
        module = import_module(f"feedtool.cli.{self._place.format(cmd_name)}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of a command line, or suggest the closest name."""
        if args[0] in self._listed or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        from feedtool.findings.suggestions import suggest  # noqa: PLC0415 - only for mistakes

        # The root has the name of whatever program runs it.
        path = " ".join(["feedtool", *ctx.command_path.split()[1:]])
        hint = suggest(args[0], self._listed, f"{path} --help lists them", form="did you mean {}?")
        raise click.UsageError(f"there is no command {args[0]}; {hint}", ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return the options or the commands that begin so."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only for a shell

        return [
            CompletionItem(name, help=text)
            for name, text in self._listed.items()
            if name.startswith(incomplete)
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._listed.items()))
