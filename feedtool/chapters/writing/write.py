"""Writes chapters in another form, and says what that form cannot hold."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from feedtool.chapters.json_chapters import format_chapters
from feedtool.chapters.model import Reading
from feedtool.chapters.reading.json_form import ABOUT
from feedtool.chapters.reading.vtt import NO_END_MS
from feedtool.chapters.writing.cue import IN_CUE, MOST_TRACKS, format_cue
from feedtool.chapters.writing.listing import list_chapters
from feedtool.media.facts import AudioChapter
from feedtool.values.durations import format_clock
from feedtool.values.xml_characters import drop_forbidden

_PLURALS = {
    "hidden chapter": "hidden chapters",
    "chapter without a title": "chapters without a title",
    "end": "ends",
    "link": "links",
    "address of a picture": "addresses of pictures",
    "picture inside the audio": "pictures inside the audio",
    "place": "places",
    "fraction of a second": "fractions of seconds",
}
# What the forms can say of all chapters.
_SAID = {"json": (*ABOUT, "waypoints"), "cue": IN_CUE}


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file, and what of the chapters is not in it."""

    data: bytes
    lost: tuple[str, ...]


class Form(NamedTuple):
    """A form: the ending of its files, what a chapter holds besides a title, how it is written."""

    ending: str
    holds: frozenset[str]
    write: Callable[[Reading, float], str]


def write_chapters(reading: Reading, form: str, duration_s: float = 0) -> Written:
    """Write chapters in the order of their times.

    `duration_s`, 0 if unknown, is where the last chapter ends in forms that ask for an end.
    """
    target = FORMS[form]
    chapters = sorted(reading.chapters, key=lambda one: one.start_ms)
    lost = tuple(_find_lost(chapters, target))
    if form == "cue" and len(chapters) > MOST_TRACKS:
        lost = (*lost, f"chapters behind the {MOST_TRACKS}th")
    unsaid = [key for key in reading.about if key not in _SAID.get(form, ())]
    if unsaid:
        lost = (*lost, f"what is said of all chapters ({', '.join(unsaid)})")
    kept = [one if form == "json" else _tidy(one) for one in chapters if _fits(one, target)]
    whole = Reading(reading.form, kept, about=reading.about, duration_s=reading.duration_s)
    text = target.write(whole, duration_s or reading.duration_s)
    return Written(text.encode("utf-8", "replace"), lost)


def _fits(chapter: AudioChapter, form: Form) -> bool:
    if chapter.is_hidden:
        return "hidden" in form.holds
    return "untitled" in form.holds or bool(chapter.title.strip())


def _tidy(chapter: AudioChapter) -> AudioChapter:
    """Return a chapter whose title is one line, without an end that is none."""
    has_end = chapter.end_ms is not None and chapter.end_ms > chapter.start_ms
    return AudioChapter(
        chapter.start_ms,
        " ".join(drop_forbidden(chapter.title).split()),
        chapter.url,
        image=chapter.image,
        end_ms=chapter.end_ms if has_end else None,
    )


def _find_lost(chapters: Sequence[AudioChapter], form: Form) -> Iterator[str]:
    """Yield what the form cannot hold, each with how many chapters have it."""
    kept = [one for one in chapters if _fits(one, form)]
    for key, what, found in (
        ("hidden", "hidden chapter", [one for one in chapters if one.is_hidden]),
        ("untitled", "chapter without a title",
         [one for one in chapters if not one.is_hidden and not one.title.strip()]),
        ("end", "end", [one for one in kept if one.end_ms is not None]),
        ("url", "link", [one for one in kept if one.url]),
        ("image", "address of a picture", [one for one in kept if one.image]),
        ("picture", "picture inside the audio", [one for one in kept if one.picture]),
        ("location", "place", [one for one in kept if one.location]),
        ("parts", "fraction of a second", [one for one in kept if one.start_ms % 1000]),
    ):  # fmt: skip
        if found and key not in form.holds:
            yield _count(len(found), what)


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {_PLURALS[what]}"


def _write_json(reading: Reading, duration_s: float) -> str:
    del duration_s
    return format_chapters(reading.chapters, reading.about).decode()


def _write_psc(reading: Reading, duration_s: float) -> str:
    del duration_s
    lines = []
    for one in reading.chapters:
        own = {"title": one.title, "href": one.url, "image": one.image}
        said = "".join(
            f" {key}={quoteattr(drop_forbidden(value))}" for key, value in own.items() if value
        )
        lines.append(f'  <psc:chapter start="{format_clock(one.start_ms)}"{said}/>\n')
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">\n'
        f"{''.join(lines)}</psc:chapters>\n"
    )


def _write_vtt(reading: Reading, duration_s: float) -> str:
    cues = [
        f"\n{format_clock(one.start_ms)} --> {format_clock(end)}\n"
        f"{escape(one.title, quote=False)}\n"
        for one, end in zip(reading.chapters, _list_ends(reading, duration_s), strict=True)
    ]
    return f"WEBVTT\n{''.join(cues)}"


def _list_ends(reading: Reading, duration_s: float) -> Iterator[int]:
    """Yield an end for each chapter: its own, the next start, or the end of the audio."""
    last = round(duration_s * 1000) or NO_END_MS
    following: list[int] = []
    after, start = last, None
    for one in reversed(reading.chapters):
        if start is not None and start != one.start_ms:
            after = start
        start = one.start_ms
        own = one.end_ms if one.end_ms is not None else after
        following.append(own if own > one.start_ms else max(NO_END_MS, one.start_ms + 1))
    yield from reversed(following)


def _write_labels(reading: Reading, duration_s: float) -> str:
    """Write points in time, and regions where a chapter says its end."""
    del duration_s
    return "".join(
        f"{_seconds(one.start_ms)}\t"
        f"{_seconds(one.start_ms if one.end_ms is None else one.end_ms)}\t{one.title}\n"
        for one in reading.chapters
    )


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03}000"


def _write_mp4chaps(reading: Reading, duration_s: float) -> str:
    del duration_s
    return "".join(f"{format_clock(one.start_ms)} {one.title}\n" for one in reading.chapters)


def _write_text(reading: Reading, duration_s: float) -> str:
    del duration_s
    return "".join(f"{time} {one.title}\n" for time, one in list_chapters(reading.chapters))


def form_of_name(name: str) -> str | None:
    """Return the form that the ending of a name stands for."""
    lower = name.lower()
    found = [form for form, one in FORMS.items() if lower.endswith(f".{one.ending}")]
    return max(found, key=lambda form: len(FORMS[form].ending), default=None)


_ALL = frozenset(["hidden", "untitled", "end", "url", "image", "location", "parts"])
FORMS = {
    "json": Form("json", _ALL, _write_json),
    "psc": Form("psc", frozenset(["url", "image", "parts"]), _write_psc),
    "vtt": Form("vtt", frozenset(["untitled", "end", "parts"]), _write_vtt),
    "labels": Form("labels", frozenset(["untitled", "end", "parts"]), _write_labels),
    "mp4chaps": Form("chapters.txt", frozenset(["parts"]), _write_mp4chaps),
    "cue": Form("cue", frozenset(["parts"]), format_cue),
    "text": Form("txt", frozenset(), _write_text),
}
