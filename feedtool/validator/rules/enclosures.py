"""The media of items.

Source: https://www.rssboard.org/rss-enclosures-use-case;
https://podcasters.apple.com/support/823-podcast-requirements
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from feedtool.validator.frames import Frame
from feedtool.validator.log import cut
from feedtool.validator.quantities import parse_duration
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts
from feedtool.vocabulary import load_list

_SMALLEST_BYTES = 1000
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{2,4})(?=$|[?#])")
_PAGES = re.compile(
    r"https?://(?:(?:www|m|music)\.)?(?:youtube\.com/(?:watch|playlist|shorts)|youtu\.be/|"
    r"vimeo\.com/[0-9]+|drive\.google\.com/(?:file|open)|dropbox\.com/[^?]*(?:\?dl=0)?$|"
    r"soundcloud\.com/[^/]+/[^/]+$|podcasts\.apple\.com/|open\.spotify\.com/)",
    re.IGNORECASE,
)
_EXPIRING = re.compile(
    r"[?&](?:Expires|X-Amz-Expires|X-Goog-Expires|Signature|se|exp|expiry)=", re.IGNORECASE
)


@rule("enclosure-length-zero", on="enclosure")
def find_zero_length(enclosure: Frame, facts: Facts) -> Iterator[Problem]:
    """A length of 0 says that the size is not known."""
    if enclosure.get("length") == "0":
        message = 'length of enclosure is "0"; expected the size of the file in bytes'
        yield Problem(message, enclosure, "length", "0")


@rule("enclosure-length-small", on="enclosure")
def find_small_length(enclosure: Frame, facts: Facts) -> Iterator[Problem]:
    """No episode has less than a thousand bytes."""
    length = enclosure.get("length") or ""
    if length.isascii() and length.isdigit() and 0 < int(length[:9]) < _SMALLEST_BYTES:
        message = f'length of enclosure is "{length}"; expected the size of the file in bytes'
        yield Problem(message, enclosure, "length", length)


@rule("enclosure-length-is-duration", on="item")
def find_duration_as_length(item: Frame, facts: Facts) -> Iterator[Problem]:
    """The number of seconds where the number of bytes belongs."""
    enclosure = item.children.get("enclosure")
    length = (enclosure.get("length") or "") if enclosure else ""
    if enclosure is None or not 3 < len(length) < 6 or not length.isdigit():
        return
    try:
        seconds = parse_duration(item.text_of("itunes:duration"))
    except ValueError:
        return
    if int(length) == seconds:
        message = (
            f'length of enclosure is "{length}", the seconds of itunes:duration; expected bytes'
        )
        yield Problem(message, enclosure, "length", length)


@rule("enclosure-repeated", on="item")
def find_second(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Apps play one enclosure, some the first and some the last."""
    for enclosure in item.all("enclosure")[1:]:
        message = (
            "item has more than one enclosure and apps differ in which they play; "
            "expected one, others as podcast:alternateEnclosure"
        )
        yield Problem(message, enclosure)


