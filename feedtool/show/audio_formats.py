"""The audio of an episode in several formats: the list under `audio`, and alternate enclosures."""

from collections.abc import Iterator

from feedtool.show.elements import Given, read_elements
from feedtool.show.episode_files import Audio
from feedtool.show.model import Item, Show
from feedtool.vocabulary import load_list

_ALTERNATES = "alternate_enclosures"
_SAME_CONTENT = ("", "default")


def wants_formats(show: Show) -> bool:
    """Return whether a feed of a show has the audio of one format."""
    return any(one.audio is not None for one in (show, *show.feeds.values()))


def list_listed(episode: Item) -> list[Audio]:
    """Return the audio that stands under `audio`, the first first."""
    return [episode.audio, *episode.audio.others] if episode.audio is not None else []


def list_alternates(episode: Item) -> list[tuple[Audio, Given]]:
    """Return the audio of alternate enclosures with the same content, each with its element."""
    if _ALTERNATES not in episode.elements:
        return []
    given = read_elements({_ALTERNATES: episode.elements[_ALTERNATES]}, "item").given
    same = [one for one in given if one.attributes.get("rel", "") in _SAME_CONTENT]
    return [(audio, one) for one in same for audio in _first_source(one)]


def find_version(show: Show, episode: Item) -> int | None:
    """Return which audio of an episode a feed has, None if the episode lacks the feed's format.

    The number counts the listed audio and then the alternates.
    """
    wanted = show.audio
    if wanted is None:
        return 0
    listed = list_listed(episode)
    for at, audio in enumerate(listed):
        if has_format(audio, wanted):
            return at
    for at, (audio, _) in enumerate(list_alternates(episode), len(listed)):
        if has_format(audio, wanted):
            return at
    return None


def audio_of(show: Show, episode: Item) -> Audio | None:
    """Return the audio that a feed has of an episode; without its format the first audio."""
    versions = list_listed(episode)
    at = find_version(show, episode) or 0
    if at >= len(versions):
        versions += [audio for audio, _ in list_alternates(episode)]
    return versions[at] if versions else None


def _first_source(given: Given) -> Iterator[Audio]:
    """Yield the first source that a podcast app can download, if there is one."""
    for source in given.children:
        uri = source.attributes.get("uri", "")
        is_file = bool(uri) and ":" not in uri
        if is_file or uri.lower().startswith(("https://", "http://")):
            file, url = (uri, None) if is_file else (None, uri)
            kind = given.attributes.get("type") or None
            yield Audio.model_construct(file=file, url=url, type=kind)
            return


def has_format(audio: Audio, wanted: str) -> bool:
    """Return whether audio has a format, which is a media type or the ending of a file.

    An address without an ending is known by its type.
    """
    kinds: dict[str, list[str]] = load_list("media-types-by-ending")
    name = (audio.url or audio.file or "").partition("?")[0].partition("#")[0]
    ending = name.rpartition("/")[2].rpartition(".")[2].lower()
    kind = (audio.type or next(iter(kinds.get(ending, [])), "")).partition(";")[0].strip().lower()
    if "/" in wanted:
        return kind == wanted.lower()
    return ending == wanted if ending in kinds else kind in kinds.get(wanted, [])
