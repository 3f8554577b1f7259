"""Reads JSON chapters: every field that the namespace knows, and what is wrong with each.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

from collections.abc import Mapping
from typing import Any

from feedtool.chapters.model import MOST_CHAPTERS, MOST_MS, Problem, Reading, report
from feedtool.chapters.reading.json_places import JsonPlaces
from feedtool.chapters.reading.podlove_json import find_podlove_chapters
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.suggestions import suggest
from feedtool.findings.wording import cut
from feedtool.media.facts import AudioChapter, ChapterPlace
from feedtool.values.json_text import JsonError, read_json, show_json
from feedtool.values.times import parse_time

# Ten thousand chapters have fewer.
MOST_VALUES = 200_000
# Texts about the whole.
ABOUT = ("author", "title", "podcastName", "description", "fileName")
_ROOT = ("version", "chapters", *ABOUT, "waypoints")
# An example of the namespace has `value`, which no text describes.
_CHAPTER = ("startTime", "endTime", "title", "img", "url", "toc", "location", "value")
_LOCATION = ("name", "geo", "osm")
_MOST_UNKNOWN = 5
_FORM = 'expected {"version": "1.2.0", "chapters": [{"startTime": 0, "title": …}]}'


def read_json_chapters(text: str, findings: FileFindings) -> Reading | None:
    """Read JSON chapters; what is wrong goes into the findings, and the rest is read."""
    try:
        whole = read_json(text, MOST_VALUES)
    except JsonError as why:
        findings.add("chapters-unreadable", why.says, why.line, why.column)
        return None
    podlove = find_podlove_chapters(whole)
    if podlove is not None:
        whole = {"version": "", "chapters": podlove.entries}
    listed = whole.get("chapters") if isinstance(whole, dict) else None
    if not isinstance(listed, list):
        is_transcript = isinstance(whole, dict) and isinstance(whole.get("segments"), list)
        what = "it is a transcript" if is_transcript else "it is JSON without chapters"
        findings.add("chapters-unreadable", f"{what}; {_FORM}", 1, 1)
        return None
    if len(listed) > MOST_CHAPTERS:
        says = f"it has {len(listed):,} chapters; expected at most {MOST_CHAPTERS:,}"
        findings.add("chapters-unreadable", says)
        return None
    reader = _Reader()
    about = reader.read_about(whole)
    read = [reader.read_chapter(index, one) for index, one in enumerate(listed)]
    indexes = [index for index, one in enumerate(read) if one is not None]
    path = ("chapters",) if podlove is None else podlove.path
    report(reader.problems, JsonPlaces(text, range(len(listed)), path), findings)
    return Reading(
        "json" if podlove is None else "podlove",
        [one for one in read if one is not None],
        JsonPlaces(text, indexes, path),
        about,
        is_as_apps_read=podlove is None and not reader.has_guessed,
        numbers=[index + 1 for index in indexes],
    )


class _Reader:
    """Reads values; keeps what is wrong with them, and whether it took one for another type."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.has_guessed = False

    def read_about(self, whole: Mapping[str, Any]) -> dict[str, object]:
        """Return what is said of all chapters."""
        version = whole.get("version")
        if version is None:
            self._tell('"version" is missing; expected "1.2.0"', -1, "version")
        elif not isinstance(version, str):
            says = f'version is {show_json(version)}; expected a text, "1.2.0"'
            self._tell(says, -1, "version")
        about: dict[str, object] = {}
        for key in ABOUT:
            text = self._text(whole, key, -1, "the chapters")
            about |= {key: text} if text else {}
        if isinstance(whole.get("waypoints"), bool):
            about["waypoints"] = whole["waypoints"]
        elif whole.get("waypoints") is not None:
            self._tell(f"waypoints is {show_json(whole['waypoints'])}; expected true or false", -1,
                       "waypoints")  # fmt: skip
        self._find_unknown(whole, _ROOT, -1, "JSON chapters")
        return about

    def read_chapter(self, index: int, entry: object) -> AudioChapter | None:
        """Return a chapter, None if nobody can say when it starts."""
        name = f"chapter {index + 1}"
        if not isinstance(entry, dict):
            says = f'{name} is {show_json(entry)}; expected {{"startTime": 0, "title": …}}'
            self._add("chapter-bad-time", says, index)
            return None
        start_ms = self._time(entry, "startTime", index, name)
        end_ms = (
            self._time(entry, "endTime", index, name) if entry.get("endTime") is not None else None
        )
        chapter = AudioChapter(
            start_ms or 0,
            self._text(entry, "title", index, name),
            self._text(entry, "url", index, name),
            self._is_hidden(entry, index, name),
            self._text(entry, "img", index, name),
            end_ms=end_ms,
            location=self._location(entry.get("location"), index, name),
        )
        self._find_unknown(entry, _CHAPTER, index, name)
        return chapter if start_ms is not None else None

    def _tell(self, says: str, index: int, key: str) -> None:
        self._add("bad-chapters", says, index, key)

    def _add(self, rule: str, says: str, index: int, key: str = "") -> None:
        self.problems.append(Problem(rule, says, index, key))

    def _time(self, entry: Mapping[str, Any], key: str, index: int, name: str) -> int | None:
        value = entry.get(key)
        found = read_seconds(value)
        if found is not None and not isinstance(value, str):
            return found
        shown = "missing" if value is None else show_json(value)
        if found is not None:
            seconds, rest = divmod(found, 1000)
            meant = found / 1000 if rest else seconds
            self.has_guessed = True
            self._tell(
                f"{key} of {name} is {shown}, a text; expected a number: {meant}", index, key
            )
            return found
        rule = "chapter-bad-time" if key == "startTime" else "chapter-bad-end"
        self._add(rule, f"{key} of {name} is {shown}; expected seconds, e.g. 64.5", index, key)
        return None

    def _text(self, entry: Mapping[str, Any], key: str, index: int, name: str) -> str:
        value = entry.get(key)
        if value is None or isinstance(value, str):
            # Half a character cannot be written again.
            return (value or "").encode("utf-8", "replace").decode()
        self.has_guessed = True
        self._tell(f"{key} of {name} is {show_json(value)}; expected a text", index, key)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return str(value) if is_number and key == "title" else ""

    def _is_hidden(self, entry: Mapping[str, Any], index: int, name: str) -> bool:
        value = entry.get("toc")
        if value is None or isinstance(value, bool):
            return value is False
        self.has_guessed = True
        self._tell(f"toc of {name} is {show_json(value)}; expected true or false", index, "toc")
        return value in (0, "false", "False", "0", "no")

    def _location(self, value: object, index: int, name: str) -> ChapterPlace | None:
        if value is None:
            return None
        if not isinstance(value, dict):
            self.has_guessed = True
            says = f'location of {name} is {show_json(value)}; expected {{"name": …, "geo": …}}'
            self._tell(says, index, "location")
            return ChapterPlace(value) if isinstance(value, str) else None
        self._find_unknown(value, _LOCATION, index, f"location of {name}", "location")
        parts = (self._text(value, key, index, f"the location of {name}") for key in _LOCATION)
        return ChapterPlace(*parts)

    def _find_unknown(
        self, entry: Mapping[str, Any], known: tuple[str, ...], index: int, where: str,
        key: str = "",
    ) -> None:  # fmt: skip
        # A file with thousands of such keys is made to waste time.
        for one in [key for key in entry if key not in known][:_MOST_UNKNOWN]:
            hint = suggest(one, known, "apps ignore it", form="did you mean {}?")
            says = f'"{cut(one)}" is no key of {where}; {hint}'
            self._add("chapter-unknown-key", says, index, key or one)


def read_seconds(value: object) -> int | None:
    """Return seconds as milliseconds; also those of a text, and None for what is no time."""
    if isinstance(value, str):
        found = parse_time(value.strip())
        return found if found is not None and found <= MOST_MS else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value * 1000) if 0 <= value * 1000 <= MOST_MS else None
