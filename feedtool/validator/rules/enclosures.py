"""The audio and video files of items: their addresses, lengths and types.

Source: https://www.rssboard.org/rss-enclosures-use-case;
https://podcasters.apple.com/support/823-podcast-requirements
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.values.urls import check_http_url
from feedtool.vocabulary import Severity, load_list

_SMALLEST_BYTES = 1000
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{2,4})$")
_PAGES = (
    r"(?i)"
    r"https?://(?:(?:www|m|music)\.)?(?:youtube\.com/(?:watch|playlist|shorts)|youtu\.be/|"
    r"vimeo\.com/[0-9]+|drive\.google\.com/(?:file|open)|dropbox\.com/[^?]*(?:\?dl=0)?$|"
    r"soundcloud\.com/[^/]+/[^/]+$|podcasts\.apple\.com/|open\.spotify\.com/)"
)
# What is wrong with the name of the file itself, so that its ending says nothing.
_HIDES_ENDING = ("url-placeholder", "url-escaped-twice", "url-not-alone", "url-invisible-character")
_EXPIRING = r"(?i)" r"[?&](?:Expires|X-Amz-Expires|X-Goog-Expires|Signature|se|exp|expiry)="


@rule(on="enclosure")
def inspect_enclosure(enclosure: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report faults in the address, length and type of a file."""
    url, length = enclosure.get("url") or "", enclosure.get("length") or ""
    kind = enclosure.get("type") or ""
    if enclosure.parent is not None and enclosure.parent.plan.id != "item":
        # A stream has no size, and its address mostly has no file ending.
        return ()
    usual = (kind, url[-4:]) in _usual() and len(length) > 3 and url.startswith("https:")
    usual = usual and "#" not in url
    return () if usual else _find_file_faults(enclosure, url.strip(), length, kind.strip().lower())


@cache
def _usual() -> frozenset[tuple[str, str]]:
    """Return the right pairs of type and file ending, with its dot, that Apple plays."""
    types = load_list("media-types-by-ending")
    variants = load_list("media-type-variants")
    endings = [ending for ending in load_list("apple-endings") if len(ending) == 3]
    return frozenset(
        (kind, f".{ending}") for ending in endings for kind in types[ending] if kind not in variants
    )


def _find_file_faults(
    enclosure: OpenElement, url: str, length: str, kind: str
) -> Iterator[ElementFault]:
    yield from _inspect_length(enclosure, length)
    if re.match(_PAGES, url):
        message = (
            f"url of enclosure is a web page of {urlsplit(url).hostname}; expected the file itself"
        )
        yield ElementFault("enclosure-is-page", message, enclosure, "url", url)
        return
    kind = kind.partition(";")[0].strip()
    yield from _inspect_type(enclosure, url, kind)
    faults = check_http_url(url) if url.startswith(("http://", "https://")) else None
    # The check of the value reports an address that is refused, which explains the rest.
    if faults is None or any(
        fault.severity == "error" or fault.rule == "url-private-host" for fault in faults
    ):
        return
    if not any(fault.rule in _HIDES_ENDING for fault in faults):
        yield from _inspect_name(enclosure, url, kind)
    yield from _inspect_address(enclosure, url)


def _inspect_length(enclosure: OpenElement, length: str) -> Iterator[ElementFault]:
    if enclosure.parent is not None and enclosure.parent.plan.id == "podcast:liveItem":
        return  # a stream has no size
    message = f'length of enclosure is "{cut(length)}"; expected the size of the file in bytes'
    if length == "0":
        yield ElementFault("enclosure-length-zero", message, enclosure, "length", length)
    elif length.isascii() and length.isdigit() and 0 < int(length[:9]) < _SMALLEST_BYTES:
        yield ElementFault("enclosure-length-small", message, enclosure, "length", length)


def _inspect_type(enclosure: OpenElement, url: str, kind: str) -> Iterator[ElementFault]:
    instead = load_list("media-type-variants").get(kind)
    allowed = load_list("media-types-by-ending").get(_ending(url))
    media = kind.startswith(("audio/", "video/"))
    if instead:
        message = f'type of enclosure is "{kind}"; expected "{instead}"'
        yield ElementFault(
            "enclosure-type-variant", message, enclosure, "type", kind, instead=instead
        )
    elif media and kind[6:7].isalnum() and allowed and kind not in allowed:
        message = f'type of enclosure is "{cut(kind)}", but the file ends in .{_ending(url)}'
        message += f'; expected "{allowed[0]}"'
        yield ElementFault(
            "enclosure-type-mismatch", message, enclosure, "type", kind, instead=allowed[0],
            doubtful=True,
        )  # fmt: skip
    elif "/" in kind and not media and kind not in load_list("media-types").values():
        yield _explain_other_type(enclosure, url, kind)


