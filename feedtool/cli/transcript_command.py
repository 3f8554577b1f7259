"""`feedtool transcript`: the commands for transcripts."""

import click

from feedtool.cli.lazy_group import LazyGroup


@click.group(
    "transcript",
    cls=LazyGroup,
    place="transcript_{}",
    listed={
        "check": "Check transcripts: each fault with its line and how to fix it.",
        "convert": "Write transcripts as VTT, SRT, JSON, HTML or text.",
    },
)
def command() -> None:
    """Check transcripts, or convert them to other formats."""
