"""Reads a show's folder into a `Show`; all errors of all files are told at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from feedtool.media import guess_type
from feedtool.show.elements import KeyFault, read_elements
from feedtool.show.explaining import explain
from feedtool.show.files import find_inside, read_text, split_front_matter
from feedtool.show.model import (
    Draft,
    Episode,
    EpisodeMatter,
    Matter,
    Person,
    Show,
    ShowMatter,
    SourceMap,
)
from feedtool.show.moments import check_timezone
from feedtool.show.people import list_people
from feedtool.show.yaml_source import YamlFault, YamlSource, read_yaml
from feedtool.validator.log import cut
from feedtool.validator.report import Finding, SourceError

_M = TypeVar("_M", bound=Matter)
_PARENTS: Mapping[type[Matter], str] = {ShowMatter: "channel", EpisodeMatter: "item"}


@dataclass(slots=True)
class _Reading:
    """The findings so far, and what the files of one show share."""

    folder: Path
    shown: str
    findings: list[Finding] = field(default_factory=list)
    context: dict[str, Any] = field(default_factory=dict)
    timezone_failed: bool = False
    drafts: list[Draft] = field(default_factory=list)

    def add(self, rule: str, message: str, file: str, place: tuple[int, int]) -> None:
        """Enter an error at a place of a file of the show."""
        name = f"{self.shown}/{file}" if self.shown else file
        self.findings.append(Finding(rule, "error", message, name, *place, where="source"))


def load_show(folder: Path) -> Show:
    """Read show.yaml, people.yaml and episodes/*.md of a folder.

    Drafts are checked and stand apart. Episodes come oldest first.

    Raises SourceError with all findings, by file and place, if anything is wrong.
    """
    reading = _Reading(folder, folder.as_posix())
    if not folder.joinpath("show.yaml").is_file():
        hint = f"{reading.shown} holds no show.yaml; start a show with: feedtool init {folder}"
        finding = Finding("show-missing", "error", hint, reading.shown, where="source")
        raise SourceError([finding])
    matter, show_file = _read_show(reading)
    source = SourceMap("show.yaml", {**show_file.values, **show_file.keys})
    episodes = [
        episode
        for path in sorted(folder.glob("episodes/*.md"))
        if not path.name.startswith(".")
        if (episode := _read_episode(reading, path)) is not None
    ]
    _check_unique(reading, episodes)
    if matter is not None:
        matter._source = source
        _check_file(reading, matter, "artwork", matter.artwork, ("artwork",))
        _check_pictures(reading, matter)
    if reading.findings or matter is None:
        raise SourceError(sorted(reading.findings, key=_by_place))
    episodes.sort(key=lambda episode: (episode.published, episode.number or 0, episode.slug))
    show = Show.model_construct(
        **{name: getattr(matter, name) for name in ShowMatter.model_fields},
        elements=_elements_of(ShowMatter, show_file),
        folder=folder,
        episodes=episodes,
        drafts=reading.drafts,
        people=reading.context["people"],
    )
    show._source = source
    return show


def find_audio(folder: Path, name: str) -> Path | None:
    """Return the local audio file of that name: under audio/, else from the show's folder."""
    for candidate in (f"audio/{name}", name):
        path = find_inside(folder, candidate)
        if path is not None and path.is_file():
            return path
    return None


def _by_place(finding: Finding) -> tuple[str, int, int]:
    return finding.file, finding.line or 0, finding.column or 0


def _read_show(reading: _Reading) -> tuple[ShowMatter | None, YamlSource]:
    source = _read_file(reading, "show.yaml")
    people = _read_people(reading)
    reading.context = {"people": people, "timezone": None}
    if source is None:
        reading.timezone_failed = True
        return None, YamlSource()
    name = source.data.get("timezone")
    if isinstance(name, str):
        try:
            reading.context["timezone"] = ZoneInfo(check_timezone(name))
        except ValueError:
            reading.timezone_failed = True
    matter = _validate(reading, ShowMatter, source, "show.yaml")
    return matter, source


def _read_people(reading: _Reading) -> dict[str, Person]:
    if not reading.folder.joinpath("people.yaml").is_file():
        return {}
    source = _read_file(reading, "people.yaml")
    if source is None:
        return {}
    people = {}
    for short in source.data:
        part = YamlSource(
            source.data[short], _below(source.keys, short), _below(source.values, short)
        )
        part.keys.setdefault((), source.keys[short,])
        person = _validate(reading, Person, part, "people.yaml")
        if person is not None:
            person._source = SourceMap("people.yaml", {**part.values, **part.keys})
            if person.picture is not None:
                _check_file(reading, person, "picture", person.picture, ("picture",))
            people[short] = person
    return people


def _below(
    places: Mapping[tuple[str | int, ...], tuple[int, int]], key: str
) -> dict[tuple[str | int, ...], tuple[int, int]]:
    return {path[1:]: place for path, place in places.items() if path[:1] == (key,) and path[1:]}


def _read_file(reading: _Reading, name: str) -> YamlSource | None:
    path = find_inside(reading.folder, name)
    if path is None:
        reading.add("path-outside-show", f"{name} leads out of the show's folder", name, (1, 1))
        return None
    try:
        return read_yaml(read_text(path))
    except YamlFault as fault:
        reading.add("bad-yaml", fault.message, name, (fault.line, fault.column))
    except OSError as why:
        message = f"{name} cannot be read ({why.strerror})"
        reading.add("unreadable", message, name, (1, 1))
    return None


def _read_episode(reading: _Reading, path: Path) -> Episode | None:
    name = f"episodes/{path.name}"
    if find_inside(reading.folder, name) is None:
        reading.add("path-outside-show", f"{name} leads out of the show's folder", name, (1, 1))
        return None
    try:
        front = split_front_matter(read_text(path))
        source = read_yaml(front.yaml, front.yaml_line)
    except YamlFault as fault:
        reading.add("bad-yaml", fault.message, name, (fault.line, fault.column))
        return None
    except OSError as why:
        reading.add("unreadable", f"{name} cannot be read ({why.strerror})", name, (1, 1))
        return None
    if source.data.get("draft") in ("true", "yes"):
        reading.drafts.append(_read_draft(path.stem, source))
    matter = _validate(reading, EpisodeMatter, source, name)
    if matter is None:
        return None
    places = {**source.values, **source.keys, ("notes",): (front.notes_line, 1)}
    if not matter.draft:
        _check_episode_files(reading, matter, name, places)
    if not _is_safe(path.stem):
        message = f"the file name {path.name} cannot stand in a URL; use letters, digits and -"
        reading.add("bad-file-name", message, name, (1, 1))
    episode = Episode.model_construct(
        **{key: getattr(matter, key) for key in EpisodeMatter.model_fields},
        slug=path.stem,
        notes=front.notes,
        elements=_elements_of(EpisodeMatter, source),
    )
    episode._source = SourceMap(name, places)
    return None if episode.draft else episode


def _read_draft(slug: str, source: YamlSource) -> Draft:
    def number(key: str) -> int | None:
        text = source.data.get(key)
        return int(text) if isinstance(text, str) and text.isdecimal() else None

    title = source.data.get("title")
    return Draft(
        slug, title if isinstance(title, str) else slug, number("number"), number("season")
    )


def _is_safe(slug: str) -> bool:
    return all(char.isascii() and (char.isalnum() or char in "-_.") for char in slug)


def _validate(reading: _Reading, model: type[_M], source: YamlSource, file: str) -> _M | None:
    parent = _PARENTS.get(model, "")
    given = _elements_of(model, source) if parent else {}
    elements = read_elements(given, parent) if given else None
    # A key that the vocabulary does not know either is told once, by the model.
    unknown = {fault.path[0] for fault in elements.faults if len(fault.path) == 1
               and fault.rule == "unknown-key"} if elements else set()  # fmt: skip
    for fault in elements.faults if elements else ():
        if fault.path[0] not in unknown:
            _add_key_fault(reading, fault, source, file)
    try:
        data = {key: one for key, one in source.data.items() if key not in given or key in unknown}
        return model.model_validate(data, context=reading.context)
    except ValidationError as error:
        draft = model is EpisodeMatter and source.data.get("draft") in ("true", "yes")
        for rule, message, place in explain(error, model, source, draft=draft):
            if rule == "date-without-zone" and reading.timezone_failed:
                continue  # the cause is told at the show's timezone
            reading.add(rule, message, file, place)
    return None


def _elements_of(model: type[Matter], source: YamlSource) -> dict[str, Any]:
    """Return the keys that the model does not have: they stand for elements."""
    return {key: one for key, one in source.data.items() if key not in model.model_fields}


def _add_key_fault(reading: _Reading, fault: KeyFault, source: YamlSource, file: str) -> None:
    key = ".".join(str(step) for step in fault.path if not isinstance(step, int))
    what = "is unknown" if fault.rule == "unknown-key" else "cannot be read"
    places = SourceMap(file, {**source.values, **source.keys})
    message = f'"{cut(key)}" {what}; {fault.says}'
    reading.add(fault.rule, message, file, places.find(*fault.path))


def _check_episode_files(
    reading: _Reading, matter: EpisodeMatter, name: str, places: Mapping[Any, tuple[int, int]]
) -> None:
    """Look whether the files that an episode names are there, and whether its audio is told of."""
    matter._source = SourceMap(name, places)
    for index, transcript in enumerate(matter.transcript):
        _check_file(reading, matter, "transcript", transcript.file, ("transcript", index, "file"))
    if matter.chapters is not None and matter.chapters.file is not None:
        _check_file(reading, matter, "chapters", matter.chapters.file, ("chapters", "file"))
    if matter.artwork is not None:
        _check_file(reading, matter, "artwork", matter.artwork, ("artwork",))
    _check_pictures(reading, matter)
    if matter.audio.file is not None:
        _check_audio_file(reading, matter, matter.audio.file)
    for rule, message in _missing_audio_facts(matter):
        reading.add(rule, message, name, matter.source.find("audio"))


def _check_pictures(reading: _Reading, matter: ShowMatter | EpisodeMatter) -> None:
    """Look whether the pictures of people are there; those of people.yaml were looked at."""
    for member in list_people(matter):
        if member.person.picture is not None and not member.person.source.file:
            path = (*member.key, "picture")
            _check_file(reading, matter, "picture", member.person.picture, path)


def _missing_audio_facts(matter: EpisodeMatter) -> Iterator[tuple[str, str]]:
    audio = matter.audio
    if audio.file is not None and audio.url is not None:
        yield "bad-value", "audio has both file and url; expected one of them"
    elif audio.file is None and audio.url is None:
        yield "missing-key", '"audio.url" is missing; add the URL of the audio, or a file'
    elif audio.url is not None:
        if audio.length is None:
            yield "missing-key", '"audio.length" is missing; add the size of the file in bytes'
        if audio.duration is None:
            yield "missing-key", '"audio.duration" is missing; add how long it is, e.g. 52:10'
        if audio.type is None and guess_type(audio.url) is None:
            yield "missing-key", '"audio.type" is missing; add the media type, e.g. audio/mpeg'


def _check_audio_file(reading: _Reading, matter: Matter, name: str) -> None:
    if find_inside(reading.folder, name) is None:
        _outside(reading, matter, "audio", name, ("audio", "file"))
    elif find_audio(reading.folder, name) is None:
        message = f'audio is "{name[:60]}"; there is no such file under audio/'
        reading.add(
            "file-missing", message, matter.source.file, matter.source.find("audio", "file")
        )


def _check_file(
    reading: _Reading, matter: Matter, key: str, name: str, path: tuple[str | int, ...]
) -> None:
    if "://" in name:
        return
    found = find_inside(reading.folder, name)
    if found is None:
        _outside(reading, matter, key, name, path)
    elif not found.is_file():
        message = f'{key} is "{name[:60]}"; there is no such file in the show\'s folder'
        reading.add("file-missing", message, matter.source.file, matter.source.find(*path))


def _outside(
    reading: _Reading, matter: Matter, key: str, name: str, path: tuple[str | int, ...]
) -> None:
    message = f'{key} is "{name[:60]}", outside the show\'s folder; copy the file into it'
    reading.add("path-outside-show", message, matter.source.file, matter.source.find(*path))


def _check_unique(reading: _Reading, episodes: list[Episode]) -> None:
    """Tell of numbers and guids that two episodes share, at the second."""
    numbers: dict[tuple[int | None, int], Episode] = {}
    guids: dict[str, Episode] = {}
    for episode in episodes:
        file = episode.source.file
        if episode.number is not None and episode.type == "full":
            first = numbers.setdefault((episode.season, episode.number), episode)
            if first is not episode:
                of = f" of season {episode.season}" if episode.season else ""
                message = f"number is {episode.number}{of}, as in {first.source.file}; change one"
                reading.add("number-duplicate", message, file, episode.source.find("number"))
        if episode.guid is not None:
            first = guids.setdefault(episode.guid, episode)
            if first is not episode:
                message = f'guid is "{episode.guid[:60]}", as in {first.source.file}; change one'
                reading.add("guid-duplicate", message, file, episode.source.find("guid"))
