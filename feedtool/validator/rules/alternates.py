"""Other files with the same episode: their lengths, their checksums, and which is the default.

Source: https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags
(alternate-enclosure.md, integrity.md)
"""

import re
from binascii import Error, a2b_base64
from collections.abc import Iterable

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule

_STREAMS = ("application/x-mpegurl", "application/vnd.apple.mpegurl", "application/dash+xml")
_DIGEST = r"(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?\S*)?"
_DIGEST_BYTES = {"sha256": 32, "sha384": 48, "sha512": 64}
_BASE64 = r"[A-Za-z0-9+/\s_-]++={0,2}\s*+"


@rule(on="podcast:integrity")
def inspect_integrity(integrity: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a value that does not have the form of its type."""
    kind, value = integrity.get("type"), (integrity.get("value") or "").strip()
    if not value:
        return
    if kind == "sri":
        wrong = not all(_is_digest(one) for one in value.split())
        expected = "sha256-, sha384- or sha512- and the checksum of that length in base64"
    else:
        wrong = kind == "pgp-signature" and not (
            re.fullmatch(_BASE64, value) or value.startswith("-----BEGIN PGP")
        )
        expected = "a signature in base64"
    if wrong:
        message = f'value of {integrity.tag} is "{cut(value)}"; expected {expected}'
        yield ElementFault("integrity-malformed", message, integrity, "value", value)


def _is_digest(text: str) -> bool:
    match = re.fullmatch(_DIGEST, text)
    if match is None:
        return False
    try:
        return len(a2b_base64(match[2])) == _DIGEST_BYTES[match[1]]
    except Error:
        return False


@rule(on="podcast:alternateEnclosure")
def inspect_length(alternate: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report the length 0, which only a stream may have."""
    length, kind = alternate.get("length") or "", (alternate.get("type") or "").strip().lower()
    live = alternate.parent is not None and alternate.parent.plan.id == "podcast:liveItem"
    if length.isdigit() and not length.strip("0") and kind not in _STREAMS and not live:
        message = f'length of {alternate.tag} is "{cut(length)}"; expected the size of the file'
        yield ElementFault(
            "alternate-length-zero", f"{message} in bytes", alternate, "length", length
        )


@rule(on="item", with_child="podcast:alternateEnclosure")
@rule(on="podcast:liveItem", with_child="podcast:alternateEnclosure")
def inspect_defaults(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a second default, and a default that is not the file of enclosure."""
    defaults = [
        one for one in item.all("podcast:alternateEnclosure") if one.get("default") == "true"
    ]
    for one in defaults[1:]:
        message = f'a second {one.tag} says default="true"; the first is on line {defaults[0].line}'
        yield ElementFault("alternate-default-repeated", message, one)
    enclosure = item.children.get("enclosure")
    if not defaults or enclosure is None:
        return
    kind = (enclosure.get("type") or "").strip().lower()
    mine = (defaults[0].get("type") or "").strip().lower()
    uris = [(one.get("uri") or "").strip() for one in defaults[0].all("podcast:source")]
    same = (enclosure.get("url") or "").strip() in uris
    if kind != mine and not same:
        message = (
            f'{defaults[0].tag} says default="true", so it must be the file of enclosure; its '
            f'type is "{cut(mine)}", but the type of enclosure is "{cut(kind)}"'
        )
        yield ElementFault("alternate-default-differs", message, defaults[0], "type", mine)
