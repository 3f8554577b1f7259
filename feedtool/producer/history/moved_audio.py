"""The audio of many published episodes that gets new addresses for one reason: one finding."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from feedtool.findings.report import Finding
from feedtool.findings.wording import cut
from feedtool.producer.addresses.analytics import bare_url
from feedtool.producer.addresses.moves import split_common_end
from feedtool.producer.addresses.redirects import (
    can_redirect,
    has_place,
    is_redirected,
    place_of_url,
)
from feedtool.producer.addresses.show_addresses import base_url_of, media_url_of
from feedtool.show.lock import Lock, LockedEpisode
from feedtool.show.model import Episode, Show
from feedtool.show.placing import make_finding_at

_RULE = "published-audio-moved"


@dataclass(frozen=True, slots=True)
class MovedAudio:
    """Findings about audio that moved together, and the slugs of the episodes that they explain."""

    findings: tuple[Finding, ...] = ()
    slugs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Group:
    """Episodes whose audio moved from one folder to another: addresses by slug, old and new."""

    source: str
    target: str
    urls: Mapping[str, tuple[str, str]]
    by_key: bool


def find_moved_since(show: Show, old: Lock, new: Mapping[str, LockedEpisode]) -> MovedAudio:
    """Find the audio that moved together since a build, whose lock file is `old`."""
    slugs = {one.slug for one in show.episodes}
    changed = dict(_find_changed(show, old, new, slugs))
    if not changed:
        return MovedAudio()
    published = [
        bare_url(str(one.enclosure["url"]), show.prefixes) for one in old.episodes.values()
    ]
    return find_moved_audio(show, changed, published, old.addresses)


def find_moved_audio(
    show: Show,
    changed: Mapping[str, tuple[str, str]],
    published: Collection[str],
    addresses: Sequence[str],
) -> MovedAudio:
    """Find the audio that moved together, by a key of show.yaml or by many front matters.

    `changed` has the old and the new address of audio by slug, `published` the addresses of all
    published audio, `addresses` those that the feed had.

    Where `moved_from` says that the feed moved, and the files of the host redirect the old
    addresses of the audio too, there is no finding.
    """
    episodes = {one.slug: one for one in show.episodes}
    # What is no address is told at its episode.
    changed = {slug: one for slug, one in changed.items() if has_place(one[0])}
    findings: list[Finding] = []
    slugs: set[str] = set()
    for group in _group(show, changed, published, episodes):
        slugs |= group.urls.keys()
        if not _is_announced(show, group):
            key = _key_of(show)
            first = episodes[min(group.urls)]
            model, name = (show, key) if group.by_key else (first, "audio")
            says = _explain(show, addresses, group, key)
            findings.append(make_finding_at(show, model, (name,), _RULE, "error", says))
    return MovedAudio(tuple(findings), frozenset(slugs))


def _find_changed(
    show: Show, old: Lock, new: Mapping[str, LockedEpisode], episodes: Collection[str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the slugs of episodes whose audio has another address, the old one and the new one."""
    for slug, was in old.episodes.items():
        now = new.get(slug)
        if now is None or was.removed or slug not in episodes:
            continue
        if was.enclosure["url"] != now.enclosure["url"]:
            before = bare_url(str(was.enclosure["url"]), show.prefixes)
            after = bare_url(str(now.enclosure["url"]), show.prefixes)
            if before != after:
                yield slug, (before, after)


def _group(
    show: Show,
    changed: Mapping[str, tuple[str, str]],
    published: Collection[str],
    episodes: Mapping[str, Episode],
) -> Iterator[_Group]:
    """Yield the episodes that moved together; what moved alone is in no group."""
    media_url = media_url_of(show)
    is_new = not any(url.startswith(media_url) for url in published)
    groups: dict[tuple[str, str, bool], dict[str, tuple[str, str]]] = {}
    for slug, (before, after) in changed.items():
        by_key = is_new and episodes[slug].audio.url is None
        source, target = split_common_end(before, after)
        name = after.removeprefix(media_url)
        if by_key and before.endswith(f"/{name}"):
            source, target = before.removesuffix(name), media_url
        elif by_key:
            # At another host each file may have had a name of its own.
            source, target = before[: before.find("/", before.find("://") + 3) + 1], media_url
        groups.setdefault((source, target, by_key), {})[slug] = (before, after)
    for (source, target, by_key), urls in groups.items():
        group = _Group(source, target, urls, by_key)
        if len(urls) > 1 or (by_key and _keeps_names(group)):
            yield group


def _is_announced(show: Show, group: _Group) -> bool:
    """Return whether moved_from says that the feed moved too, and all old addresses redirect."""
    if not any(group.source.startswith(_folder_of(url)) for url in show.moved_from):
        return False
    base_url = base_url_of(show)
    if urlsplit(group.source).path != "/" and is_redirected(
        show, base_url, group.source, group.target
    ):
        return len(group.urls) > 1 or _all_redirected(show, base_url, group)
    return _all_redirected(show, base_url, group)


def _all_redirected(show: Show, base_url: str, group: _Group) -> bool:
    return all(is_redirected(show, base_url, one, two) for one, two in group.urls.values())


def _folder_of(url: str) -> str:
    return url[: url.rfind("/") + 1]


def _key_of(show: Show) -> str:
    """Return the key that says where audio is served."""
    return "media_url" if show.media_url else "base_url" if show.base_url else "feed_url"


def _explain(show: Show, addresses: Sequence[str], group: _Group, key: str) -> str:
    count = len(group.urls)
    audio = f"the audio of {count:,} published episode{'' if count == 1 else 's'}"
    target, source = cut(group.target), cut(group.source)
    if group.by_key:
        value = cut(str(getattr(show, key)))
        start = f'{key} is "{value}"; with it {audio} is at "{target}" and was at "{source}"'
    else:
        start = f'audio is at "{target}" and was at "{source}", as {audio}'
    keep = "the old addresses"
    if group.by_key and _keeps_names(group):
        keep = f"media_url: {source}"
    return (
        f"{start}; apps that know the old addresses fail unless these redirect; keep {keep}, or "
        f"{_way_on(show, addresses, group, key)}"
    )


def _keeps_names(group: _Group) -> bool:
    """Return whether each file has the name in the new folder that it had in the old one."""
    return all(
        one == group.source + two.removeprefix(group.target) for one, two in group.urls.values()
    )


def _way_on(show: Show, addresses: Sequence[str], group: _Group, key: str) -> str:
    """Return how the old addresses get redirects."""
    same_host = place_of_url(group.source).host == place_of_url(base_url_of(show)).host
    if not can_redirect(show) or not same_host:
        host = cut(urlsplit(group.source).netloc)
        return f"redirect them at {host} and build with --accept enclosure"
    left = [url for url in addresses if url != show.feed_url and url not in show.moved_from]
    if key != "media_url" and left:
        return (
            f"write moved_from: {cut(left[-1])}, and hosting: {show.hosting} redirects all; or "
            "build with --accept enclosure"
        )
    return f"build with --accept enclosure, and hosting: {show.hosting} redirects them"
