"""Transcripts of an episode: text is published as text and as a page, other forms as they are.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from feedtool.files.opening import read_bounded
from feedtool.media.types import ending_of
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.facts.assets import asset_of_file
from feedtool.producer.facts.feed_facts import Link
from feedtool.show.episode_files import Transcript
from feedtool.show.file_reading import read_text
from feedtool.show.model import Item
from feedtool.show.yaml_source import YamlFault
from feedtool.transcripts.check import check_transcript
from feedtool.transcripts.foreign import find_foreign
from feedtool.transcripts.page import format_html
from feedtool.transcripts.types import ending_of_transcript, guess_transcript_type
from feedtool.vocabulary import load_list

_MAX_BYTES = 20_000_000
# A page may show how the sources of another form look.
_NAMED = ("vtt", "srt", "json", "txt")


def gather_transcripts(gathering: Gathering, episode: Item) -> Iterator[Link]:
    """Yield the published forms of an episode's transcripts; report what is wrong with them."""
    several = sum(one.file is not None for one in episode.transcript) > 1
    for index, transcript in enumerate(episode.transcript):
        if transcript.url is not None:
            kind = transcript.type or guess_transcript_type(transcript.url) or ""
            yield Link(transcript.url, kind, transcript.language or "", transcript.rel or "")
        else:
            yield from _gather_file(gathering, episode, index, transcript, several=several)


def _gather_file(
    gathering: Gathering, episode: Item, index: int, transcript: Transcript, *, several: bool
) -> Iterator[Link]:
    name = transcript.file or ""
    path = gathering.find("transcript", name, episode, "transcript", index, "file")
    if path is None:
        return
    ending = ending_of_transcript(name, transcript.type or "")
    if ending is None:
        message = f'transcript is "{name[:60]}"{_explain_unsupported(path, name)}'
        gathering.add("transcript-unsupported", message, episode, "transcript", index)
        return
    kind = load_list("transcript-endings")[ending]
    language = transcript.language or episode.language or gathering.show.language
    stem = f"transcripts/{episode.slug}" + (f".{language}" if several else "")
    forms = [(ending, kind, asset_of_file(path, _read))]
    if ending == "txt":
        page = partial(_format_page, language=language, title=episode.title)
        forms.append(("html", "text/html", asset_of_file(path, page, language, episode.title)))
    published, stamp = f"{stem}.{ending}", forms[0][2].stamp
    if published in gathering.assets and gathering.assets[published].stamp != stamp:
        message = f'transcript is "{name[:60]}", the second in {language}; give each its language'
        gathering.add("transcript-repeated", message, episode, "transcript", index)
        return
    # Each state of the file is checked once.
    if gathering.cache.get("sound", published, stamp) is None:
        wrong = _explain_fault(path, name, ending)
        if wrong is not None:
            gathering.add("transcript-unreadable", wrong, episode, "transcript", index)
            return
        gathering.cache.put("sound", published, stamp, b"")
    for form, media_type, asset in forms:
        url = gathering.publish(f"{stem}.{form}", asset, episode, "transcript", index)
        # The page that is made of a text has no times, as captions have.
        rel = transcript.rel if form == ending else None
        yield Link(url, media_type, language, rel or "")


def _explain_unsupported(path: Path, name: str) -> str:
    """Return the rest of the message about a file whose ending stands for no transcript."""
    known = load_list("transcript-endings")
    expected = f"expected a file that ends in {', '.join(f'.{one}' for one in known)}"
    try:
        data = read_bounded(path, _MAX_BYTES)
    except OSError as why:
        return f"; it cannot be read ({why.strerror})"
    foreign = find_foreign(data, ending_of(name))
    if foreign is not None:
        return f", {foreign}"
    text = data.decode("utf-8", "replace").lstrip("\ufeff").strip()
    right = next((one for one in ("vtt", "srt") if not any(check_transcript(text, one))), None)
    return f"; rename it to .{right}" if right is not None else f"; {expected}"


def _explain_fault(path: Path, name: str, ending: str) -> str | None:
    """Return why a transcript cannot be published, None if it can."""
    shown = f'transcript is "{name[:60]}"'
    try:
        foreign = find_foreign(read_bounded(path, _MAX_BYTES), "") if ending in _NAMED else None
        if foreign is not None:
            return f"{shown}; it is {foreign}"
        text = _read_tidy(path)
    except YamlFault as fault:
        return f"{name}:{fault.line}:{fault.column}: {fault.message}"
    except OSError as why:
        return f"{shown}; it cannot be read ({why.strerror})"
    wrong = next(check_transcript(text, ending), None)
    return f"{shown}; {wrong.says}" if wrong is not None else None


def _read(path: Path) -> bytes:
    """Return the bytes to publish. Raises YamlFault if the file is no text of UTF-8."""
    return (_read_tidy(path) + "\n").encode()


def _read_tidy(path: Path) -> str:
    return read_text(path, _MAX_BYTES).strip()


def _format_page(path: Path, *, language: str, title: str) -> bytes:
    text = _read_tidy(path) + "\n"
    return format_html(text, language=language, title=title).encode()