@rule("enclosure-shared", on="item")
def find_shared(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Two items play the same file; told at the second."""
    enclosure = item.children.get("enclosure")
    url = (enclosure.get("url") or "").strip() if enclosure else ""
    if enclosure is None or not url:
        return
    line = facts.first_line("enclosure", url, enclosure)
    if line is not None:
        apple = "apple" in facts.profiles
        yield Problem(
            f"url of enclosure is the same as on line {line}; Apple passes over the second episode",
            enclosure, "url", url, "error" if apple else "warning",
            profiles=("apple",) if apple else (),
        )  # fmt: skip


@rule("enclosure-type-variant", on="enclosure")
def find_type_variant(enclosure: Frame, facts: Facts) -> Iterator[Problem]:
    """Types that stand for a common one, and that some players do not know."""
    kind = (enclosure.get("type") or "").strip().lower()
    instead = load_list("media-type-variants").get(kind)
    if instead:
        message = f'type of enclosure is "{kind}"; expected "{instead}"'
        yield Problem(message, enclosure, "type", kind)


@rule("enclosure-type-not-media", on="enclosure")
def find_type_of_no_media(enclosure: Frame, facts: Facts) -> Iterator[Problem]:
    """A picture, a page or bytes of no known kind."""
    kind = (enclosure.get("type") or "").strip().lower()
    family = kind.partition("/")[0]
    if "/" not in kind or family in ("audio", "video") or kind in load_list("media-type-variants"):
        return
    if kind.partition(";")[0] in load_list("media-types").values():
        return
    message = f'type of enclosure is "{cut(kind)}"; expected audio or video, e.g. "audio/mpeg"'
    yield Problem(message, enclosure, "type", kind)


@rule("enclosure-type-mismatch", on="enclosure")
def find_type_mismatch(enclosure: Frame, facts: Facts) -> Iterator[Problem]:
    """The ending of the address says another kind of media than the type."""
    kind = (enclosure.get("type") or "").strip().lower().partition(";")[0].strip()
    ending = _ending(enclosure.get("url") or "")
    types = load_list("media-types")
    if not kind or ending not in types or kind in load_list("media-type-variants"):
        return
    allowed = load_list("media-types-by-ending")[ending]
    if kind not in allowed and kind.partition("/")[0] in ("audio", "video"):
        message = f'type of enclosure is "{cut(kind)}", but the file ends in .{ending}'
        yield Problem(f'{message}; expected "{allowed[0]}"', enclosure, "type", kind)


@rule("enclosure-format-refused", on="enclosure", profile="apple")
def find_refused_format(enclosure: Frame, facts: Facts) -> Iterator[Problem]:
    """Apple lists files of few kinds, by the ending of their address."""
    url = (enclosure.get("url") or "").strip()
    if not url.startswith(("http://", "https://")) or _PAGES.match(url):
        return
    ending = _ending(url)
    takes = load_list("apple-endings")
    if ending in takes:
        return
    what = f"ends in .{ending}" if ending else "has no ending"
    message = f"the file of enclosure {what}; Apple takes {', '.join(takes)}"
    yield Problem(
        message, enclosure, "url", url, None if ending in load_list("media-types") else "warning",
        profiles=("apple",),
    )  # fmt: skip


@rule("enclosure-not-secure", on="enclosure")
def find_http(enclosure: Frame, facts: Facts) -> Iterator[Problem]:
    """Web players do not load http media into https pages."""
    url = enclosure.get("url") or ""
    if url.startswith("http://"):
        message = "url of enclosure starts with http://; web players want https://"
        yield Problem(message, enclosure, "url", url)


@rule("enclosure-is-page", on="enclosure")
def find_page(enclosure: Frame, facts: Facts) -> Iterator[Problem]:
    """The address of a page about the media is not the media."""
    url = enclosure.get("url") or ""
    if _PAGES.match(url):
        message = (
            f"url of enclosure is a page of {urlsplit(url).hostname}; expected the file itself"
        )
        yield Problem(message, enclosure, "url", url)


@rule("enclosure-expires", on="enclosure")
def find_expiring(enclosure: Frame, facts: Facts) -> Iterator[Problem]:
    """A signed address that is good for some hours."""
    url = enclosure.get("url") or ""
    if "=" in url and _EXPIRING.search(url):
        message = (
            "url of enclosure is signed and stops working after a time; expected a lasting one"
        )
        yield Problem(message, enclosure, "url", url)


@rule("episode-without-enclosure", on="item")
def find_silent_episode(item: Frame, facts: Facts) -> Iterator[Problem]:
    """An item that says how long it plays and has nothing to play."""
    if "enclosure" in item.children or "apple" in facts.profiles:
        return
    names = ("itunes:duration", "itunes:episode", "itunes:episodeType")
    sign = next((name for name in names if name in item.children), "")
    if sign:
        yield Problem(f"item has {sign} and no enclosure: there is nothing to play", item)


def _ending(url: str) -> str:
    """Return the ending of the file in an address, in lower case, without what follows ?."""
    path = url.partition("?")[0].partition("#")[0].rstrip("/")
    match = _SUFFIX.search(path.rpartition("/")[2])
    return match[1].lower() if match else ""
