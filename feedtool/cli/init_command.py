"""`feedtool init`: starts a show."""

from datetime import UTC, datetime
from pathlib import Path

import click

from feedtool.cli.common import Unwritable, parse_published
from feedtool.cli.printing import say
from feedtool.show.samples import AUTHOR, EMAIL, HOST, SHOW_TITLE


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default=SHOW_TITLE, show_default=True, help="The name of the show.")
@click.option("--author", default=AUTHOR, show_default=True, help="Who makes the show.")
@click.option("--email", default=EMAIL, show_default=True, help="The owner's e-mail address.")
@click.option(
    "--language", default="en", show_default=True, help="The spoken language, e.g. pt-BR."
)
@click.option("--feed-url", default="", help="Where feed.xml will be served.")
@click.option(
    "--at", "published", metavar="DATE", callback=parse_published,
    help="When the first episode comes out, if not today.",
)  # fmt: skip
def command(
    folder: Path,
    title: str,
    author: str,
    email: str,
    language: str,
    feed_url: str,
    published: str,
) -> None:
    """Start a show in FOLDER: files with comments, ready to build.

    FOLDER must be new or empty, so that no file is overwritten.
    """
    from feedtool.show.scaffold import Answers, start_show  # noqa: PLC0415 - only this command's
    from feedtool.show.slugs import make_slug  # noqa: PLC0415 - as above

    url = feed_url or f"{HOST}{make_slug(title)}/feed.xml"
    _check("--language", "language", language)
    _check("--email", "email", email)
    _check("--feed-url", "http-url", url)
    # The dates of the new show are in UTC.
    now = datetime.now(UTC)
    answers = Answers(title, author, email, language, url)
    try:
        names = start_show(folder, answers, published or now.date().isoformat(), now)
    except FileExistsError:
        raise click.UsageError(f"{folder} exists and is not empty; choose a new folder") from None
    except OSError as why:
        raise Unwritable(str(folder), why, "no show was started") from None
    for name in names:
        say(f"{folder.as_posix()}/{name}")
    say()
    say(f"Edit show.yaml, then run: feedtool build {folder}")


def _check(option: str, kind: str, value: str) -> None:
    from feedtool.values.registry import find_type  # noqa: PLC0415 - only this command's

    for fault in find_type(kind).check(value):
        if fault.severity == "error":
            raise click.BadParameter(f'"{value}"; {fault.says}', param_hint=option)
