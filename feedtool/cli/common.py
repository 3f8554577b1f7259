"""What several commands print in the same way."""

import click

from feedtool.validator.report import SourceError


def print_source_error(error: SourceError, outcome: str) -> None:
    """Print all findings of a show's sources to standard error, and what came of it."""
    for finding in error.findings:
        click.echo(str(finding), err=True)
    number = len(error.findings)
    click.echo(f"{outcome}: {number} error{'' if number == 1 else 's'}", err=True)
