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
        self._urls: dict[tuple[Path, str], str] = {}

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
        stem = PurePosixPath(name.replace("\\", "/")).stem
        try:
            if path is None or not path.is_file():
                raise ValueError("is not there")
            return self._put(path, f"people/{stem}", matter, str(key[0]))
        except ValueError as why:
            message = f'the picture "{name[:60]}" {why}'
            self._add(message, matter.source, *matter.source.find(*key))
            return ""

    def of_text(self, markdown: str, matter: Matter, key: str) -> dict[str, str]:
        """Return the URLs of the pictures that Markdown names by a file, by that name.

        They are looked up beside the file that the Markdown stands in, then in the show's folder.
        """
        if "![" not in markdown and not re.search("<img", markdown, re.IGNORECASE):
            return {}
        urls = {}
        for name in list_pictures(markdown):
            try:
                found, path = self._find(name, matter.source.file)
                stem = posixpath.splitext(found)[0].removeprefix("pictures/")
                urls[name] = self._put(path, f"pictures/{stem}", matter, key)
            except ValueError as why:
                start = matter.source.find(key)
                line, column = place_of(find_name(name, markdown), markdown, *start)
                message = f'the picture "{_file_of(name)[:60]}" {why}'
                self._add(message, matter.source, line, column)
        return urls

    def _find(self, name: str, beside: str) -> tuple[str, Path]:
        """Return the file that a picture names: from the show's folder, and as a whole path.

        Raises ValueError with what is wrong.
        """
        plain = _file_of(name)
        near = posixpath.join(posixpath.dirname(beside), plain)
        tried = dict.fromkeys((posixpath.normpath(near), posixpath.normpath(plain)))
        inside = {one: path for one in tried if (path := find_inside(self._folder, one))}
        for one, path in inside.items():
            if path.is_file():
                return one, path
        if not inside:
            raise ValueError("is outside the show's folder; copy the file into it")
        raise ValueError(f"is not there; looked for {' and '.join(inside)}")

    def _put(self, path: Path, stem: str, matter: Matter, key: str) -> str:
        """Publish a picture under a name without ending, once, and return its URL.

        Raises ValueError with what is wrong with it.
        """
        if (path, stem) not in self._urls:
            ending, data = _read(path)
            self._urls[path, stem] = self._publish(f"{stem}.{ending}", data, matter, key)
        return self._urls[path, stem]

    def _add(self, message: str, source: SourceMap, line: int, column: int) -> None:
        file = f"{self._folder.as_posix()}/{source.file}"
        rule = "bad-picture"
        self.findings.append(Finding(rule, "error", message, file, line, column, where="source"))


def _file_of(name: str) -> str:
    """Return the name of a file out of an address in HTML."""
    return unquote(re.split(r"[?#]", name)[0]).replace("\\", "/")


def _read(path: Path) -> tuple[str, bytes]:
    """Return the ending that a picture should have, and its bytes."""
    with path.open("rb") as stream:
        data = stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ValueError(f"has more than {_MAX_BYTES // 1_000_000} MB; make it smaller")
    try:
        kind = measure_picture(data).format
    except ValueError:
        raise ValueError("is no picture that can be read; save it as JPEG or PNG") from None
    if kind not in _ENDINGS:
        raise ValueError(f"is {kind}, which apps do not show; save it as JPEG or PNG")
    return _ENDINGS[kind], data
