"""`feedtool chapters`: the commands for chapters."""

import click

from feedtool.cli.lazy_group import LazyGroup


@click.group(
    "chapters",
    cls=LazyGroup,
    place="chapters_{}",
    listed={
        "check": "Check chapters: each fault with its line and how to fix it.",
        "convert": "Write chapters as JSON, Podlove, WebVTT, labels, cue sheet or text.",
        "write": "Put chapters into an MP3 file.",
    },
)
def command() -> None:
    """Check chapters, convert them to other forms, or put them into an MP3 file."""
