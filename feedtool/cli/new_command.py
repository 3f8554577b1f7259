"""`feedtool new`: writes the file of the next episode."""

from datetime import UTC, datetime
from pathlib import Path

import click

from feedtool.cli.common import parse_published


@click.command("new")
@click.argument("show", type=click.Path(path_type=Path))
@click.argument("title")
@click.option(
    "--at", "published", metavar="DATE", callback=parse_published,
    help="When the episode comes out, if not today: in any form that published has in its file.",
)  # fmt: skip
def command(show: Path, title: str, published: str) -> None:
    """Add a draft of an episode TITLE to SHOW, with the next number and today's date."""
    from feedtool.show.scaffold import start_episode, today_in  # noqa: PLC0415 - only this command's

    if not title.strip():
        raise click.UsageError("the title is empty; write the title of the episode")
    try:
        path = start_episode(show, title.strip(), published or today_in(show), datetime.now(UTC))
    except FileNotFoundError:
        message = f"{show} has no show.yaml; start a show with: feedtool init {show}"
        raise click.UsageError(message) from None
    except FileExistsError as why:
        raise click.UsageError(f"{why.filename} already exists; nothing was written") from None
    except OSError as why:
        raise click.UsageError(f"{show} cannot be written ({why.strerror})") from None
    click.echo(path.as_posix())
