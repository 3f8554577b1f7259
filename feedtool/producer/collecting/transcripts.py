"""Transcripts of an episode: text is published as text and as a page, other forms as they are.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.facts.assets import Asset, asset_of_file
from feedtool.producer.facts.feed_facts import Link
from feedtool.show.files import read_text
from feedtool.show.model import Episode, Transcript
from feedtool.show.yaml_source import YamlFault
from feedtool.transcripts.page import format_html, guess_transcript_type
from feedtool.vocabulary import load_list

_MAX_BYTES = 20_000_000
_SRT_CUE = re.compile(r"^\d{2,}:\d{2}:\d{2},\d{3} --> \d{2,}:\d{2}:\d{2},\d{3}", re.MULTILINE)
_VTT_TIME = r"(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}"
_VTT_CUE = re.compile(rf"^{_VTT_TIME}[ \t]+-->[ \t]+{_VTT_TIME}", re.MULTILINE)


class _Wrong(Exception):  # noqa: N818 - says what is wrong, becomes a finding
    """A transcript cannot be published; the text says why."""


def gather_transcripts(gathering: Gathering, episode: Episode) -> Iterator[Link]:
    """Yield the published forms of an episode's transcripts; what is wrong with them is told."""
    several = sum(one.file is not None for one in episode.transcript) > 1
    for index, transcript in enumerate(episode.transcript):
        if transcript.url is not None:
            kind = transcript.type or guess_transcript_type(transcript.url) or ""
            yield Link(transcript.url, kind, transcript.language or "", transcript.rel or "")
        else:
            yield from _gather_file(gathering, episode, index, transcript, several=several)


def _gather_file(
    gathering: Gathering, episode: Episode, index: int, transcript: Transcript, *, several: bool
) -> Iterator[Link]:
    name = transcript.file or ""
    path = gathering.find("transcript", name, episode, "transcript", index, "file")
    if path is None:
        return
    ending = Path(name).suffix[1:].lower()
    kind = load_list("transcript-endings").get(ending)
    if kind is None:
        known = ", ".join(f".{one}" for one in load_list("transcript-endings"))
        message = f'transcript is "{name[:60]}"; expected a file that ends in {known}'
        gathering.add("transcript-unsupported", message, episode, "transcript", index)
        return
    language = transcript.language or episode.language or gathering.show.language
    stem = f"transcripts/{episode.slug}" + (f".{language}" if several else "")
    forms = [(ending, kind, asset_of_file(path, partial(_read, ending=ending)))]
    if ending == "txt":
        page = partial(_format_page, language=language, title=episode.title)
        forms.append(("html", "text/html", asset_of_file(path, page, language, episode.title)))
    published = f"{stem}.{ending}"
    if published in gathering.assets and gathering.assets[published].stamp != forms[0][2].stamp:
        message = f'transcript is "{name[:60]}", the second in {language}; give each its language'
        gathering.add("transcript-repeated", message, episode, "transcript", index)
    elif _is_sound(gathering, published, forms[0][2], episode, index):
        for form, media_type, asset in forms:
            url = gathering.publish(f"{stem}.{form}", asset, episode, "transcript", index)
            yield Link(url, media_type, language)


def _read(path: Path, *, ending: str) -> bytes:
    """Return the bytes to publish; raises YamlFault or _Wrong if the file is not what it says."""
    text = read_text(path, _MAX_BYTES).strip()
    if not text:
        raise _Wrong("it is empty")
    _CHECKS.get(ending, _check_nothing)(text)
    return (text + "\n").encode()


def _check_nothing(text: str) -> None:
    """Take any text."""


def _check_vtt(text: str) -> None:
    if not re.match(r"WEBVTT(?:[ \t\n]|\Z)", text):
        raise _Wrong('it is no WebVTT; expected "WEBVTT" on its first line')
    if not _VTT_CUE.search(text):
        raise _Wrong("it has no cue; expected lines such as 00:00:01.000 --> 00:00:04.000")


def _check_srt(text: str) -> None:
    if text.startswith("WEBVTT"):
        raise _Wrong("it is WebVTT; rename it to .vtt")
    if not _SRT_CUE.search(text):
        raise _Wrong("it has no cue; expected lines such as 00:00:01,000 --> 00:00:04,000")


def _check_txt(text: str) -> None:
    if _SRT_CUE.search(text) or text.startswith("WEBVTT"):
        kind, ending = ("SubRip", "srt") if _SRT_CUE.search(text) else ("WebVTT", "vtt")
        raise _Wrong(f"it is {kind}; rename it to .{ending}")


def _check_json(text: str) -> None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as why:
        raise _Wrong(f"it is no JSON ({why})") from None
    segments = data.get("segments") if isinstance(data, dict) else None
    first = segments[0] if isinstance(segments, list) and segments else None
    if not isinstance(first, dict) or "startTime" not in first or "body" not in first:
        raise _Wrong('expected {"version": "1.0.0", "segments": [{"startTime": …, "body": …}]}')


_CHECKS: dict[str, Callable[[str], None]] = {
    "vtt": _check_vtt, "srt": _check_srt, "txt": _check_txt, "json": _check_json,
}  # fmt: skip


def _format_page(path: Path, *, language: str, title: str) -> bytes:
    text = read_text(path, _MAX_BYTES).strip() + "\n"
    return format_html(text, language=language, title=title).encode()


def _is_sound(gathering: Gathering, name: str, asset: Asset, episode: Episode, index: int) -> bool:
    """Return whether a transcript can be published, once for each state of its file."""
    if gathering.cache.get("sound", name, asset.stamp) is not None:
        return True
    file = episode.transcript[index].file or ""
    try:
        asset.make()
    except YamlFault as fault:
        message = f"{file}:{fault.line}:{fault.column}: {fault.message}"
    except _Wrong as why:
        message = f'transcript is "{file[:60]}"; {why}'
    except OSError as why:
        message = f'transcript is "{file[:60]}"; it cannot be read ({why.strerror})'
    else:
        gathering.cache.put("sound", name, asset.stamp, b"")
        return True
    gathering.add("transcript-unreadable", message, episode, "transcript", index)
    return False
