"""Checks of an episode beyond its single keys: files must exist, facts must agree."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from feedtool.media.types import ending_of
from feedtool.show.episode_files import FROM_NOTES, Audio, Chapter, Chapters, Transcript
from feedtool.show.key_path import KeyPath
from feedtool.show.locked_audio import any_ends_with, explain_unpublished
from feedtool.show.model import Item, ItemMatter, LiveItem
from feedtool.show.named_files import FileFault, find_audio
from feedtool.show.sources import Sources
from feedtool.transcripts.foreign import find_foreign
from feedtool.transcripts.types import guess_transcript_type


def check_files(sources: Sources, matter: ItemMatter, media_dirs: Sequence[str]) -> None:
    """Report files of an episode that are missing, and facts that do not go together."""
    for index, transcript in enumerate(matter.transcript):
        if transcript.file is not None:
            path = ("transcript", index, "file")
            sources.check_file(matter, "transcript", transcript.file, path)
        for rule, message in _wrong_transcript_facts(transcript):
            sources.add_at(rule, message, matter, "transcript", index)
    _check_chapters(sources, matter)
    # The picture inside the audio is found when the audio is read.
    if matter.artwork not in (None, "audio"):
        sources.check_file(matter, "artwork", matter.artwork, ("artwork",))
    sources.check_pictures(matter)
    if matter.audio is not None:
        listed = (matter.audio, *matter.audio.others)
        for index, audio in enumerate(listed):
            key: KeyPath = ("audio", index) if len(listed) > 1 else ("audio",)
            _check_audio(sources, matter, audio, media_dirs, key)


def _check_titles(sources: Sources, matter: ItemMatter, chapters: Sequence[Chapter]) -> None:
    for index, chapter in enumerate(chapters):
        if chapter.title is None and chapter.toc:
            says = '"title" is missing; add what it is about, or toc: false to hide it'
            sources.add_at("missing-key", says, matter, "chapters", index)


def _check_audio(
    sources: Sources, matter: ItemMatter, audio: Audio, media_dirs: Sequence[str], path: KeyPath
) -> None:
    name = audio.file
    if name is not None:
        try:
            find_audio(sources.folder, name, media_dirs)
        except FileFault as fault:
            if (message := _explain_missing_audio(sources, matter, name, fault)) is not None:
                sources.add_at(fault.rule, message, matter, *path, "file")
    for rule, message, key in find_audio_faults(audio):
        sources.add_at(rule, message, matter, *path, *key[1:])


def _explain_missing_audio(
    sources: Sources, matter: ItemMatter, name: str, fault: FileFault
) -> str | None:
    """Return what is wrong about missing audio, None if feed.lock may have the facts of it.

    A build finds out whether these are the facts of this episode.
    """
    if not isinstance(matter, Item) or isinstance(matter, LiveItem):
        return fault.message
    lock = sources.read_lock()
    if lock is None or sources.has_locked_audio(lock, name):
        return None
    # Where something like it is there, the name is wrong.
    if "there is no such file" not in fault.message or "did you mean" in fault.message:
        return fault.message
    return fault.message + explain_unpublished(lock, matter.slug)


def _check_chapters(sources: Sources, matter: ItemMatter) -> None:
    chapters = matter.chapters
    if not isinstance(chapters, Chapters):
        _check_titles(sources, matter, chapters or [])
    elif chapters.file is not None and chapters.url is not None:
        says = "chapters has both file and url; expected one of them"
        sources.add_at("bad-value", says, matter, "chapters")
    elif chapters.file is not None and chapters.file != FROM_NOTES:
        sources.check_file(matter, "chapters", chapters.file, ("chapters", "file"))
    elif chapters.file is None and chapters.url is None:
        says = '"chapters.file" is missing; add the name of the file, or its url'
        sources.add_at("missing-key", says, matter, "chapters")


def _wrong_transcript_facts(transcript: Transcript) -> Iterator[tuple[str, str]]:
    if transcript.url is None:
        if transcript.file is None:
            yield "missing-key", '"file" is missing; add the name of the file, or its url'
        if transcript.type is not None and guess_transcript_type(transcript.file or "") is not None:
            yield "bad-value", "transcript has type, and its ending says it already; remove it"
    elif transcript.file is not None:
        yield "bad-value", "transcript has both file and url; expected one of them"
    elif transcript.speakers:
        yield (
            "bad-value",
            "transcript has speakers beside url; only a file's are renamed: remove it",
        )
    elif transcript.type is None and guess_transcript_type(transcript.url) is None:
        foreign = find_foreign(b"", ending_of(transcript.url))
        if foreign is not None:
            yield "transcript-unsupported", f"transcript is {foreign}"
        else:
            yield "missing-key", '"transcript.type" is missing; add the media type, e.g. text/vtt'


def find_audio_faults(audio: Audio) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield rule, message and key of what does not go together in the facts of audio."""
    if audio.file is not None and audio.url is not None:
        yield "bad-value", "audio has both file and url; expected one of them", ("audio",)
    elif audio.file is None and audio.url is None:
        says = '"audio.url" is missing; add the URL of the audio, or a file'
        yield "missing-key", says, ("audio",)
    elif audio.file is not None and audio.length is not None:
        says = "audio has length beside file; the file is measured: remove length"
        yield "bad-value", says, ("audio", "length")


def check_unique(sources: Sources, episodes: Sequence[Item]) -> None:
    """Report numbers and guids that two episodes share, at the second episode."""
    numbers: dict[tuple[str | None, int | None, float], Item] = {}
    guids: dict[str, Item] = {}
    for episode in episodes:
        if episode.number is not None and episode.type == "full":
            key = (episode.language, episode.season, episode.number)
            first = numbers.setdefault(key, episode)
            if first is not episode:
                of = f" of season {episode.season}" if episode.season else ""
                message = f"number is {episode.number}{of}, as in {first.source.file}; change one"
                sources.add_at("number-duplicate", message, episode, "number")
        if episode.guid is not None:
            first = guids.setdefault(episode.guid, episode)
            if first is not episode:
                _report_copy(sources, first, episode, episode.guid)


def _report_copy(sources: Sources, first: Item, second: Item, guid: str) -> None:
    """Report a guid that came along when a file was copied: at the copy, where the line goes."""
    owner = _find_owner(sources, (first, second), guid)
    copy, other = (first, second) if owner is second else (second, first)
    which = "this file, the copy" if owner else "the copy, the newer of the two"
    message = (
        f'guid is "{guid[:60]}", as in {other.source.file}, and apps would show only one of the '
        f"two; remove this line from {which}, and it gets a guid of its own"
    )
    sources.add_at("guid-duplicate", message, copy, "guid")


def _find_owner(sources: Sources, episodes: Sequence[Item], guid: str) -> Item | None:
    """Return the episode that was published with a guid, None if that is open."""
    lock = sources.read_lock()
    locked = lock.episodes if lock is not None else {}
    found = next(((slug, one) for slug, one in locked.items() if one.guid == guid), None)
    if found is None:
        return None
    slug, was = found
    scores = [
        2 * (one.audio is not None and _is_at(str(was.enclosure["url"]), one.audio))
        + 2 * (datetime.fromisoformat(was.published) == one.published)
        + (one.slug == slug)
        for one in episodes
    ]
    return None if scores[0] == scores[1] else episodes[scores.index(max(scores))]


def _is_at(url: str, audio: Audio) -> bool:
    if audio.url is not None:
        return url.endswith(audio.url)
    return audio.file is not None and any_ends_with([url], audio.file)
