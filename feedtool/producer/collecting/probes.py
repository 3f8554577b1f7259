"""Asks servers for what authors leave out of audio at a URL; the lock file keeps the answers."""

import json
from collections.abc import Sequence

from feedtool.media.types import guess_type
from feedtool.producer.collecting.gathering import Answer, Gathering, Progress
from feedtool.show.audio_formats import list_listed
from feedtool.show.cache import read_json
from feedtool.show.episode_files import Audio
from feedtool.show.lock_check import is_answer
from feedtool.show.model import Episode

_AT_ONCE = 8
_KIND = "probe"


def missing_facts(audio: Audio, answer: Answer) -> list[str]:
    """Return which of length, duration and type neither the author nor an answer has.

    An author who writes 0 says that nobody knows it.
    """
    known = {
        "length": audio.length is not None or answer.get("length"),
        "duration": audio.duration is not None or answer.get("duration"),
        "type": audio.type or answer.get("type") or guess_type(audio.url or ""),
    }
    return [name for name, value in known.items() if not value]


def ask_servers(
    gathering: Gathering,
    episodes: Sequence[Episode],
    progress: Progress,
) -> None:
    """Ask for the facts that are missing, each URL once; report failures at the audio."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only with --probe

    asked: dict[str, Episode] = {}
    for episode in episodes:
        for audio in list_listed(episode):
            url = audio.url
            missing = missing_facts(audio, gathering.probes.get(url or "", {}))
            # The same audio in another format lasts as long as the first.
            is_needed = missing if audio is episode.audio else missing != ["duration"]
            if url is not None and missing and is_needed:
                asked.setdefault(url, episode)
    new = [url for url in asked if not _recall(gathering, url)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for number, (url, answer) in enumerate(zip(new, pool.map(_ask, new), strict=True)):
            progress("asking for audio", number, len(new))
            _enter(gathering, asked[url], url, answer)


def _recall(gathering: Gathering, url: str) -> bool:
    """Take the answer that an interrupted build got; return whether the cache has one."""
    kept = gathering.cache.get(_KIND, url, "")
    answer = read_json(kept) if kept is not None else None
    if answer is None or not is_answer(answer):
        return False
    gathering.probes[url] = answer
    return True


def _ask(url: str) -> tuple[Answer, tuple[str, ...]] | str:
    """Return the answer and what is doubtful about it, or why the server gave none."""
    from feedtool.remote import RemoteFault, probe_enclosure  # noqa: PLC0415 - requests, 109 ms

    try:
        found = probe_enclosure(url)
    except RemoteFault as why:
        return str(why)
    facts: dict[str, str | int] = {
        "length": found.length_bytes,
        "type": found.media_type,
        "duration": found.duration_s,
    }
    return {name: value for name, value in facts.items() if value}, found.warnings


def _enter(
    gathering: Gathering,
    episode: Episode,
    url: str,
    found: tuple[Answer, tuple[str, ...]] | str,
) -> None:
    if isinstance(found, str):
        gathering.add("audio-unreachable", f"audio cannot be reached; {found}", episode, "audio")
        return
    answer, warnings = found
    for warning in warnings:
        message = f'audio is "{url[:60]}"; {warning}'
        gathering.add("audio-doubtful", message, episode, "audio", severity="warning")
    gathering.probes[url] = answer
    gathering.cache.put(_KIND, url, "", json.dumps(answer).encode())
