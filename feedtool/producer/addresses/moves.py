"""Remembers the old addresses of files that have moved, so that these can redirect for good.

The lock file has each old address beside the one of today: of a file, or of a folder (both end in a
slash) all of whose files kept their names. If a file moves again, its oldest address leads to the
new place at once. An address that is in use again, or whose file is gone, is forgotten.
"""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from feedtool.producer.addresses.analytics import bare_url
from feedtool.producer.addresses.file_addresses import quote_name
from feedtool.producer.addresses.redirects import place_of_url
from feedtool.show.lock import Lock

# The oldest are forgotten first.
_MOST = 10_000
_NAMED_BY_EPISODES = ("transcripts", "chapters")


def remember_moves(
    lock: Lock, old: Lock, names: Collection[str], base_url: str, prefixes: Iterable[str]
) -> Lock:
    """Return the lock file's next content with the old addresses of files, and `base_url`.

    `lock` is what is published from now on and `old` what was, `names` are the files in public/.
    """
    # The folder of the feed is the default.
    default = urljoin(lock.addresses[-1], ".") if lock.addresses else ""
    lock = replace(lock, base_url=base_url if base_url != default else "")
    pairs = dict(_find_moves(lock, old, names, base_url, tuple(prefixes)))
    if not pairs and not old.moved:
        return lock
    host = place_of_url(base_url).host
    here = {one: to for one, to in pairs.items() if place_of_url(one).host == host}
    followed = {one: _follow(to, pairs) for one, to in old.moved.items()}
    live = {base_url + quote_name(name) for name in names}
    live |= {
        bare_url(str(one.enclosure["url"]), tuple(prefixes))
        for one in lock.episodes.values()
        if not one.removed
    }
    moved = _drop_useless({**followed, **here}, live)
    return replace(lock, moved=dict(list(moved.items())[-_MOST:]))


def old_base_url(lock: Lock) -> str:
    """Return where public/ was served, "" if nothing was published."""
    return lock.base_url or (urljoin(lock.addresses[-1], ".") if lock.addresses else "")


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


def _find_moves(
    lock: Lock, old: Lock, names: Collection[str], base_url: str, prefixes: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Yield the old and the new address of files and folders that moved."""
    before = old_base_url(old) or base_url
    yield from _find_moved_files(lock, old, names, before, base_url)
    if before != base_url:
        for name in sorted(old.assets):
            folder, slash, _ = name.partition("/")
            if slash and any(one.startswith(f"{folder}/") for one in names):
                yield f"{before}{folder}/", f"{base_url}{folder}/"
            elif not slash and name in names and name.endswith(".xml"):
                yield before + quote_name(name), base_url + quote_name(name)
    yield from _find_moved_audio(lock, old, prefixes)


def _find_moved_files(
    lock: Lock, old: Lock, names: Collection[str], before: str, base_url: str
) -> Iterator[tuple[str, str]]:
    """Yield the files that are named after an episode whose file has another name now."""
    slugs = {one.guid: slug for slug, one in lock.episodes.items()}
    renamed = {
        slug: slugs[one.guid]
        for slug, one in old.episodes.items()
        if slugs.get(one.guid, slug) != slug
    }
    for name in sorted(old.assets) if renamed else ():
        folder, _, rest = name.partition("/")
        dots = [index for index, sign in enumerate(rest) if sign == "."]
        at = next((dot for dot in reversed(dots) if rest[:dot] in renamed), None)
        if folder in _NAMED_BY_EPISODES and at is not None:
            new = f"{folder}/{renamed[rest[:at]]}{rest[at:]}"
            if new in names:
                yield before + quote_name(name), base_url + quote_name(new)


def _find_moved_audio(
    lock: Lock, old: Lock, prefixes: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Yield the enclosures with another address; a folder where all of its files moved together."""
    was = {one.guid: str(one.enclosure["url"]) for one in old.episodes.values()}
    pairs: dict[str, str] = {}
    for one in lock.episodes.values():
        url = str(one.enclosure["url"])
        before = was.get(one.guid, url)
        if before != url:
            bare, now = bare_url(before, prefixes), bare_url(url, prefixes)
            if bare != now and bare.startswith(("http://", "https://")):
                pairs[bare] = now
    live = {bare_url(str(one.enclosure["url"]), prefixes) for one in lock.episodes.values()}
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


def _can_be_folder(source: str, target: str, live: Collection[str]) -> bool:
    """Return whether a whole folder can redirect: not the root, and no file of it is in use."""
    return (
        source.endswith("/")
        and target.endswith("/")
        and urlsplit(source).path not in ("", "/")
        and not target.startswith(source)
        and not any(one.startswith(source) for one in live)
    )


def _follow(url: str, pairs: Mapping[str, str]) -> str:
    """Return where the file or the folder at an address is now."""
    if url in pairs:
        return pairs[url]
    for before, now in pairs.items():
        if before.endswith("/") and url.startswith(before):
            return now + url[len(before) :]
    return url


def _drop_useless(moved: Mapping[str, str], live: Collection[str]) -> dict[str, str]:
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
