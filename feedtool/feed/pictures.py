"""Pictures that a show names: those of people, and those in show notes, looked up in its folder."""

import posixpath
import re
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from feedtool.feed.aligning import find_name, place_of
from feedtool.feed.notes import list_pictures
from feedtool.media import measure_picture
from feedtool.show import Episode, Show, find_inside
from feedtool.show.model import Matter, SourceMap
from feedtool.show.people import Member, list_people
from feedtool.validator.report import Finding

# What podcast apps and browsers show.
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
_MAX_BYTES = 10_000_000
# Publishes bytes under a name, returns their URL; the last two say who names them, for a finding.
Publish = Callable[[str, bytes, Matter, str], str]


class PictureFinder:
    """Publishes pictures, each file once; `findings` tells what is wrong with them."""

    def __init__(self, folder: Path, publish: Publish) -> None:
        self.findings: list[Finding] = []
        self._folder = folder
        self._publish = publish
        self._endings: dict[Path, tuple[str, bytes] | str] = {}

    def of_people(self, show: Show, episodes: Sequence[Episode]) -> dict[str, str]:
        """Return the URLs of the pictures of people that are files, by their names."""
        urls: dict[str, str] = {}
        matters: list[Show | Episode] = [show, *episodes]
        for matter in matters:
            for member in list_people(matter):
                name = member.person.picture
                if name and "://" not in name and name not in urls:
                    urls[name] = self._portrait(member, name)
        return urls

    def _portrait(self, member: Member, name: str) -> str:
        matter, key = (
            (member.person, ("picture",))
            if member.person.source.file
            else (member.matter, (*member.key, "picture"))
        )
        path = find_inside(self._folder, name)
        read = self._read(path) if path is not None and path.is_file() else "there is no such file"
        if isinstance(read, str):
            message = f'picture is "{name[:60]}"; {read}'
            self._add(message, matter.source, *matter.source.find(*key))
            return ""
        ending, data = read
        stem = PurePosixPath(name.replace("\\", "/")).stem
        return self._publish(f"people/{stem}.{ending}", data, matter, str(key[0]))

    def of_text(self, markdown: str, matter: Matter, key: str) -> dict[str, str]:
        """Return the URLs of the pictures that Markdown names by a file, by that name.

        They are looked up beside the file that the Markdown stands in, then in the show's folder.
        """
        if "![" not in markdown and not re.search("<img", markdown, re.IGNORECASE):
            return {}
        urls = {}
        for name in list_pictures(markdown):
            found = self._find(name, matter.source.file)
            if isinstance(found, tuple):
                path, (ending, data) = found
                stem = path.with_suffix(f".{ending}").as_posix().removeprefix("pictures/")
                urls[name] = self._publish(f"pictures/{stem}", data, matter, key)
            else:
                start = matter.source.find(key)
                line, column = place_of(find_name(name, markdown), markdown, *start)
                self._add(found, matter.source, line, column)
        return urls

    def _find(self, name: str, beside: str) -> tuple[Path, tuple[str, bytes]] | str:
        """Return the file of a picture from the show's folder, and what is in it, or a message."""
        plain = re.split(r"[?#]", name)[0]
        plain = unquote(plain).replace("\\", "/")
        shown = f'the picture "{plain[:60]}"'
        near = posixpath.normpath(posixpath.join(posixpath.dirname(beside), plain))
        tried = list(dict.fromkeys((near, posixpath.normpath(plain))))
        inside = [(one, path) for one in tried if (path := find_inside(self._folder, one))]
        for one, path in inside:
            if path.is_file():
                read = self._read(path)
                return f"{shown} cannot be shown; {read}" if isinstance(read, str) else (
                    Path(one), read
                )  # fmt: skip
        if not inside:
            return f"{shown} is outside the show's folder; copy the file into it"
        looked = " and ".join(one for one, _ in inside)
        return f"{shown} is not there; looked for {looked}"

    def _read(self, path: Path) -> tuple[str, bytes] | str:
        """Return the ending and the bytes of a picture, or what is wrong with it."""
        if path not in self._endings:
            self._endings[path] = _read(path)
        return self._endings[path]

    def _add(self, message: str, source: SourceMap, line: int, column: int) -> None:
        file = f"{self._folder.as_posix()}/{source.file}"
        rule = "bad-picture"
        self.findings.append(Finding(rule, "error", message, file, line, column, where="source"))


def _read(path: Path) -> tuple[str, bytes] | str:
    with path.open("rb") as stream:
        data = stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        return f"it has more than {_MAX_BYTES // 1_000_000} MB; make it smaller"
    try:
        kind = measure_picture(data).format
    except ValueError as why:
        return str(why)
    return (_ENDINGS[kind], data) if kind in _ENDINGS else f"it is {kind}; save it as JPEG or PNG"
