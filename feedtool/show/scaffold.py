"""Writes a new show, ready to build, and the file of the next episode."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from feedtool.show.file_reading import read_text
from feedtool.show.file_writing import holds, remove_leftovers, write_all, write_new
from feedtool.show.folders import TEMPORARY
from feedtool.show.front_matter import split_front_matter
from feedtool.show.moments import MOMENT, check_timezone
from feedtool.show.new_guids import make_new_guid
from feedtool.show.placeholder import make_cover, make_silence
from feedtool.show.samples import DESCRIPTION, EPISODE_NOTES, EPISODE_TITLE
from feedtool.show.scalars import format_scalar
from feedtool.show.slugs import episode_name
from feedtool.show.value_types import read_number
from feedtool.show.yaml_source import YamlFault, read_yaml

SCHEMAS = ("show", "people", "episode")
# What a new show keeps out of its history.
IGNORED = {".gitignore": b"# A cache of earlier builds. You may delete it.\n.feedtool/\n"}

_SHOW = """\
# yaml-language-server: $schema=.schemas/show.schema.json
# Facts about the whole show. Change the values; a line that starts with # is an example.
title: {title}
link: {link}                        # the show's web page
feed_url: {feed_url}                # the address of feed.xml
# base_url: https://example.com/    # the address of public/; default: the folder of feed_url
# media_url: https://example.com/audio/   # the address of audio/; default: base_url + audio/
language: {language}
timezone: UTC                       # for dates without a zone, e.g. Europe/Paris
description: >-
  {description}
author: {author}
owner:                              # directories write to this person
  name: {author}
  email: {email}
hosts:
  - name: {author}
    # url: https://example.com/about
    # picture: https://example.com/me.jpg
