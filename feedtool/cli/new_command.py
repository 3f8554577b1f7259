"""`feedtool new`: writes the files of new episodes, from a title or from audio files."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from feedtool.cli.common import Unwritable, parse_published
from feedtool.cli.printing import say
from feedtool.cli.progress import Progress

_ENDINGS = (".mp3", ".m4a", ".m4b", ".mp4", ".opus", ".ogg", ".flac", ".wav", ".aac", ".aiff")


@click.command("new")
@click.argument("show", type=click.Path(path_type=Path))
@click.argument("title", nargs=-1, metavar="[TITLE]")
@click.option(
    "--audio", multiple=True, type=click.Path(path_type=Path), metavar="FILE...",
    help="Make an episode of each of these files, with what its tags say.",
)  # fmt: skip
@click.option(
    "--at", "published", metavar="DATE", callback=parse_published,
    help="When the episode comes out, if not today: in any form that published has in its file.",
)  # fmt: skip
def command(show: Path, title: tuple[str, ...], audio: tuple[Path, ...], published: str) -> None:
    """Add a draft of an episode TITLE to SHOW, with the next number and today's date.

    With --audio, make a ready episode of each file: title, number, season, date and words come from
    its tags, else from its name. Several files become episodes in the order of number, date and
    name: --audio *.mp3. Files that are not in the show are copied into audio/; nothing is
    overwritten.
    """
    if audio:
        _start_from_audio(show, title, audio, published)
        return
    if len(title) != 1:
        what = "one TITLE; put it in quotes" if title else "a TITLE, or audio files: --audio FILE"
        raise click.UsageError(f"expected {what}")
    _start(show, title[0].strip(), published)


def _start(show: Path, title: str, published: str) -> None:
    from feedtool.show.scaffold import start_episode, today_in  # noqa: PLC0415 - only this command's

    if not title:
        raise click.UsageError("the title is empty; write the title of the episode")
    try:
        path = start_episode(show, title, published or today_in(show), datetime.now(UTC))
    except FileNotFoundError:
        raise _no_show(show) from None
    except FileExistsError as why:
        raise click.UsageError(f"{why.filename} already exists; nothing was written") from None
    except OSError as why:
        raise Unwritable(show.as_posix(), why, "nothing was written") from None
    say(path.as_posix())


def _no_show(show: Path) -> click.UsageError:
    return click.UsageError(f"{show} has no show.yaml; start a show with: feedtool init {show}")


def _start_from_audio(
    show: Path, words: Sequence[str], audio: Sequence[Path], published: str
) -> None:
    """Write an episode for each file; a shell puts more than one file behind the option."""
    from feedtool.show.audio_episodes import (  # noqa: PLC0415 - only this command's
        AudioRefused,
        Wishes,
        plan_episodes,
        write_episodes,
    )
    from feedtool.show.scaffold import today_in  # noqa: PLC0415 - as above

    files, title = _split(words, audio)
    try:
        with Progress(show.as_posix()) as progress:
            wishes = Wishes(title, published)
            plan = plan_episodes(show, files, wishes, today_in(show), datetime.now(UTC), progress)
            write_episodes(show, plan, progress)
    except FileNotFoundError:
        raise _no_show(show) from None
    except AudioRefused as refused:
        for reason in refused.reasons:
            say(reason, err=True)
        raise click.UsageError("nothing was written") from None
    except OSError as why:
        raise Unwritable(show.as_posix(), why, "nothing was written") from None
    for file, episode in plan.known:
        says = f"{file.as_posix()} is the audio of {episode} already"
        say(says, err=True)
    if plan.sample and plan.episodes:
        says = f"{plan.sample} is the example of feedtool init; remove it before you publish"
        say(says, err=True)
    for one in plan.episodes:
        say(one.path.as_posix())


def _split(words: Sequence[str], audio: Sequence[Path]) -> tuple[list[Path], str]:
    """Return the files, and the title if one of the words is no file."""
    is_file = [Path(word).exists() or word.lower().endswith(_ENDINGS) for word in words]
    titles = [word for word, is_one in zip(words, is_file, strict=True) if not is_one]
    files = [*audio, *(Path(word) for word, one in zip(words, is_file, strict=True) if one)]
    if len(titles) > 1:
        raise click.UsageError(f'"{titles[1]}" is no file; put the title in quotes')
    if titles and len(files) > 1:
        raise click.UsageError(f'there are {len(files)} files, and one title, "{titles[0]}"')
    return files, titles[0].strip() if titles else ""
