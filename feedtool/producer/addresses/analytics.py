"""Analytics services before enclosure addresses: players go to the service, which redirects.

The guid and the lock file have the bare address, so that a service may come and go without changes.
The known services are in `schemas/lists/`, in `analytics-prefixes.json` and
`analytics-addresses.json`.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from feedtool.media.types import ending_of
from feedtool.vocabulary import load_list

# Behind a service the scheme may have lost a slash or its colon.
_SCHEME = re.compile(r"(?i)(https?)(?::/{0,2}|/)")
_HOST = re.compile(r"(?=[^/?#][^/?#.]*\.[^/?#])[^/?#]++/")


class _Service(NamedTuple):
    prefix: str
    found: str
    http_kept: bool = False


def put_prefixes(url: str, prefixes: Sequence[str], podcast_guid: str) -> str:
    """Put services before an enclosure URL, the first of them outermost.

    `prefixes` are names of the list, or prefixes that end in a slash. A prefix that is in the
    address already is not added again.

        >>> put_prefixes("https://example.com/1.mp3", ["podtrac", "https://a.example/t/9/"], "")
        'https://dts.podtrac.com/redirect.mp3/a.example/t/9/example.com/1.mp3'
    """
    if not prefixes:
        return url
    ending = ending_of(url)
    ending = ending if ending.isascii() and ending.isalnum() else "mp3"
    for name in reversed(prefixes):
        service = _find(name)
        if _is_there(service, url):
            continue
        prefix = service.prefix.replace("{podcast_guid}", podcast_guid).replace("{ending}", ending)
        kept = service.http_kept and url[:7].lower() == "http://"
        url = prefix + (url if kept else _SCHEME.sub("", url, count=1))
    return url


def bare_url(url: str, prefixes: Sequence[str]) -> str:
    """Return an enclosure URL without the services before it: all known ones, and `prefixes`.

    >>> bare_url("https://op3.dev/e,pg=1/dts.podtrac.com/redirect.mp3/example.com/1.mp3", [])
    'https://example.com/1.mp3'
    """
    before = _services_before(tuple(prefixes))
    scheme, at = _read_scheme(url, 0)
    while match := before.match(url, at):
        inner, behind = _read_scheme(url, match.end())
        if _HOST.match(url, behind) is None:
            break
        scheme, at = inner or scheme, behind
    return scheme + url[at:]


@lru_cache(maxsize=16)
def _services_before(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    own = [re.escape(_split(name)[1]) for name in prefixes if "://" in name]
    return re.compile("|".join([_addresses(), *own]), re.IGNORECASE)


@cache
def _addresses() -> str:
    """Return the pattern of all known services before an address."""
    more = (re.escape(one).replace(r"\*", "[^/?#]*") for one in load_list("analytics-addresses"))
    return "|".join([*(one.found for one in _known().values()), *(f"{one}/" for one in more)])


def _is_there(service: _Service, url: str) -> bool:
    path = re.split("[?#]", _split(url)[1], maxsplit=1)[0]
    return re.search(f"(?:^|/){service.found}", path, re.IGNORECASE) is not None


def _split(url: str) -> tuple[str, str]:
    scheme, at = _read_scheme(url, 0)
    return scheme, url[at:]


def _read_scheme(url: str, at: int) -> tuple[str, int]:
    """Return the scheme at a place, "" if none stands there, and where the rest begins."""
    match = _SCHEME.match(url, at)
    return (f"{match[1].lower()}://", match.end()) if match else ("", at)


def _find(name: str) -> _Service:
    return _known().get(name) or _Service(name, re.escape(_split(name)[1]))


@cache
def _known() -> dict[str, _Service]:
    return {name: _Service(**one) for name, one in load_list("analytics-prefixes").items()}
