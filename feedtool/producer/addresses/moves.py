"""Remembers the old addresses of files that have moved, so that these can redirect for good.

The lock file has each old address beside the one of today: of a file, or of a folder (both end in a
slash) all of whose files kept their names. If a file moves again, its oldest address leads to the
new place at once. An address that is in use again, or whose file is gone, is forgotten.
"""

import posixpath
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from feedtool.producer.addresses.analytics import bare_url
from feedtool.producer.addresses.file_addresses import quote_name
from feedtool.producer.addresses.redirects import has_place, place_of_url
from feedtool.producer.addresses.show_addresses import base_url_of
from feedtool.show.lock import Lock
from feedtool.show.model import Show

# The oldest are forgotten first.
_MOST = 10_000
_NAMED_BY_EPISODES = ("transcripts", "chapters")


class _Live:
    """The addresses that are in use."""

    def __init__(self, urls: Collection[str]) -> None:
        self._urls = frozenset(urls)
        self._ordered = sorted(self._urls)

    def __contains__(self, url: str) -> bool:
        return url in self._urls

    def has_inside(self, folder: str) -> bool:
        """Return whether one of them begins with the address of a folder."""
        at = bisect_left(self._ordered, folder)
        return at < len(self._ordered) and self._ordered[at].startswith(folder)


def remember_moves(show: Show, lock: Lock, old: Lock, names: Collection[str]) -> Lock:
    """Return the lock file's next content with the old addresses of files, and their folder.

    `lock` is what is published from now on and `old` what was, `names` are the files in public/.
    """
    base_url = base_url_of(show)
    # The folder of the feed is the default.
    default = _folder_of(lock.addresses[-1]) if lock.addresses else ""
    lock = replace(lock, base_url=base_url if base_url != default else "")
    files = dict(_find_moved_files(lock, old, names, base_url, show.language))
    audio = dict(_find_moved_audio(lock, old, tuple(show.prefixes)))
    if not (files or audio or old.moved):
        return lock
    audio_urls = (str(one.enclosure["url"]) for one in lock.episodes.values() if not one.removed)
    live = _Live(
        {base_url + quote_name(name) for name in names}
        | {bare_url(url, show.prefixes) for url in audio_urls}
    )
    pairs = {**files, **dict(_join_folders(audio, live))}
    host = place_of_url(base_url).host
    here = {one: to for one, to in pairs.items() if place_of_url(one).host == host}
    followed = {one: _follow(to, pairs) for one, to in old.moved.items()}
    moved = _drop_useless({**followed, **here}, live)
    return replace(lock, moved=dict(list(moved.items())[-_MOST:]))


def old_base_url(lock: Lock) -> str:
    """Return where public/ was served, "" if nothing was published."""
    return lock.base_url or (_folder_of(lock.addresses[-1]) if lock.addresses else "")


def _folder_of(url: str) -> str:
    return urljoin(url, ".") if has_place(url) else ""


def split_common_end(one: str, other: str) -> tuple[str, str]:
    """Return the folders of two URLs of one file, without what both have in common at the end.

    >>> split_common_end("https://a.example/x/1.mp3", "https://b.example/y/x/1.mp3")
    ('https://a.example/', 'https://b.example/y/')
    """
    first, second = urlsplit(one), urlsplit(other)
    if first.query or second.query or first.fragment or second.fragment:
        return one, other
    mine, theirs = first.path.split("/")[1:], second.path.split("/")[1:]
    same = 0
    while same < min(len(mine), len(theirs)) and mine[-1 - same] == theirs[-1 - same]:
        same += 1
    if not same:
        return one, other
    end = len("/".join(mine[-same:]))
    return one[: len(one) - end], other[: len(other) - end]