def _explain_other_type(enclosure: OpenElement, url: str, kind: str) -> ElementFault:
    if not _is_other_file(url, kind):
        message = f'type of enclosure is "{cut(kind)}"; expected audio or video, e.g. "audio/mpeg"'
        allowed = load_list("media-types-by-ending").get(_ending(url))
        return ElementFault(
            "enclosure-type-not-media", message, enclosure, "type", kind,
            instead=allowed[0] if allowed else None, doubtful=True,
        )  # fmt: skip
    item = enclosure.parent
    message = (
        f'type of enclosure is "{cut(kind)}"; expected an audio or video file; link other files '
        "in the show notes"
    )
    # Where an enclosure is required, this one is as good as none.
    severity: Severity | None = "error" if item and item.requires("enclosure") else None
    return ElementFault("enclosure-type-not-media", message, enclosure, "type", kind, severity)


def _is_other_file(url: str, kind: str) -> bool:
    """Whether type and address agree that the file is a picture or a text."""
    return kind.startswith(("image/", "text/")) and _ending(url) not in load_list("apple-endings")


def _inspect_name(enclosure: OpenElement, url: str, kind: str) -> Iterator[ElementFault]:
    """Report what is wrong with the name of the file, in an address that is right otherwise."""
    ending = _ending(url)
    takes = load_list("apple-endings")
    # The & of a reference such as &#38; is escaped twice, which is reported as that.
    if fragment := re.search("(?<!&)#.*", url, re.DOTALL):
        message = (
            f'url of enclosure holds "{cut(fragment[0])}", which apps do not send to the server; '
            "write %23 if the # belongs to the name of the file, or else remove this part"
        )
        yield ElementFault("enclosure-fragment", message, enclosure, "url", url)
    # The name of a file with a # in it is cut there, and its ending too.
    if ending in takes or (fragment and not ending) or _is_other_file(url, kind):
        return
    what = f"ends in .{ending}" if ending else "has no ending"
    message = f"the file of enclosure {what}; Apple takes {', '.join(takes)}"
    types = load_list("media-types-by-ending")
    fits = next((one for one in takes if kind in types.get(one, ())), "")
    if fits and ending not in types:
        # The file is right, only its address does not say so.
        message = (
            f"the address of enclosure {what}, and Apple knows a file by the ending of its "
            f"address; write an address that ends in .{fits}"
        )
    yield ElementFault("enclosure-format-refused", message, enclosure, "url", url)


def _inspect_address(enclosure: OpenElement, url: str) -> Iterator[ElementFault]:
    if url.startswith("http:"):
        message = "url of enclosure starts with http://; web players want https://"
        yield ElementFault("enclosure-not-secure", message, enclosure, "url", url)
    if re.search(_EXPIRING, url):
        message = (
            "url of enclosure is signed and stops working after a time; "
            "expected an address that keeps working"
        )
        yield ElementFault("enclosure-expires", message, enclosure, "url", url)


@rule(on="item")
def inspect_media(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Compare the enclosure with the rest of the item and with the items before."""
    enclosure = item.children.get("enclosure")
    if enclosure is None:
        return _find_silent_episode(item)
    url = enclosure.get("url") or ""
    before = memory.recall("enclosure", url.strip(), enclosure) if url.strip() else None
    if before or enclosure.twins:
        return _find_item_faults(enclosure, url, before)
    return ()


def _find_silent_episode(item: OpenElement) -> Iterator[ElementFault]:
    """Report an item that looks like an episode but has no enclosure."""
    names = ("itunes:duration", "itunes:episode", "itunes:episodeType")
    sign = next((name for name in names if name in item.children), "")
    # A profile that requires an enclosure in every item already reports it.
    if sign and not item.requires("enclosure"):
        message = f"item has {sign} but no enclosure, so there is nothing to play"
        yield ElementFault("episode-without-enclosure", message, item)


def _find_item_faults(
    enclosure: OpenElement, url: str, before: tuple[int, bool] | None
) -> Iterator[ElementFault]:
    if before:
        message = (
            f"url of enclosure is the same as on line {before[0]}; Apple ignores the second episode"
        )
        yield ElementFault("enclosure-shared", message, enclosure, "url", url)
    for second in enclosure.twins:
        message = (
            "item has more than one enclosure, and apps differ in which of them they play; "
            "keep one, and write the others as podcast:alternateEnclosure"
        )
        yield ElementFault("enclosure-repeated", message, second)


def _ending(url: str) -> str:
    """Return the file ending in an address, in lower case and without its dot."""
    path = url.partition("?")[0].partition("#")[0].rstrip("/")
    match = _SUFFIX.search(path.rpartition("/")[2])
    return match[1].lower() if match else ""
