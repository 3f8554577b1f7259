"""Pictures that a show names: those of people, and those in show notes, looked up in its folder."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from feedtool.findings.report import Finding
from feedtool.producer.collecting.artwork import read_picture, remember_picture
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.facts.assets import asset_of_file
from feedtool.producer.notes.alignment import find_name, place_of
from feedtool.producer.notes.render import list_pictures
from feedtool.show.file_reading import is_file
from feedtool.show.inside import find_inside
from feedtool.show.matter import FileMatter
from feedtool.show.members import Member, list_people
from feedtool.show.missing_files import find_meant
from feedtool.show.model import Item, Show
from feedtool.show.placing import make_finding_at

if TYPE_CHECKING:
    from feedtool.media.pictures import PictureFacts

# What podcast apps and browsers show.
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
_MAX_BYTES = 10_000_000
_MOST_PLACES = 50
_RULE = "bad-picture"


class RefusedPicture(Exception):  # noqa: N818 - says what is wrong, becomes a finding
    """A picture cannot be shown; the text says why."""


def gather_portraits(gathering: Gathering, matters: Sequence[Show | Item]) -> dict[str, str]:
    """Return the URLs of the pictures of people that are files, by their names."""
    urls: dict[str, str] = {}
    for matter in matters:
        for member in list_people(matter):
            name = member.person.picture
            if name and "://" not in name and name not in urls:
                urls[name] = _portrait(gathering, member, name)
    return urls


def _portrait(gathering: Gathering, member: Member, name: str) -> str:
    # A person of people.yaml is corrected there.
    shared = bool(member.person.source.file)
    matter: FileMatter = member.person if shared else member.matter
    key = ("picture",) if shared else (*member.key, "picture")
    path = gathering.find("picture", name, matter, *key)
    if path is None:
        return ""
    try:
        ending = _ending_of(gathering, name, path)
    except RefusedPicture as why:
        gathering.add(_RULE, f'picture is "{name[:60]}"; {why}', matter, *key)
        return ""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    asset = asset_of_file(path, read_picture)
    return gathering.publish(f"people/{stem}.{ending}", asset, matter, *key)


def publish_picture(
    gathering: Gathering, what: str, name: str, matter: FileMatter, *key: str | int
) -> tuple[str, "PictureFacts"] | None:
    """Enter a picture of the show's folder to publish; return its URL and its facts.

    Reports a picture that is missing or that apps cannot show.
    """
    path = gathering.find(what, name, matter, *key)
    if path is None:
        return None
    try:
        ending = _ending_of(gathering, name, path)
    except RefusedPicture as why:
        gathering.add(_RULE, f'{what} is "{name[:60]}"; {why}', matter, *key)
        return None
    inner = PurePosixPath(posixpath.normpath(name.replace("\\", "/"))).with_suffix(f".{ending}")
    asset = asset_of_file(path, read_picture)
    shown = inner.as_posix().removeprefix("pictures/")
    url = gathering.publish(f"pictures/{shown}", asset, matter, *key)
    return url, remember_picture(gathering.cache, name, path)


def gather_pictures(
    gathering: Gathering, markdown: str, matter: FileMatter, key: str
) -> dict[str, str]:
    """Return the URLs of the pictures that Markdown names by a file, by that name.

    They are looked up beside the file that the Markdown stands in, then in the show's folder.
    """
    if "![" not in markdown and not re.search("<img", markdown, re.IGNORECASE):
        return {}
    urls = {}
    refused: list[Finding] = []
    for name in list_pictures(markdown):
        try:
            shown, path, ending = _find(gathering, name, matter.source.file)
        except RefusedPicture as why:
            finding = make_finding_at(gathering.show, matter, (key,), _RULE, "error", str(why))
            # Each look reads all of the text. What is not looked for is behind the last place.
            if len(refused) < _MOST_PLACES:
                refused.append(_move_to(finding, name, markdown))
            last = refused[-1]
            gathering.add_findings([replace(finding, line=last.line, column=last.column)])
            continue
        stem = shown.with_suffix(f".{ending}").as_posix().removeprefix("pictures/")
        asset = asset_of_file(path, read_picture)
        urls[name] = gathering.publish(f"pictures/{stem}", asset, matter, key)
    return urls


def _move_to(finding: Finding, name: str, markdown: str) -> Finding:
    """Return a finding about Markdown at the line and column where the Markdown names a file."""
    if not finding.line or not finding.column:
        return finding
    place = place_of(find_name(name, markdown), markdown, finding.line, finding.column)
    return replace(finding, line=place[0], column=place[1])


def _find(gathering: Gathering, name: str, beside: str) -> tuple[PurePosixPath, Path, str]:
    """Return the file of a picture from the show's folder, its path, and the ending for it."""
    plain = unquote(re.split(r"[?#]", name)[0]).replace("\\", "/")
    shown = f'the picture "{plain[:60]}"'
    folder = gathering.show.folder
    if folder is None:
        raise RefusedPicture(f"{shown} is a file, and the show has no folder; write its URL")
    near = posixpath.normpath(posixpath.join(posixpath.dirname(beside), plain))
    names = dict.fromkeys((near, posixpath.normpath(plain)))
    inside = [(one, path) for one in names if (path := find_inside(folder, one))]
    for one, path in inside:
        if is_file(path):
            try:
                return PurePosixPath(one), path, _ending_of(gathering, one, path)
            except RefusedPicture as why:
                raise RefusedPicture(f"{shown} cannot be shown; {why}") from None
    for one in names:
        hint = next(find_meant((folder,), "image", one), None)
        if hint is not None:
            raise RefusedPicture(f"{shown} is not there; {hint}")
    if not inside:
        raise RefusedPicture(f"{shown} is outside the show's folder; copy the file into it")
    raise RefusedPicture(
        f"{shown} is not there; looked for {' and '.join(one for one, _ in inside)}"
    )


def _ending_of(gathering: Gathering, name: str, path: Path) -> str:
    """Return the ending for a picture's format; raises RefusedPicture if apps cannot show it."""
    if path.stat().st_size > _MAX_BYTES:
        raise RefusedPicture(f"it has more than {_MAX_BYTES // 1_000_000} MB; make it smaller")
    try:
        kind = remember_picture(gathering.cache, name, path).format
    except ValueError as why:
        raise RefusedPicture(str(why)) from None
    if kind not in _ENDINGS:
        raise RefusedPicture(f"it is {kind}; save it as JPEG or PNG")
    return _ENDINGS[kind]