def _find_moved_files(
    lock: Lock, old: Lock, names: Collection[str], base_url: str, language: str
) -> Iterator[tuple[str, str]]:
    """Yield the old and the new address of files and folders in public/."""
    before = old_base_url(old) or base_url
    for name, new in _find_renamed(lock, old, names, language):
        yield before + quote_name(name), base_url + quote_name(new)
    for name in sorted(old.assets) if before != base_url else ():
        folder, slash, _ = name.partition("/")
        if slash and any(one.startswith(f"{folder}/") for one in names):
            yield f"{before}{folder}/", f"{base_url}{folder}/"
        elif not slash and name in names and name.endswith(".xml"):
            yield before + quote_name(name), base_url + quote_name(name)


def _find_renamed(
    lock: Lock, old: Lock, names: Collection[str], language: str
) -> Iterator[tuple[str, str]]:
    """Yield the files that are named after an episode, and have another name now.

    The episode's file was renamed, or its transcripts are in several languages now, or no longer.
    """
    slugs = {one.guid: slug for slug, one in lock.episodes.items()}
    for name in sorted({*old.assets}.difference(names)):
        folder, _, rest = name.partition("/")
        dots = [index for index, sign in enumerate(rest) if sign == "."]
        at = next((dot for dot in reversed(dots) if rest[:dot] in old.episodes), None)
        if folder in _NAMED_BY_EPISODES and at is not None:
            slug = slugs.get(old.episodes[rest[:at]].guid, rest[:at])
            forms = (rest[at:], f".{language}{rest[at:]}", rest[at:].removeprefix(f".{language}"))
            found = [f"{folder}/{slug}{form}" for form in forms]
            yield from ((name, one) for one in found if one in names)


def _find_moved_audio(
    lock: Lock, old: Lock, prefixes: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Yield the old and the new address of enclosures."""
    was = {one.guid: str(one.enclosure["url"]) for one in old.episodes.values()}
    for one in lock.episodes.values():
        url = str(one.enclosure["url"])
        before = was.get(one.guid, url)
        if before != url:
            bare, now = bare_url(before, prefixes), bare_url(url, prefixes)
            # The lock file also has addresses as other tools have written them.
            if bare != now and has_place(bare) and has_place(now):
                yield bare, now


def _join_folders(pairs: Mapping[str, str], live: _Live) -> Iterator[tuple[str, str]]:
    """Yield folders in place of the files in them, where all of these moved together."""
    folders: dict[tuple[str, str], list[str]] = {}
    for before, now in pairs.items():
        folders.setdefault(split_common_end(before, now), []).append(before)
    for (source, target), urls in folders.items():
        inner = _common_folder([url[len(source) :] for url in urls])
        if len(urls) > 1 and _can_be_folder(source + inner, target + inner, live):
            yield source + inner, target + inner
        else:
            yield from ((url, pairs[url]) for url in urls)


def _common_folder(names: Sequence[str]) -> str:
    """Return the innermost folder that has all files, with a slash at the end, or ""."""
    common = posixpath.commonpath([posixpath.dirname(name) for name in names])
    return f"{common}/" if common else ""


def _can_be_folder(source: str, target: str, live: _Live) -> bool:
    """Return whether a whole folder can redirect: not the root, and no file of it is in use."""
    return (
        source.endswith("/")
        and target.endswith("/")
        and urlsplit(source).path not in ("", "/")
        and not target.startswith(source)
        and not live.has_inside(source)
    )


def _follow(url: str, pairs: Mapping[str, str]) -> str:
    """Return where the file or the folder at an address is now."""
    if url in pairs:
        return pairs[url]
    end = url.rfind("/")
    while end >= 0:
        folder = url[: end + 1]
        if folder in pairs:
            return pairs[folder] + url[end + 1 :]
        end = url.rfind("/", 0, end)
    return url


def _drop_useless(moved: Mapping[str, str], live: _Live) -> dict[str, str]:
    """Return the old addresses that are out of use and lead to something."""
    kept = {}
    for before, now in moved.items():
        if before.endswith("/"):
            useful = _can_be_folder(before, now, live)
        else:
            useful = before not in live and now in live
        if useful:
            kept[before] = now
    return kept
