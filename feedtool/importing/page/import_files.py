"""Writes a page as files of a show; files that exist stay as they are."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedtool.findings.wording import cut
from feedtool.importing.guests.comments import format_guests, hint_of
from feedtool.importing.guests.forms import Form
from feedtool.importing.guests.propose import Prose, propose_guests
from feedtool.importing.page.read_page import Page
from feedtool.importing.page.set_option import Settings
from feedtool.importing.page.web_facts import WebFacts
from feedtool.importing.page.yaml_entries import ConflictError, Entry, format_entries, set_keys
from feedtool.importing.page.zone_guess import add_zone
from feedtool.importing.web.values import is_same_file, is_same_language, is_same_url
from feedtool.show.file_reading import read_text
from feedtool.show.file_writing import holds, remove_leftovers, write_all
from feedtool.show.front_matter import split_front_matter
from feedtool.show.new_guids import make_new_guid
from feedtool.show.scaffold import IGNORED, schema_files
from feedtool.show.slugs import episode_name
from feedtool.show.value_types import read_number
from feedtool.show.yaml_source import YamlFault, read_yaml
from feedtool.transcripts.joining import join_sentences
from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.types import guess_transcript_type
from feedtool.transcripts.writing.write import write_transcript


@dataclass(frozen=True, slots=True)
class Import:
    """What an import writes: texts by file name; `episode` is the name of the episode's file."""

    files: dict[str, bytes]
    episode: str
    guesses: list[str]


def plan_import(
    page: Page, folder: Path, settings: Settings, guest_forms: Sequence[Form] = ()
) -> Import:
    """Decide what to write; nothing is written yet. `guest_forms` are those of the user.

    Raises ConflictError if the folder holds another show, another episode of that number, or a
    setting contradicts a key that is there; YamlFault if a file that must be read is no YAML.
    """
    files: dict[str, bytes] = {}
    guesses: list[str] = []
    show_file = folder / "show.yaml"
    if show_file.is_file():
        text = read_text(show_file)
        _check_same_show(text, page)
        _keep(files, "show.yaml", text, set_keys(text, settings.show, "show.yaml"))
    else:
        entries = _show_entries(page, settings.show)
        guesses += [f"{entry.key}: {entry.guess}" for entry in entries if _is_guess(entry)]
        files["show.yaml"] = (_COMMENT.format("", "show") + format_entries(entries)).encode()
        files.update(schema_files())
        for ignored, data in IGNORED.items():
            if not os.path.lexists(folder / ignored):
                files[ignored] = data
    name = _find_episode(page, folder)
    if name is None:
        name = f"episodes/{episode_name(_number(page, settings), page.title.text)}.md"
        proposal = _propose_guests(page, guest_forms)
        _add_episode(page, folder, settings, name, files, guesses, proposal)
    elif settings.episode:
        _keep(files, name, read_text(folder / name), _set_in_front_matter(folder, name, settings))
    return Import(files, name, guesses)


def format_turns(turns: Sequence[Cue]) -> str:
    """Return the transcript of a page as text with whole sentences, "" without turns."""
    sentences = list(join_sentences(turns))
    return write_transcript(Transcript("txt", sentences), "txt").data.decode() if turns else ""


def write_import(folder: Path, plan: Import) -> None:
    """Write the files of a plan; each comes after those that it names, and show.yaml last.

    So half a show or episode does not look whole. Raises OSError if something cannot be written;
    then nothing is.
    """
    for name in ("episodes", "transcripts"):
        remove_leftovers(folder / name, folder)
    ordered = sorted(plan.files, key=lambda name: (name == "show.yaml", name == plan.episode, name))
    folder.mkdir(parents=True, exist_ok=True)
    write_all([(folder / name, plan.files[name]) for name in ordered], folder)


_COMMENT = "# yaml-language-server: $schema={}.schemas/{}.schema.json\n"


def _keep(files: dict[str, bytes], name: str, old: str, new: str) -> None:
    if new != old:
        files[name] = new.encode()


def _is_guess(entry: Entry) -> bool:
    return bool(entry.guess) and entry.value is not None and entry.value not in ("", [])


def _number(page: Page, settings: Settings) -> int | float | None:
    number = settings.episode.get("number")
    return read_number(number) if number else page.title.number


def _check_same_show(text: str, page: Page) -> None:
    title = read_yaml(text).data.get("title")
    if title and page.show_title and title.strip().casefold() != page.show_title.strip().casefold():
        both = f'show.yaml is of "{cut(title)}", the page of "{cut(page.show_title)}"'
        raise ConflictError(f"{both}; name another folder")


