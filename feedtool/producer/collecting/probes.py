"""Asks servers for what authors leave out of audio at a URL; the lock file keeps the answers."""

import json
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from feedtool.media.types import guess_type
from feedtool.producer.collecting.gathering import Answer, Gathering, Progress
from feedtool.show.audio_formats import list_listed
from feedtool.show.cache import read_json
from feedtool.show.episode_files import Audio
from feedtool.show.lock_check import is_answer
from feedtool.show.model import Episode

if TYPE_CHECKING:
    from queue import SimpleQueue

_AT_ONCE = 8
# For the audio of one episode, and for all of them.
_EACH_S = 30.0
_ALL_S = 900.0
_KIND = "probe"
# The answer and what is doubtful about it, or why the server gave none.
_Found = tuple[Answer, tuple[str, ...]] | str


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
    *,
    allow_private: bool = False,
) -> None:
    """Ask for the facts that are missing, each URL once; report failures at the audio."""
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
    found: dict[str, _Found] = {}
    for url, answer in _ask_all(new, allow_private=allow_private):
        progress("asking for audio", len(found), len(new))
        found[url] = answer
        _keep(gathering, url, answer)
    late = (
        f"--probe ends after {_ALL_S / 60:g} minutes, and there was no time to ask for it; build "
        "again: what servers answered so far is kept"
    )
    for url in new:
        _enter(gathering, asked[url], url, found.get(url, late))


def _recall(gathering: Gathering, url: str) -> bool:
    """Take the answer that an interrupted build got; return whether the cache has one."""
    kept = gathering.cache.get(_KIND, url, "")
    answer = read_json(kept) if kept is not None else None
    if answer is None or not is_answer(answer):
        return False
    gathering.probes[url] = answer
    return True


def _ask_all(urls: Sequence[str], *, allow_private: bool) -> Iterator[tuple[str, _Found]]:
    """Yield answers as they come, several servers at once, until the time for all is over.

    Nobody waits for the threads: at Ctrl+C the command ends, and what they read has its own bounds.
    """
    from queue import Empty, SimpleQueue  # noqa: PLC0415 - only with --probe

    left = deque(urls)
    done: SimpleQueue[tuple[str, _Found | BaseException]] = SimpleQueue()
    is_over, ends = threading.Event(), time.monotonic() + _ALL_S
    for _ in range(min(_AT_ONCE, len(urls))):
        work = partial(_work, left, done, is_over, allow_private=allow_private)
        threading.Thread(target=work, daemon=True, name="feedtool probe").start()
    try:
        for _ in urls:
            url, found = done.get(timeout=max(ends - time.monotonic(), 0))
            if isinstance(found, BaseException):
                raise found
            yield url, found
    except Empty:
        return
    finally:
        is_over.set()


def _work(
    left: deque[str],
    done: "SimpleQueue[tuple[str, _Found | BaseException]]",
    is_over: threading.Event,
    *,
    allow_private: bool,
) -> None:
    while not is_over.is_set():
        try:
            url = left.popleft()
        except IndexError:
            return
        try:
            done.put((url, _ask(url, allow_private=allow_private)))
        except BaseException as why:
            done.put((url, why))


def _ask(url: str, *, allow_private: bool) -> _Found:
    """Return the answer and what is doubtful about it, or why the server gave none."""
    from feedtool.remote import RemoteFault, probe_enclosure  # noqa: PLC0415 - requests, 109 ms

    try:
        found = probe_enclosure(url, timeout_s=_EACH_S, allow_private=allow_private)
    except RemoteFault as why:
        return str(why)
    facts: dict[str, str | int] = {
        "length": found.length_bytes,
        "type": found.media_type,
        "duration": found.duration_s,
    }
    return {name: value for name, value in facts.items() if value}, found.warnings


def _keep(gathering: Gathering, url: str, found: _Found) -> None:
    """Keep an answer as soon as it is there, so that a build that is interrupted loses nothing."""
    if not isinstance(found, str):
        gathering.probes[url] = found[0]
        gathering.cache.put(_KIND, url, "", json.dumps(found[0]).encode())


def _enter(gathering: Gathering, episode: Episode, url: str, found: _Found) -> None:
    if isinstance(found, str):
        gathering.add("audio-unreachable", f"audio cannot be reached; {found}", episode, "audio")
        return
    for warning in found[1]:
        message = f'audio is "{url[:60]}"; {warning}'
        gathering.add("audio-doubtful", message, episode, "audio", severity="warning")
