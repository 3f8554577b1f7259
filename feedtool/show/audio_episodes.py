"""Episodes out of audio files: what their tags say becomes the front matter of new files.

Files in the show's folder are named where they lie; others are copied into audio/. Nothing is
written unless all files can become episodes, and no file is overwritten.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

from feedtool.files.opening import ANY_SIZE, open_normal
from feedtool.media.audio import measure_audio
from feedtool.media.facts import MediaFault
from feedtool.media.inner_tags import InnerTags, read_cover, read_tags
from feedtool.show.file_reading import read_text
from feedtool.show.file_writing import (
    holds,
    remove_leftovers,
    stream_new,
    write_new,
)
from feedtool.show.front_matter import split_front_matter
from feedtool.show.inside import find_inside
from feedtool.show.locked_audio import short_name
from feedtool.show.placeholder import make_silence
from feedtool.show.samples import EPISODE_NOTES, EPISODE_TITLE
from feedtool.show.scaffold import guid_line
from feedtool.show.scalars import format_scalar, is_text
from feedtool.show.slugs import episode_name
from feedtool.show.yaml_source import YamlFault, read_yaml

# A number before a title: "Ep 12 Tides", "012 Tides", "12 - Tides", "12"; not "12 ships".
_LEADING_NUMBER = re.compile(
    r"(?:(?:episode|ep|folge|part)[\s._-]*#?|#)(\d{1,4})(?!\d)[\s._:)-]*"
    r"|(0\d{1,3})(?!\d)[\s._:)-]*"
    r"|(\d{1,4})(?:\s*[._:)-][\s._:)-]*|\Z)",
    re.IGNORECASE,
)
_LEADING_SEASON = re.compile(r"s(\d{1,2})[\s._-]*e(\d{1,4})(?!\d)[\s._:)-]*", re.IGNORECASE)
_LEADING_DATE = re.compile(r"((?:19[89]|20)\d\d-\d\d-\d\d)(?!\d)[\s._:)-]*")
_UNFIT = re.compile(r'[\x00-\x1f\x7f:\\/*?"<>|]+')
# Signs with which text would become a tag or a picture; others may be meant as Markdown.
_ACTIVE = re.compile(r"<|!(?=\[)|&(?=#?\w+;)")
_SAMPLE_SECONDS = 5
_COPIED_AT_ONCE = 1 << 20

Progress = Callable[[str, int, int], None]


class AudioRefused(Exception):  # noqa: N818 - says what is wrong with files
    """Files cannot become episodes; `reasons` say why, one for each file."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class NewEpisode:
    """An episode to write: its file, the text of it, and where its audio is to be copied, if so."""

    path: Path
    text: str
    source: Path
    copy: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The episodes to write in their order, and files that have an episode, with its name.

    `sample` is the file of the example that `feedtool init` wrote, if it is still there.
    """

    episodes: tuple[NewEpisode, ...]
    known: tuple[tuple[Path, str], ...] = ()
    sample: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """An audio file, its name for `audio`, where it is to be copied, and what its tags say."""

    source: Path
    name: str
    copy: Path | None
    tags: InnerTags
    cover: str


@dataclass(slots=True)
class _Present:
    """What the show has: its keys, audio by its folded name, numbers by season, slugs."""

    folder: Path
    feed_url: str
    media_dirs: list[str]
    audio: dict[str, str] = field(default_factory=dict)
    numbers: dict[int, set[int]] = field(default_factory=dict)
    sample: str = ""

    def next_number(self, season: int) -> int:
        """Return the number behind the highest of a season."""
        return max(self.numbers.get(season, {0}), default=0) + 1


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the author says instead of the tags; "" leaves it to them."""

    title: str = ""
    published: str = ""


def plan_episodes(
    folder: Path, files: Sequence[Path], wishes: Wishes, today: str, now: datetime,
    progress: Progress,
) -> Plan:  # fmt: skip
    """Read audio files and return the episodes to write, in the order of number, date and name.

    Raises FileNotFoundError if the folder is no show, AudioRefused with all that is wrong.
    """
    present = _read_show(folder)
    refused: list[str] = [
        f"{(folder / name).as_posix()} is a link out of the show, which a build does not follow; "
        "replace it by a folder"
        for name in ("audio", "episodes")
        if find_inside(folder, name) is None
    ]
    known: list[tuple[Path, str]] = []
    found: list[_Read] = []
    for number, file in enumerate(dict.fromkeys(files)):
        progress("reading audio", number, len(files))
        try:
            name, copy = _place(present, file)
            episode = present.audio.get(_fold(name))
            if episode is None:
                found.append(_read(file, name, copy))
            else:
                known.append((file, episode))
        except (MediaFault, OSError) as why:
            says = why.strerror if isinstance(why, OSError) else str(why)
            refused.append(f"{file.as_posix()}: {says}")
    refused += _find_clashes(found)
    episodes = [_plan(present, one, wishes, today, now) for one in sorted(found, key=_order_of)]
    refused += [
        f"{one.source.as_posix()}: {one.path.as_posix()} already exists"
        for one in episodes
        if os.path.lexists(one.path)
    ]
    if refused:
        raise AudioRefused(refused)
    return Plan(tuple(episodes), tuple(known), present.sample)


