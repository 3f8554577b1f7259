"""Transcripts of an episode: each file is published in all formats that it can become.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from collections.abc import Iterator, Sequence
from errno import EFBIG
from pathlib import Path

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.producer.collecting.checked_transcripts import read_and_check
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.collecting.speakers import find_pages, find_unknown, name_speakers
from feedtool.producer.collecting.transcript_files import (
    MOST_BYTES,
    TranscriptFacts,
    TranscriptFile,
    Wording,
)
from feedtool.producer.facts.feed_facts import EpisodeAudio, Link
from feedtool.show.episode_files import Transcript
from feedtool.show.key_path import KeyPath
from feedtool.show.members import list_taking_part
from feedtool.show.model import Item, LiveItem
from feedtool.transcripts.reading.detection import explain_stray
from feedtool.transcripts.types import guess_transcript_type
from feedtool.transcripts.writing.write import FORMS
from feedtool.vocabulary import load_list

# What apps take for captions, if it has times.
_CAPTIONS = ("vtt", "srt", "json")


def gather_transcripts(gathering: Gathering, episode: Item, audio: EpisodeAudio) -> Iterator[Link]:
    """Yield the published forms of an episode's transcripts; report what is wrong with them.

    All forms of a language stand in the place of its first file.
    """
    files = list(_read_files(gathering, episode, audio))
    several = sum(one.url is None for one in episode.transcript) > 1
    for index, transcript in enumerate(episode.transcript):
        if transcript.url is not None:
            kind = transcript.type or guess_transcript_type(transcript.url) or ""
            yield Link(transcript.url, kind, transcript.language or "", transcript.rel or "")
            continue
        language = _language(gathering, episode, transcript)
        same = [one for one in files if one.wording.language.lower() == language.lower()]
        if same and same[0].index == index:
            stem = f"transcripts/{episode.slug}" + (f".{language}" if several else "")
            yield from _publish(gathering, episode, _drop_repeated(gathering, episode, same), stem)


def _language(gathering: Gathering, episode: Item, transcript: Transcript) -> str:
    return transcript.language or episode.language or gathering.show.language


def _read_files(
    gathering: Gathering, episode: Item, audio: EpisodeAudio
) -> Iterator[TranscriptFile]:
    """Yield the files that can be read."""
    # A stream has no place to start from.
    audio_url = "" if isinstance(episode, LiveItem) else audio.url
    for index, transcript in enumerate(episode.transcript):
        name = transcript.file
        if name is None or transcript.url is not None:
            continue
        path = gathering.find("transcript", name, episode, "transcript", index, "file")
        if path is None:
            continue
        facts = _read_facts(gathering, episode, index, path, audio.duration_s)
        if facts is None:
            continue
        names = _name_speakers(gathering, episode, index, facts)
        spoken = [names.get(one, one) for one in facts.speakers]
        wording = Wording(
            _language(gathering, episode, transcript),
            episode.title,
            audio_url,
            names,
            find_pages(gathering.show, episode, spoken),
        )
        yield TranscriptFile(
            index, name, path, transcript.type or "", facts, wording, gathering.shelf
        )


def _read_facts(
    gathering: Gathering, episode: Item, index: int, path: Path, duration_s: int
) -> TranscriptFacts | None:
    transcript = episode.transcript[index]
    name = transcript.file or ""
    findings = FileFindings(gathering.show.name_file(name))
    speaking = {one.person.name for one in list_taking_part(gathering.show, episode)
                if one.key[0] != "crew"}  # fmt: skip
    try:
        facts = read_and_check(
            gathering.cache, gathering.shelf, path, findings, media_type=transcript.type or "",
            duration_s=duration_s, language=_language(gathering, episode, transcript),
            people=len(speaking),
        )  # fmt: skip
    except OSError as why:
        says = f"it cannot be read ({why.strerror})"
        if why.errno == EFBIG:
            says = f"it is larger than {MOST_BYTES:,} bytes"
        message = f'transcript is "{cut(name)}"; {says}'
        gathering.add("transcript-unreadable", message, episode, "transcript", index)
        return None
    gathering.add_findings(findings.found)
    expected = facts and explain_stray(facts.form, name, transcript.type or "")
    if not expected:
        return facts
    message = f'transcript is "{cut(name)}"; {expected}'
    gathering.add("transcript-unsupported", message, episode, "transcript", index)
    return None


def _name_speakers(
    gathering: Gathering, episode: Item, index: int, facts: TranscriptFacts
) -> dict[str, str]:
    """Return the new names of speakers; report names that nobody in the file has."""
    given = episode.transcript[index].speakers
    known = cut(", ".join(facts.speakers) or "no speakers")
    for name in find_unknown(facts.speakers, given):
        message = f'speakers has "{cut(name)}", and the file has {known}; correct the name'
        gathering.add(
            "transcript-speaker-unknown", message, episode, *_key_of(episode, index), "speakers",
            name, severity="warning",
        )  # fmt: skip
    return name_speakers(gathering.show, facts.speakers, given)


def _key_of(episode: Item, index: int) -> KeyPath:
    """Return the keys that lead to a transcript; the only one may stand in no list."""
    find = episode.source.find
    is_listed = find("transcript", index) != find("transcript")
    return ("transcript", index) if is_listed else ("transcript",)


def _drop_repeated(
    gathering: Gathering, episode: Item, files: Sequence[TranscriptFile]
) -> Iterator[TranscriptFile]:
    """Yield files of one language, each of another form; report others."""
    first: dict[str, TranscriptFile] = {}
    for one in files:
        known = first.setdefault(one.facts.form, one)
        if known is one:
            yield one
        elif known.path != one.path:
            message = (
                f'transcript is "{cut(one.name)}", the second in {one.wording.language}; give '
                "each its language"
            )
            gathering.add("transcript-repeated", message, episode, "transcript", one.index)


def _publish(
    gathering: Gathering, episode: Item, files: Iterator[TranscriptFile], stem: str
) -> Iterator[Link]:
    """Yield the forms of one language in the order that the author wants, else the best first.

    A form that a file has itself comes from there, other forms from the best file.
    """
    ranked = sorted(files, key=_rank)
    wanted = episode.transcript_formats or gathering.show.transcript_formats
    found = [(form, one) for form in dict.fromkeys(wanted) if (one := _find(ranked, form))]
    for form, one in found:
        is_own = one.is_own(form)
        name = f"{stem}.{one.ending if is_own else form}"
        url = gathering.publish(name, one.make(form), episode, "transcript", one.index)
        rel = episode.transcript[one.index].rel if is_own else None
        captions = "captions" if one.facts.is_timed and form in _CAPTIONS else ""
        kind = load_list("transcript-endings")[form]
        yield Link(url, kind, one.wording.language, rel or captions)
    if ranked and not found:
        _report_unpublished(gathering, episode, ranked[0], wanted)


def _report_unpublished(
    gathering: Gathering, episode: Item, file: TranscriptFile, wanted: Sequence[str]
) -> None:
    message = (
        f'transcript is "{cut(file.name)}", which becomes {", ".join(file.facts.forms)}, but '
        f"transcript_formats has only {', '.join(wanted)}; add one, or nothing is published"
    )
    gathering.add(
        "transcript-not-published", message, episode, "transcript", file.index, severity="warning"
    )


def _rank(file: TranscriptFile) -> tuple[bool, int, int]:
    """Return what sorts files, the best first: with times, then in the order of the forms."""
    form = file.facts.form
    place = FORMS.index(form) if form in FORMS else len(FORMS)
    return not file.facts.is_timed, place, file.index


def _find(ranked: Sequence[TranscriptFile], form: str) -> TranscriptFile | None:
    """Return the file that has a form itself, or else the best that can become it."""
    able = [one for one in ranked if one.becomes(form)]
    return next((one for one in able if one.is_own(form)), able[0] if able else None)
