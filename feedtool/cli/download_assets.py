"""`feedtool import --download`: the files that a show names by address become files of the show."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedtool.cli.common import load_or_exit, print_findings
from feedtool.cli.printing import ask, can_ask, flush, say
from feedtool.cli.progress import Progress
from feedtool.findings.suggestions import suggest
from feedtool.findings.wording import cut

if TYPE_CHECKING:
    from feedtool.importing.assets.download import Outcome
    from feedtool.importing.assets.estimating import Plan
    from feedtool.importing.assets.wanted import Kind
    from feedtool.show.model import Show

# The kinds, again: their home loads pydantic, and each run reads the options.
_KINDS = ("artwork", "transcripts", "chapters", "audio")
# More than this is asked for before it is downloaded.
_LARGE_BYTES = 100_000_000
_NAMED = {"artwork": "picture", "transcripts": "transcript", "chapters": "chapters file",
          "audio": "audio file"}  # fmt: skip


def parse_kinds(
    context: click.Context, option: click.Parameter, values: Sequence[str]
) -> tuple[str, ...]:
    """Read the values of `--download`: kinds between commas, or all."""
    del context, option
    found: set[str] = set()
    for word in (part.strip().lower() for one in values for part in one.split(",")):
        if word == "all":
            found.update(_KINDS)
        elif word in _KINDS:
            found.add(word)
        else:
            known = f"expected {', '.join(_KINDS)} or all"
            hint = suggest(word, (*_KINDS, "all"), known)
            raise click.BadParameter(
                f'"{cut(word)}" is no kind of file; {hint}', param_hint="--download"
            )
    return tuple(one for one in _KINDS if one in found)


download_option = click.option(
    "--download", "kinds", multiple=True, metavar="KINDS", callback=parse_kinds,
    help="Download artwork, transcripts, chapters, audio (a list with commas) or all, also of a "
    "show that is there already; then the sources name the files.",
)  # fmt: skip
yes_option = click.option(
    "-y", "--yes", is_flag=True, help="Do not ask before a download of more than 100 MB."
)


def download_assets(
    folder: Path, kinds: Sequence[str], *, yes: bool = False, allow_private: bool = False
) -> int:
    """Download what the sources of a show name by address; print what became of it.

    Returns the exit code: 1 if something was not downloaded, 2 if nothing can be.
    """
    from feedtool.importing.assets.estimating import explain_space, make_plan  # noqa: PLC0415
    from feedtool.importing.assets.wanted import KINDS  # noqa: PLC0415 - pydantic, lxml
    from feedtool.show.yaml_source import YamlFault  # noqa: PLC0415 - as above

    show = load_or_exit(folder)
    shown = folder.as_posix()
    wanted: list[Kind] = [one for one in KINDS if one in kinds]
    try:
        plan = make_plan(folder, wanted)
    except (OSError, YamlFault) as why:
        reason = why.message if isinstance(why, YamlFault) else why.strerror
        say(f"{shown}: error: {reason}; nothing is downloaded [unreadable]", err=True)
        return 2
    if not plan.assets:
        say(f"{shown}: nothing to download: the sources name no address of {_join(kinds)}")
        return 0
    _ask_lengths(plan, allow_private=allow_private)
    say(f"{shown}: to download: {_describe_plan(plan)}")
    # A file or a pipe gets it now, not at the end.
    flush()
    if not yes and (says := explain_space(plan)):
        say(f"{shown}: error: {says}; nothing is downloaded [unwritable]", err=True)
        return 2
    if plan.count_bytes() > _LARGE_BYTES and not yes:
        code = _ask(plan, shown)
        if code is not None:
            return code
    return _download(show, plan, kinds, allow_private=allow_private)


def _ask(plan: "Plan", shown: str) -> int | None:
    """Ask whether to download much; return the exit code if not."""
    from feedtool.importing.assets.estimating import show_bytes  # noqa: PLC0415 - as above

    size = show_bytes(plan.count_bytes())
    if not can_ask():
        raise click.UsageError(
            f"{size} are to be downloaded, and nobody can be asked here; say --yes, or fewer kinds "
            "with --download"
        )
    if ask(f"Download about {size}?"):
        return None
    say(f"{shown}: nothing is downloaded", err=True)
    return 1


def _ask_lengths(plan: "Plan", *, allow_private: bool) -> None:
    from feedtool.importing.assets.estimating import ask_lengths  # noqa: PLC0415 - as above

    with Progress("import") as progress:
        answers = ask_lengths(plan, allow_private=allow_private)
        with closing(answers):
            for done, of in answers:
                progress("asking how long the audio is", done, of)


def _download(show: "Show", plan: "Plan", kinds: Sequence[str], *, allow_private: bool) -> int:
    from feedtool.importing.assets.download import download  # noqa: PLC0415 - as above
    from feedtool.importing.assets.estimating import show_bytes  # noqa: PLC0415 - as above

    outcomes: list[Outcome] = []
    count, before = len(plan.assets), plan.count_bytes()

    def tell(done: int, arriving: int) -> None:
        here = arriving + sum(one.size for one in outcomes)
        progress(f"downloading, {show_bytes(here)} of about {show_bytes(before)}", done, count)

    shown = plan.folder.as_posix()
    try:
        with Progress("import") as progress:
            found = download(plan, allow_private=allow_private, progress=tell)
            with closing(found):
                for one in found:
                    outcomes.append(one)
    except KeyboardInterrupt:
        print_findings([finding for one in outcomes for finding in one.findings])
        say(
            f"{shown}: stopped: {_count_done(outcomes)} of {count} downloaded; the show is whole, "
            f"and what has begun is kept (.part); to go on: {_again(shown, kinds)}", err=True,
        )  # fmt: skip
        raise
    print_findings([finding for one in outcomes for finding in one.findings])
    for line in _describe(show, outcomes, kinds):
        say(line)
    wrong = any(finding.severity == "error" for one in outcomes for finding in one.findings)
    return 1 if wrong or _count_done(outcomes) < count else 0


def _count_done(outcomes: Sequence["Outcome"]) -> int:
    return sum(1 for one in outcomes if one.name)


def _again(shown: str, kinds: Sequence[str]) -> str:
    return f"feedtool import --into {shown} --download {','.join(kinds)}"


def _describe_plan(plan: "Plan") -> str:
    from feedtool.importing.assets.estimating import show_bytes  # noqa: PLC0415 - as above

    parts = [_count(number, _NAMED[kind]) for kind, number in plan.count_kinds().items()]
    free = show_bytes(plan.free_bytes())
    return f"{_join(parts)}, about {show_bytes(plan.count_bytes())}; {free} are free"


def _describe(show: "Show", outcomes: Sequence["Outcome"], kinds: Sequence[str]) -> Iterator[str]:
    from feedtool.importing.assets.estimating import show_bytes  # noqa: PLC0415 - as above
    from feedtool.producer.addresses.show_addresses import base_url_of, media_url_of  # noqa: PLC0415

    assert show.folder is not None  # noqa: S101 - it was loaded from there
    shown = show.folder.as_posix()
    done = [one for one in outcomes if one.name]
    if done:
        counts = [
            _count(number, _NAMED[kind])
            for kind in _KINDS
            if (number := sum(1 for one in done if one.asset.kind == kind))
        ]
        size = show_bytes(sum(one.size for one in done))
        yield f"downloaded: {_join(counts)}, {size}; the sources name the files"
    left = len(outcomes) - len(done)
    if left:
        yield f"not downloaded: {left} of {len(outcomes)}; to try again: {_again(shown, kinds)}"
    if not done:
        return
    inner = sum(1 for one in done if one.has_chapters)
    if inner:
        yield f"chapters inside the audio, which a build publishes now: {_count(inner, 'file')}"
    has_audio = any(one.asset.kind == "audio" for one in done)
    places = [base_url_of(show), *([media_url_of(show)] if has_audio else [])]
    yield (
        f"a build publishes them below {_join(places)}: if that is not where you serve them, "
        f"change {'feed_url, base_url or media_url' if has_audio else 'feed_url or base_url'}"
    )
    yield (
        "subscribers keep all episodes: the guids stay, so nothing is downloaded again; let the "
        "old addresses work, or redirect, until apps have read the new feed"
    )
    accept = " --accept enclosure" if has_audio else ""
    yield f"now run: feedtool build {shown}{accept}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _join(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