def write_episodes(folder: Path, plan: Plan, progress: Progress) -> None:
    """Copy the audio and write the files of the episodes; if anything fails, nothing is left.

    Raises OSError.
    """
    copies: list[Path] = []
    # Also if all is there: a run that was killed at its end has left no more than this.
    for name in ("audio", "episodes"):
        remove_leftovers(folder / name, folder)
    try:
        for number, one in enumerate(plan.episodes):
            progress("copying audio", number, len(plan.episodes))
            if one.copy is not None and not one.copy.exists():
                one.copy.parent.mkdir(exist_ok=True)
                copies.append(one.copy)
                _copy(one.source, one.copy)
        for one in plan.episodes:
            one.path.parent.mkdir(exist_ok=True)
            write_new(one.path, one.text.encode(), one.path.parents[1])
    except BaseException as why:
        # A signal may come when a file has just got its name. What has the name of the last copy
        # belongs to others if the copy found it there.
        if isinstance(why, FileExistsError) and copies and why.filename == str(copies[-1]):
            copies.pop()
        ours = [one.path for one in plan.episodes if holds(one.path, one.text.encode())]
        for path in (*ours, *copies):
            path.unlink(missing_ok=True)
        raise


def _read_show(folder: Path) -> _Present:
    if not (folder / "show.yaml").is_file():
        raise FileNotFoundError(folder)
    data = _read_keys(folder / "show.yaml")
    dirs = data.get("media_dirs", [])
    listed = dirs if isinstance(dirs, list) else [dirs]
    present = _Present(folder, str(data.get("feed_url") or ""), [str(one) for one in listed])
    for path in sorted(folder.glob("episodes/[!.]*.md")):
        front, is_sample = _read_front(path)
        if is_sample:
            present.sample = path.as_posix()
            continue
        audio = front.get("audio")
        name = audio.get("file") if isinstance(audio, dict) else audio
        if isinstance(name, str):
            present.audio.setdefault(_fold(name), f"episodes/{path.name}")
        number = _whole(front.get("number"))
        if number:
            present.numbers.setdefault(_whole(front.get("season")), set()).add(number)
    return present


def _read_front(path: Path) -> tuple[dict[str, object], bool]:
    """Return the keys of an episode, and whether it is the untouched example of `feedtool init`."""
    try:
        front = split_front_matter(read_text(path))
        data = dict(read_yaml(front.yaml).data)
    except (YamlFault, OSError):
        return {}, False  # a build reports it
    is_sample = front.notes.strip() == EPISODE_NOTES.strip() and data.get("title") == EPISODE_TITLE
    return data, is_sample


def _read_keys(path: Path) -> dict[str, object]:
    """Return the keys of a YAML file, none if it cannot be read: a build reports that."""
    try:
        return dict(read_yaml(read_text(path)).data)
    except (YamlFault, OSError):
        return {}


def _whole(value: object) -> int:
    is_number = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10
    return int(str(value)) if is_number else 0


def _fold(name: str) -> str:
    return normalize("NFC", short_name(name))


def _place(present: _Present, file: Path) -> tuple[str, Path | None]:
    """Return how an episode names a file, and where it is to be copied if it lies elsewhere."""
    if file.is_dir():
        raise MediaFault(f"it is a folder; name the files in it, e.g. {file.as_posix()}/*.mp3")
    if not is_text(file.name) or not file.name.isprintable():
        raise MediaFault("its name has characters that no text has; rename it")
    folder, named = present.folder, Path(os.path.normpath(file.absolute()))
    for root in (folder / "audio", folder, *(folder / one for one in present.media_dirs)):
        for path, base in (
            (named, Path(os.path.normpath(root.absolute()))),
            (file.resolve(), root.resolve()),
        ):
            if path.is_relative_to(base):
                return _check_inside(base, path.relative_to(base).as_posix()), None
    name = normalize("NFC", _UNFIT.sub("-", file.name))
    copy = folder / "audio" / name
    if os.path.lexists(copy) and not _is_same(file, copy):
        is_sample = holds(copy, make_silence(_SAMPLE_SECONDS))
        what = "the example of feedtool init; remove it"
        what = what if is_sample else "another file; rename one"
        raise MediaFault(f"{copy.as_posix()} already exists, and is {what}")
    return name, copy


def _check_inside(base: Path, name: str) -> str:
    if find_inside(base, name) is None:
        raise MediaFault('its name has a ":" or is a link out of the show; rename or copy it')
    return name