def _find_episode(page: Page, folder: Path) -> str | None:
    """Return the file of this episode, if it was imported before."""
    name = f"{episode_name(page.title.number, page.title.text)}.md"
    if (folder / "episodes" / name).is_file():
        return f"episodes/{name}"
    known = [*_read_episodes(folder)]
    for path, data in known:
        if _has_address(data, page.web):
            return f"episodes/{path.name}"
    for path, data in known:
        same_number = data.get("number") == str(page.title.number)
        same_season = data.get("season") in (None, str(page.title.season))
        if data.get("title") == page.title.text and (same_number or page.title.number is None):
            return f"episodes/{path.name}"
        if same_number and same_season and page.title.number is not None:
            number = page.title.number
            message = (
                f'episodes/{path.name} is episode {number} already, "{cut(str(data.get("title")))}"'
            )
            raise ConflictError(f"{message}; change its number or --set number=…")
    return None


def _read_episodes(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the episodes of a folder with their keys; files that are wrong are told later."""
    for path in sorted(folder.glob("episodes/[!.]*.md")):
        try:
            yield path, read_yaml(split_front_matter(read_text(path)).yaml).data
        except YamlFault:
            continue


def _has_address(data: dict[str, Any], web: WebFacts) -> bool:
    """Tell whether an episode has the audio or the page of a web page."""
    audio = data.get("audio")
    first = audio[0] if isinstance(audio, list) and audio else audio
    url = first.get("url") if isinstance(first, dict) else first
    if web.audio and isinstance(url, str) and is_same_file(url, web.audio):
        return True
    return bool(web.link) and is_same_url(str(data.get("link") or ""), web.link)


def _show_entries(page: Page, given: dict[str, Any]) -> list[Entry]:
    """Return the keys of show.yaml in their order, settings over what the page says."""
    hosts = [{"name": host.name, "bio": host.bio} for host in page.hosts]
    web, guesses = page.web, page.web.guesses
    picture, picture_guess = web.show_artwork, guesses.get("show_artwork", "")
    if not picture:
        picture, picture_guess = web.artwork, guesses.get("artwork") or "the episode has it"
    form = "" if page.title.format == "{title}" else page.title.format
    author = web.author or ", ".join(host.name for host in page.hosts)
    feed_url = web.feeds[0] if web.feeds else "https://example.com/feed.xml"
    language_guess = guesses.get("language", "" if web.found_in else "from the words of the page")
    owner = given.get("owner")
    found = [
        Entry("title", page.show_title, "My show", "the name of the show",
              guesses.get("show_title", "")),
        Entry("link", page.link, "https://example.com/", "the show's web page",
              guesses.get("show_link", "")),
        Entry("feed_url", None, feed_url, "where feed.xml will be served"),
        Entry("language", page.language, "en", "what is spoken", language_guess),
        Entry("timezone", "UTC", guess="the page names no time zone"),
        Entry("description", page.description, "…", "what the show is about"),
        Entry("author", author),
        Entry("owner", owner, "{email: podcast@example.com}", "whom directories write to"),
        Entry("hosts", hosts, guess=guesses.get("hosts", "")),
        Entry("categories", None, "[Technology]", "Apple's categories, e.g. Business > Management"),
        Entry("explicit", False, guess="the page does not say so"),
        Entry("type", "episodic", guess="the newest episode comes first"),
        Entry("artwork", picture, "artwork/cover.png", "square, 1400 to 3000 pixels, file or URL",
              picture_guess),
        Entry("title_format", form, guess="the form of this page's title"),
    ]  # fmt: skip
    return _override(found, given)


def _override(found: list[Entry], given: dict[str, Any]) -> list[Entry]:
    rest = dict(given)
    entries = [
        Entry(entry.key, _join(entry.value, rest.pop(entry.key))) if entry.key in rest else entry
        for entry in found
    ]
    return entries + [Entry(key, value) for key, value in rest.items()]


def _join(found: Any, given: Any) -> Any:
    """Return a value that is given, with the parts of a found one that it does not replace."""
    both = isinstance(found, dict) and isinstance(given, dict)
    return {**found, **given} if both else given


def _add_episode(
    page: Page, folder: Path, settings: Settings, name: str, files: dict[str, bytes],
    guesses: list[str], proposal: Entry | None,
) -> None:  # fmt: skip
    transcript = format_turns(page.turns)
    transcript_name = _free_name(folder, name, _number(page, settings), transcript.encode())
    if transcript:
        files[transcript_name] = transcript.encode()
    slug = name.removeprefix("episodes/").removesuffix(".md")
    origin = f"{page.show_title} {page.published} {page.title.text}"
    guid = make_new_guid(_feed_url(folder, settings), slug, origin)
    transcripts = [
        *map(_transcript, page.web.transcripts),
        *([transcript_name] if transcript else []),
    ]
    show = _show_keys(folder, files)
    found = _episode_entries(page, transcripts, guid, show)
    if proposal and "guests" not in settings.episode:
        found = [proposal if entry.key == "guests" else entry for entry in found]
    entries = _override(found, settings.episode)
    if not show.get("timezone"):
        known = [data for _, data in _read_episodes(folder)]
        entries = [add_zone(one, known) if one.key == "published" else one for one in entries]
    guesses += [f"{entry.key}: {entry.guess}" for entry in entries if _is_guess(entry)]
    front = _COMMENT.format("../", "episode") + format_entries(entries)
    files[name] = f"---\n{front}---\n{page.summary}\n".encode()


def _propose_guests(page: Page, forms: Sequence[Form]) -> Entry | None:
    """Return the guests whom the title names in words, as a comment; None if there are any."""
    if page.title.guests:
        return None
    prose = Prose(page.title.text, page.summary)
    hosts = [host.name for host in page.hosts]
    (found,) = propose_guests([prose], page.language or "", forms, hosts, page.show_title or "")
    if found is None:
        return None
    return Entry("guests", None, format_guests(found.guests), hint_of(found.form))


def _free_name(folder: Path, episode: str, number: float | None, data: bytes) -> str:
    """Return a name for the transcript that no file has; a killed import may have left it."""
    stem = episode.removeprefix("episodes/").removesuffix(".md")
    short = f"transcripts/{number:03}.txt" if number is not None else f"transcripts/{stem}.txt"
    if not (folder / short).exists() or holds(folder / short, data):
        return short
    long = f"transcripts/{stem}.txt"
    if (folder / long).exists() and not holds(folder / long, data):
        raise ConflictError(f"{long} is there already, without its episode; remove or rename it")
    return long


def _feed_url(folder: Path, settings: Settings) -> str:
    """Return the address of the feed, as given or in show.yaml; "" if it is not known yet."""
    path = folder / "show.yaml"
    known = read_yaml(read_text(path)).data if path.is_file() else {}
    return str(settings.show.get("feed_url") or known.get("feed_url") or "")


def _show_keys(folder: Path, files: dict[str, bytes]) -> dict[str, Any]:
    """Return the keys of show.yaml, as it is or is about to be."""
    text = files["show.yaml"].decode() if "show.yaml" in files else read_text(folder / "show.yaml")
    return read_yaml(text).data


def _episode_entries(
    page: Page, transcripts: list[Any], guid: str, show: dict[str, Any]
) -> list[Entry]:
    title, web, guesses = page.title, page.web, page.web.guesses
    guests = [
        {"name": guest.name, "role": guest.role, "organization": guest.organization}
        for guest in title.guests
    ]
    stem = f"{title.number:03}" if title.number is not None else "episode"
    audio = f"{{url: https://example.com/{stem}.mp3, length: 12345678, duration: 52:10}}"
    guess = "only the form of the title says so" if title.guessed else ""
    picture = web.artwork if web.artwork != show.get("artwork") else ""
    spoken = str(show.get("language") or page.language)
    is_other = page.language and not is_same_language(page.language, spoken)
    return [
        Entry("number", title.number),
        Entry("season", title.season),
        Entry("title", title.text, guess=guesses.get("title", "")),
        Entry("guests", guests, guess=guesses.get("guests", guess)),
        Entry("published", page.published, "2022-06-01", "the day it was published",
              guesses.get("published", "")),
        Entry("guid", guid),
        Entry("link", web.link),
        Entry("audio", _audio(web), audio, f"or a file under audio/, e.g. {stem}.mp3",
              guesses.get("audio", "")),
        Entry("transcript", transcripts[0] if len(transcripts) == 1 else transcripts),
        Entry("artwork", picture, guess=guesses.get("artwork", "")),
        Entry("explicit", web.explicit),
        Entry("language", page.language if web.found_in and is_other else None,
              guess=guesses.get("language", "")),
        Entry("type", page.type),
    ]  # fmt: skip


def _transcript(url: str) -> str | dict[str, str]:
    """Return a transcript at an address; without a known ending it is a page."""
    return url if guess_transcript_type(url) else {"url": url, "type": "text/html"}


def _audio(web: WebFacts) -> dict[str, Any] | None:
    """Return the audio of a web page; what the page does not say is left to fill in."""
    found = {
        "url": web.audio,
        "length": web.length_bytes,
        "type": web.audio_type,
        "duration": web.duration_s,
    }
    return {key: one for key, one in found.items() if one} if web.audio else None


def _set_in_front_matter(folder: Path, name: str, settings: Settings) -> str:
    text = read_text(folder / name)
    split_front_matter(text)
    end = text.index("\n---", 3)
    front = set_keys(text[4 : end + 1], settings.episode, name)
    return f"---\n{front.rstrip()}{text[end:]}"
