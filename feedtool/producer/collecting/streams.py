"""Live items while collecting: the audio of a stream, and items that must not be confused."""

from collections.abc import Iterator

from feedtool.findings.wording import cut
from feedtool.media.types import guess_type
from feedtool.producer.collecting.audio import gather_audio
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.facts.feed_facts import EpisodeAudio
from feedtool.show.model import LiveItem, Show


def list_live_items(gathering: Gathering) -> Iterator[LiveItem]:
    """Yield the live items of all feeds, an item of several feeds once; report name clashes."""
    first: dict[str, LiveItem] = {}
    for show in (gathering.show, *gathering.show.feeds.values()):
        _check_names(gathering, show)
        for live in show.live_items:
            if live.slug not in first:
                first[live.slug] = live
                yield live
            elif first[live.slug] != live:
                message = (
                    f'title is "{cut(live.title)}", as that of another live item of the day in '
                    "another feed of the show; say what is different"
                )
                gathering.add("live-item-duplicate", message, live, "title")


def _check_names(gathering: Gathering, show: Show) -> None:
    """Report live items whose guid and files would be those of another."""
    seen: set[str] = set()
    for live in show.live_items:
        if live.slug in seen:
            message = (
                f'title is "{live.title[:60]}", as that of another live item of the day; say what '
                "is different"
            )
            gathering.add("live-item-duplicate", message, live, "title")
        seen.add(live.slug)


def gather_stream(gathering: Gathering, live: LiveItem) -> EpisodeAudio | None:
    """Return a live item's audio, None if something is wrong with it, which is reported.

    A stream has no length or duration: what the author does not say stays open.
    """
    audio = live.audio
    if audio is None:
        return EpisodeAudio()
    if audio.url is None:
        return gather_audio(gathering, live, audio)
    kind = audio.type or guess_type(audio.url)
    if kind is None:
        message = '"audio.type" is missing; add the media type, e.g. audio/mpeg'
        gathering.add("missing-key", message, live, "audio")
        return None
    return EpisodeAudio(audio.url, audio.length or 0, kind, audio.duration or 0)