def _is_same(file: Path, other: Path) -> bool:
    """Return whether two files have the same bytes."""
    if not other.is_file() or file.stat().st_size != other.stat().st_size:
        return False
    with open_normal(file, ANY_SIZE) as one, open_normal(other, ANY_SIZE) as two:
        while piece := one.read(_COPIED_AT_ONCE):
            if piece != two.read(_COPIED_AT_ONCE):
                return False
    return True


def _read(file: Path, name: str, copy: Path | None) -> _Read:
    if not file.is_file():
        what = "it is not a normal file" if file.exists() else "there is no such file"
        raise MediaFault(what)
    measure_audio(file)
    return _Read(file, name, copy, _complete(read_tags(file), name), _judge_cover(file))


def _judge_cover(file: Path) -> str:
    """Return the line about the cover inside a file; "" if there is none."""
    from feedtool.media.pictures import check_artwork, check_pixels, measure_picture  # noqa: PLC0415 - Pillow

    try:
        data = read_cover(file)
        if data is None:
            return ""
        facts = measure_picture(data)
        check_pixels(data)
    except ValueError as why:
        return f"# artwork: audio                    # the cover in the audio: {why}\n"
    ending = "jpg" if facts.format == "JPEG" else facts.format.lower()
    wrong = next((says for kind, says in check_artwork(facts, ending) if kind == "error"), None)
    if wrong is not None:
        return f"# artwork: audio                    # the cover in the audio: {wrong}\n"
    return "artwork: audio                      # the cover in the audio file\n"


def _find_clashes(found: Sequence[_Read]) -> Iterator[str]:
    """Yield files that would have the name of another in audio/."""
    first: dict[str, Path] = {}
    for one in found:
        other = first.setdefault(_fold(one.name).casefold(), one.source)
        if other != one.source:
            yield f"{one.source.as_posix()}: {other.as_posix()} has the same name; rename one"


def _order_of(one: _Read) -> tuple[object, ...]:
    number = one.tags.number
    parts = re.split(r"(\d+)", one.name.casefold())
    natural = [(int(part), "") if part.isdecimal() else (0, part) for part in parts[:60]]
    return (one.tags.season or 0, number is None, number or 0, one.tags.date or "9", natural)


def _read_name(name: str) -> InnerTags:
    """Return what the name of a file says: a date, season or number, and the title behind it."""
    rest = stem = Path(name).stem
    season, number, date = 0, 0, ""
    if dated := _LEADING_DATE.match(rest):
        date, rest = dated[1], rest[dated.end() :]
    if found := _LEADING_SEASON.match(rest):
        season, number, rest = int(found[1]), int(found[2]), rest[found.end() :]
    elif found := _LEADING_NUMBER.match(rest):
        number, rest = next(int(one) for one in found.groups() if one), rest[found.end() :]
    title = " ".join(rest.replace("_", " ").split())
    return InnerTags(title or stem, number or None, season or None, date)


def _complete(tags: InnerTags, name: str) -> InnerTags:
    """Return what tags say, and what the name of the file says where they are silent."""
    named = _read_name(name)
    return InnerTags(
        tags.title or named.title,
        tags.number or named.number,
        tags.season or named.season,
        tags.date or named.date,
        tags.words,
    )


def _plan(
    present: _Present, one: _Read, wishes: Wishes, today: str, now: datetime
) -> NewEpisode:  # fmt: skip
    season = one.tags.season or max(present.numbers, default=0)
    number = one.tags.number
    taken = present.numbers.setdefault(season, set())
    if number is None or number in taken:
        number = present.next_number(season)
    taken.add(number)
    title = wishes.title or one.tags.title
    published = wishes.published or one.tags.date
    slug = episode_name(number, title)
    lines = [
        "---\n# yaml-language-server: $schema=../.schemas/episode.schema.json\n",
        f"number: {number}\n",
        f"season: {season}\n" if season else "",
        f"title: {format_scalar(title)}\n",
        f"published: {published or f'{today}   # today, since the file has no date'}\n",
        guid_line(present.feed_url, slug, now.isoformat()),
        f"audio: {format_scalar(one.name)}\n",
        one.cover,
        "---\n",
    ]
    words = _ACTIVE.sub(lambda found: f"\\{found[0]}", one.tags.words)
    # A line of hyphens at the top would begin a second front matter.
    words = f"\\{words}" if words.startswith("---") else words
    path = present.folder / "episodes" / f"{slug}.md"
    return NewEpisode(path, "".join(lines) + (f"{words}\n" if words else ""), one.source, one.copy)


def _copy(source: Path, target: Path) -> None:
    """Copy a file so that it is whole at any moment; raises OSError if the target exists."""
    with source.open("rb") as audio, stream_new(target) as stream:
        shutil.copyfileobj(audio, stream, _COPIED_AT_ONCE)
