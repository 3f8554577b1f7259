"""`feedtool import`: makes a show of a feed, shows of an OPML list, an episode of a page."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from feedtool.cli.common import print_source_error
from feedtool.cli.download_assets import download_option, yes_option
from feedtool.cli.feed_sources import (
    Document,
    allow_private_option,
    name_source,
    read_document,
)
from feedtool.cli.import_guests import ask_again, read_guest_forms, tell_proposals
from feedtool.cli.printing import say
from feedtool.findings.report import SourceError
from feedtool.findings.wording import printable

if TYPE_CHECKING:
    from feedtool.importing.guests.forms import Form
    from feedtool.importing.page.import_files import Import
    from feedtool.importing.page.read_page import Page

_LONGEST = 500


@click.command("import")
@click.argument("source", required=False)
@click.option(
    "--into", "folder", required=True, type=click.Path(path_type=Path), metavar="FOLDER",
    help="The folder of the show. It may be new.",
)  # fmt: skip
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE",
    help="A value that the page does not have, e.g. owner.email=… or audio.url=…; may be repeated.",
)  # fmt: skip
@click.option(
    "--fix", is_flag=True,
    help="Mend what is wrong in a feed, as feedtool fix does it; else wrong values stay.",
)  # fmt: skip
@click.option(
    "--keep-new-feed-url",
    is_flag=True,
    help="Keep the address that a feed says it moved to; else it is told and left out.",
)
@click.option(
    "--keep-mine", is_flag=True,
    help="Settle conflicts: keep what you changed, and do not tell them again.",
)  # fmt: skip
@click.option(
    "--verify",
    is_flag=True,
    help="Build the show in memory, and say as feedtool diff what subscribers would notice.",
)
@click.option(
    "--guests", "forms", multiple=True, metavar="FORM",
    help="How titles name guests, e.g. \"{title} - {guest} - {organization}\" or \"with {guest}\"; "
    "may be repeated. Usual forms are known. Guests are proposed as comments.",
)  # fmt: skip
@click.option(
    "--interactive", is_flag=True,
    help="Ask of each episode whether to publish the guests whom its title names.",
)  # fmt: skip
@download_option
@yes_option
@allow_private_option
def command(
    source: str | None, folder: Path, *, settings: tuple[str, ...], forms: tuple[str, ...],
    kinds: tuple[str, ...], interactive: bool, yes: bool, allow_private: bool, **wishes: bool,
) -> None:  # fmt: skip
    """Make a show of a feed, many shows of an OPML list, or an episode of its web page.

    SOURCE is a file, an address, or - for standard input.

    Of a feed (RSS, Atom, JSON Feed), the show is whole: show.yaml, people.yaml, episodes and
    feed.lock. A build of it makes the same feed again, with the same guids, dates and addresses;
    what no source can say stays in as-published.jsonl, letter by letter, until you change its
    source.

    In a folder that has a show, new episodes are added and changes of the feed are taken over. What
    you have edited stays; where the feed changed the same, the difference is shown.

    Of an OPML list, each feed becomes a show in a folder of its own inside FOLDER.

    A page is the HTML of one episode, saved or at its address, or what a browser saves as text.
    Files that already exist never change. Guesses are marked in the files. The output says where
    the page contradicts itself, what you must still fill in, and which feed the page names.

    With --download, the files that the show names by address become files of the show, and the
    sources name them. What ends early goes on when you run it again; without SOURCE, nothing but
    that is done, for any show.

    Exit codes: 0 imported, 1 imported, but a build makes some elements otherwise, something cannot
    be kept, was not downloaded or is a conflict, which the output lists, 2 the source or a setting
    cannot be used. Then nothing is written.
    """
    if not source and (not kinds or settings or forms or interactive or any(wishes.values())):
        raise click.UsageError("Missing argument 'SOURCE'.")
    page = PageWishes(settings, read_guest_forms(forms, interactive=interactive), interactive)
    code = _import(source, folder, page, wishes, kinds, allow_private) if source else 0
    if kinds and code != 2:
        from feedtool.cli.download_assets import download_assets  # noqa: PLC0415 - as below

        code = max(code, download_assets(folder, kinds, yes=yes, allow_private=allow_private))
    sys.exit(code)


def _import(
    source: str,
    folder: Path,
    page: "PageWishes",
    wishes: Mapping[str, bool],
    kinds: tuple[str, ...],
    allow_private: bool,
) -> int:
    """Import a feed or a page; return the exit code."""
    from feedtool.cli.import_feed import Wishes, import_feed, is_feed  # noqa: PLC0415
    from feedtool.cli.import_opml import import_opml, is_opml  # noqa: PLC0415

    document = _read(source, folder, allow_private=allow_private)
    data = document.data
    if (is_feed(data) or is_opml(data)) and page.settings:
        raise click.BadParameter("a feed has its values; edit the files", param_hint="--set")
    if is_feed(data) and not is_opml(data):
        known = Wishes(**wishes, interactive=page.interactive, guest_forms=page.guest_forms)
        return import_feed(data, source, folder, known)
    _refuse_wishes(wishes, kinds if is_opml(data) else ())
    if is_opml(data):
        return import_opml(data, source, folder, allow_private=allow_private)
    _import_page(source, document, folder, page)
    return 0


def _refuse_wishes(wishes: Mapping[str, bool], kinds: tuple[str, ...]) -> None:
    """Refuse what is for a feed alone."""
    for name, is_asked in wishes.items():
        if is_asked:
            option = f"--{name.replace('_', '-')}"
            raise click.BadParameter("it is for one feed; this is none", param_hint=option)
    if kinds:
        says = "it is for one show; import the list, and then download for each show"
        raise click.BadParameter(says, param_hint="--download")


def _read(source: str, folder: Path, *, allow_private: bool) -> Document:
    """Return what is to be imported. If it cannot be read, say why and end the command with 2."""
    try:
        return read_document(source, allow_private=allow_private)
    except SourceError as error:
        print_source_error(error.findings, f"{folder.as_posix()}: nothing is imported")
        sys.exit(2)
    except OSError as why:
        _fail(f"{why.filename or source}: error: {why.strerror}{_name_show(source)} [unreadable]")


def _name_show(source: str) -> str:
    """Return what can be done with a source that is a show already, "" if it is none."""
    if source == "-" or not os.path.isfile(f"{source}/show.yaml"):  # noqa: PTH113 - no exception
        return ""
    return (
        ": this one is a show already, and needs no import; to publish it, run feedtool build "
        f"{source}, or first feedtool lock {source} --from FEED, to keep the guids of a feed that "
        "is out there"
    )


@dataclass(frozen=True, slots=True)
class PageWishes:
    """What the user wants of the import of a page: see the options of the command."""

    settings: tuple[str, ...] = ()
    guest_forms: Sequence["Form"] = ()
    interactive: bool = False


def _import_page(page: str, document: Document, folder: Path, wishes: PageWishes) -> None:
    from feedtool.cli.import_web import describe_web, list_feeds, read_any_page  # noqa: PLC0415
    from feedtool.importing.page.import_files import plan_import  # noqa: PLC0415
    from feedtool.importing.page.read_page import PageError  # noqa: PLC0415
    from feedtool.importing.page.set_option import SettingError, read_settings  # noqa: PLC0415
    from feedtool.importing.page.yaml_entries import ConflictError  # noqa: PLC0415 - only this command's
    from feedtool.show.yaml_source import YamlFault  # noqa: PLC0415

    try:
        given = read_settings(wishes.settings)
        found = read_any_page(document)
        plan = plan_import(found, folder, given, wishes.guest_forms)
        if wishes.interactive:
            ask_again(folder, plan.files)
        _write(folder, plan)
    except SettingError as error:
        raise click.BadParameter(str(error), param_hint="--set") from None
    except PageError as error:
        place = name_source(page) if "://" in page else page
        _fail(
            f"{place}:{error.line}:1: error: {error.message} [bad-page]",
            *list_feeds(error.feeds, folder),
        )
    except ConflictError as error:
        _fail(f"{folder.as_posix()}: error: {error} [import-conflict]")
    except YamlFault as fault:
        _fail(f"{folder.as_posix()}: error: {fault.message} (line {fault.line}) [bad-yaml]")
    except OSError as why:
        _fail(f"{why.filename or page}: error: {why.strerror} [unreadable]")
    told = (*_describe(found), *describe_web(found.web), *_list_written(plan, folder))
    for line in (*told, *_list_left(folder), *list_feeds(found.web.feeds, folder)):
        say(line)


def _fail(*lines: str) -> NoReturn:
    for line in lines:
        say(line, err=True)
    sys.exit(2)


def _write(folder: Path, plan: "Import") -> None:
    from feedtool.importing.page.import_files import write_import  # noqa: PLC0415 - as above

    try:
        write_import(folder, plan)
    except OSError as why:
        reason = f"{why.filename or folder}: error: {why.strerror}"
        _fail(f"{reason}; nothing is imported; fix this and run again [unwritable]")


def _describe(page: "Page") -> Iterator[str]:
    title = page.title
    words = sum(len(turn.text.split()) for turn in page.turns)
    guests = ", ".join(
        f"{guest.name} ({guest.organization})" if guest.organization else guest.name
        for guest in title.guests
    )
    facts = {
        "number": title.number,
        "date": page.published,
        "title": title.text,
        "guest": guests,
        "show": page.show_title,
        "host": ", ".join(host.name for host in page.hosts),
        "language": page.language,
        "transcript": f"{words} words" if words else "",
        "not in the text": "; ".join(page.mentions),
    }
    yield "found:"
    for name, value in facts.items():
        yield f"  {name:<16}{_shorten(str(value)) if value not in (None, '') else '-'}"


def _shorten(text: str) -> str:
    # Characters that are not printed as they are take more room in their place.
    text = printable(text[: _LONGEST + 1])
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _list_written(plan: "Import", folder: Path) -> Iterator[str]:
    names = [name for name in plan.files if not name.startswith(".")]
    if not names:
        yield f"nothing new: {folder.as_posix()}/{plan.episode} already exists"
        return
    yield "written:"
    for name in names:
        yield f"  {folder.as_posix()}/{name}"
    yield from tell_proposals(plan.files)
    if plan.guesses:
        yield "guesses, marked in the files:"
        for guess in plan.guesses:
            yield f"  {_shorten(guess)}"


def _list_left(folder: Path) -> Iterator[str]:
    """Yield the errors at which `feedtool build` would stop."""
    from feedtool.findings.report import SourceError  # noqa: PLC0415
    from feedtool.show.reading import load_show  # noqa: PLC0415 - only this command's

    try:
        load_show(folder)
    except SourceError as error:
        yield "still to fill in:"
        for finding in error.findings:
            yield str(finding)
        return
    yield f"nothing is missing; now run: feedtool build {folder.as_posix()}"