categories: [Technology]            # from Apple's list; with subcategory: Business > Management
explicit: false
type: episodic                      # serial, if listeners should start with the oldest episode
artwork: artwork/cover.png          # square, 1400 to 3000 pixels, JPEG or PNG
# transcript_formats: [vtt, html]   # default: all that a transcript can become
# copyright: {author}
# funding: [{{url: "https://example.com/give", text: Support the show}}]
# title_format: "#{{number}} {{title}} - {{guests}} - {{organizations}}"
"""
_PEOPLE = """\
# yaml-language-server: $schema=.schemas/people.schema.json
# People with short names. Use the short names in hosts and guests:
# mira:
#   name: Mira Holt
#   role: Harbour master
#   organization: Port of Example
#   url: https://example.com/mira
"""
_FIRST = """\
---
# yaml-language-server: $schema=../.schemas/episode.schema.json
number: 1
title: {title}
published: {day}
{guid}audio: 001.mp3                      # a file under audio/
transcript: transcripts/001.txt     # with times (.vtt, .srt, .json): published as captions too
# guests: [{{name: Bo Lind, role: Pilot, organization: Port of Example}}]
# season: 1
# chapters: chapters/001.json
# type: full                        # or trailer, bonus
---
{notes}
"""
_NEXT = """\
---
# yaml-language-server: $schema=../.schemas/episode.schema.json
number: {number}
{season}title: {title}
published: {day}
{guid}draft: true                         # remove this line to publish
audio: {number:03}.mp3                      # a file under audio/
# guests: [{{name: …, role: …, organization: …}}]
# summary: One or two sentences; default: the first paragraph below.
# transcript: transcripts/{number:03}.txt     # or .vtt, .srt, .json, .docx
# chapters: chapters/{number:03}.json
# type: full                        # or trailer, bonus
---
"""
_GUID = "guid: {}   # apps know the episode by it: never change or copy it\n"
_TRANSCRIPT = "Replace this text with the words of the episode.\n\nHost: A name marks who speaks.\n"


@dataclass(frozen=True, slots=True)
class Answers:
    """The values that a new show starts with."""

    title: str
    author: str
    email: str
    language: str
    feed_url: str


def start_show(folder: Path, answers: Answers, published: str, now: datetime) -> list[str]:
    """Write a new show, made at the moment `now`; its first episode is `published`.

    Return the names of its files.

    If something cannot be written, nothing is left; show.yaml is written last, so that half a show
    does not look whole.

    Raises FileExistsError if the folder is not empty, OSError if it cannot be written.
    """
    if folder.exists() and not _is_empty(folder):
        raise FileExistsError(folder)
    link = answers.feed_url.rpartition("/")[0] + "/"
    first = "001-the-first-episode"
    guid = guid_line(answers.feed_url, first, now.isoformat())
    said = {name: format_scalar(getattr(answers, name)) for name in Answers.__slots__}
    written: dict[str, bytes] = {
        "show.yaml": _SHOW.format(
            **said, link=format_scalar(link), description=DESCRIPTION
        ).encode(),
        "people.yaml": _PEOPLE.encode(),
        f"episodes/{first}.md": _FIRST.format(
            title=EPISODE_TITLE, notes=EPISODE_NOTES, day=published, guid=guid
        ).encode(),
        "transcripts/001.txt": _TRANSCRIPT.encode(),
        "artwork/cover.png": make_cover(),
        "audio/001.mp3": make_silence(5),
        **IGNORED,
        **schema_files(),
    }
    is_new = not folder.exists()
    if not is_new:
        remove_leftovers(folder, folder, deep=True)
    try:
        ordered = sorted(written, key=lambda name: name == "show.yaml")
        write_all([(folder / name, written[name]) for name in ordered])
    except BaseException:
        _remove(folder, written, itself=is_new)
        raise
    return [name for name in written if not name.startswith(".")]


def _is_empty(folder: Path) -> bool:
    """Return whether a folder has no files, but for those that a killed process left."""
    return folder.is_dir() and all(
        one.name.startswith(TEMPORARY) or (one.is_dir() and not one.is_symlink())
        for one in folder.rglob("*")
    )


def _remove(folder: Path, written: Mapping[str, bytes], *, itself: bool) -> None:
    """Remove the files that are as we wrote them, and the folders that are empty then."""
    for name, data in written.items():
        with suppress(OSError):
            if holds(folder / name, data):
                (folder / name).unlink()
    folders = {(folder / name).parent for name in written} - {folder}
    for one in (*folders, *((folder,) if itself else ())):
        with suppress(OSError):
            one.rmdir()


def schema_files() -> dict[str, bytes]:
    """Return the JSON Schemas that tell editors the keys, as files of a show."""
    root = files("feedtool.schemas")
    return {
        f".schemas/{name}.schema.json": root.joinpath(f"{name}.schema.json").read_bytes()
        for name in SCHEMAS
    }


def check_published(text: str) -> str:
    """Return a date as `published` may have it, with or without time and zone.

    Raises ValueError if it is none.
    """
    datetime.fromisoformat(text)
    if not MOMENT.fullmatch(text):
        raise ValueError(text)
    return text


def guid_line(feed_url: str, slug: str, origin: str) -> str:
    """Return the line of front matter that gives a new episode its guid."""
    return _GUID.format(format_scalar(make_new_guid(feed_url, slug, origin)))


def today_in(folder: Path) -> str:
    """Return today's date in the time zone of a show."""
    try:
        zone: tzinfo = ZoneInfo(check_timezone(_read_key(folder, "timezone") or "UTC"))
    except ValueError:
        zone = UTC
    return datetime.now(zone).date().isoformat()


def _read_key(folder: Path, key: str) -> str:
    """Return the text of a key of show.yaml, "" if it cannot be read."""
    try:
        return str(read_yaml(read_text(folder / "show.yaml")).data.get(key) or "")
    except (YamlFault, OSError):
        return ""


def start_episode(folder: Path, title: str, published: str, now: datetime) -> Path:
    """Write the file of the next episode, a draft, made at the moment `now`. Return its path.

    Raises FileNotFoundError if the folder is not a show, FileExistsError if the file exists.
    """
    if not (folder / "show.yaml").is_file():
        raise FileNotFoundError(folder)
    season, number = _next_number(folder)
    slug = episode_name(number, title)
    path = folder / "episodes" / f"{slug}.md"
    text = _NEXT.format(
        number=number,
        season="" if season is None else f"season: {season}\n",
        title=format_scalar(title),
        day=published,
        guid=guid_line(_read_key(folder, "feed_url"), slug, now.isoformat()),
    )
    path.parent.mkdir(exist_ok=True)
    write_new(path, text.encode("utf-8"), folder)
    return path


def _next_number(folder: Path) -> tuple[int | None, int]:
    """Return the highest season and its next number. Files that are not YAML are ignored."""
    last: tuple[int, float] = (0, 0)
    for path in folder.glob("episodes/[!.]*.md"):
        try:
            data = read_yaml(split_front_matter(read_text(path)).yaml).data
        except YamlFault:
            continue
        number = data.get("number")
        known = read_number(number) if isinstance(number, str) else None
        last = max(last, (_number(data.get("season")), known or 0))
    return last[0] or None, int(last[1]) + 1


def _number(value: object) -> int:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else 0
