"""The guids of items: their form, and whether each item has a guid of its own.

Source: https://www.rssboard.org/rss-specification (guid); https://www.rssboard.org/rss-profile
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.values.urls import check_url
from feedtool.values.uuids import check_uuid

# What programs and templates write in place of a guid.
_NO_VALUE = frozenset(("undefined", "null", "None", "NaN", "nil", "(null)"))
_PLACEHOLDER = re.compile(
    r"\{\{[^{}]{0,60}\}\}|\$\{[^{}]{0,60}\}|\[object Object\]|\A\{[a-z_.]{1,40}\}\Z"
)
_MAX_DIGITS = 8
_MAX_CHARS = 255


class _Forms:
    """How many guids of the feed have each form."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()


@rule(on="guid")
def inspect_guid(guid: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report faults in the text of a guid."""
    text = guid.text
    if (
        guid.attributes == ["isPermaLink", "false"]
        and _MAX_DIGITS < len(text) <= _MAX_CHARS
        and not text[0].isspace()
        and not text[-1].isspace()
        and not text.startswith(("urn:", "URN:"))
        and not ("{" in text or "[object" in text or text in _NO_VALUE)
    ):
        return ()
    return _find_text_faults(guid, text.strip()) if text.strip() else ()


def _find_text_faults(guid: OpenElement, text: str) -> Iterator[ElementFault]:
    if text in _NO_VALUE or _PLACEHOLDER.search(text):
        message = (
            f'guid is "{cut(text)}", which a program wrote where it had no value; '
            "give each new episode a guid of its own, and keep those that are published"
        )
        yield ElementFault("text-placeholder", message, guid, value=text, in_text=True)
        return
    # A misspelt isPermaLink is reported already.
    has_form = "ispermalink" in map(str.lower, guid.attributes[::2])
    if guid.get("isPermaLink") == "true" or not has_form:
        yield from _find_text_that_is_no_url(guid, text)
    elif len(text) <= _MAX_DIGITS and text.isascii() and text.isdigit():
        message = f'guid is "{text}"; other shows use such numbers too, so apps may mix them up'
        yield ElementFault("guid-not-unique-enough", message, guid, value=text, in_text=True)
    scheme, _, rest = text.partition(":uuid:")
    if scheme.lower() == "urn" and any(fault.rule == "bad-uuid" for fault in check_uuid(rest)):
        message = f'guid is "{cut(text)}", which is not a UUID; if it is published already, keep it'
        yield ElementFault("guid-uuid-malformed", message, guid, value=text, in_text=True)
    if len(text) > _MAX_CHARS:
        message = f"guid has {len(text)} characters; apps may cut it after {_MAX_CHARS}"
        yield ElementFault("guid-too-long", message, guid, value=text, in_text=True)
    if text != guid.text:
        message = f'guid is "{cut(guid.text)}", with spaces around it, which only some apps remove'
        yield ElementFault("guid-padded", message, guid, value=guid.text, in_text=True)


def _find_text_that_is_no_url(guid: OpenElement, text: str) -> Iterator[ElementFault]:
    faults = check_url(text)
    if any(fault.rule == "url-not-http" or fault.severity == "error" for fault in faults):
        # A second isPermaLink in one tag would make the document unreadable.
        advice = (
            'write isPermaLink="false"' if guid.get("isPermaLink") else 'add isPermaLink="false"'
        )
        message = (
            f'guid is "{cut(text)}"; apps treat it as a web address, but it is not one; '
            f"{advice} and keep the text"
        )
        yield ElementFault("guid-not-url", message, guid, value=text)


@rule(on="item")
def inspect_identity(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Compare the guid with those of the items before and with the enclosure."""
    guid = item.children.get("guid")
    if guid is None or not (text := guid.text.strip()):
        return ()
    url = text.startswith(("http://", "https://"))
    # To some apps guids are equal if only case, scheme or a slash at the end differs.
    bare = text.partition("//")[2].rstrip("/").lower() if url else text.lower()
    before = memory.recall("guid", bare, guid, text)
    return _find_equal_texts(item, guid, text, before) if before or url else ()


def _find_equal_texts(
    item: OpenElement, guid: OpenElement, text: str, before: tuple[int, bool] | None
) -> Iterator[ElementFault]:
    if before and before[1]:
        message = (
            f'guid is "{cut(text)}", as in the item on line {before[0]}; '
            "expected a guid that no other item has"
        )
        yield ElementFault("guid-duplicate", message, guid, value=text, in_text=True)
    elif before:
        message = (
            f'guid is "{cut(text)}", almost as in the item on line {before[0]}; some apps '
            "treat both as one episode"
        )
        yield ElementFault("guid-near-duplicate", message, guid, value=text, in_text=True)
    enclosure = item.children.get("enclosure")
    if enclosure is not None and text == (enclosure.get("url") or "").strip():
        message = (
            "guid is the address of the enclosure; do not change it when the file moves to "
            "another address"
        )
        yield ElementFault("guid-is-enclosure", message, guid, value=guid.text, in_text=True)


@rule(on="guid", if_demanded=("guid-forms-mixed",))
def count_form(guid: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Count the form of a guid."""
    text = guid.text.strip()
    url = text.startswith(("http://", "https://"))
    form = "URLs" if url else "UUIDs" if len(text) == 36 and text.count("-") == 4 else "other texts"
    memory.of(_Forms).count[form] += bool(text)
    return ()


@rule(on="channel", if_demanded=("guid-forms-mixed",))
def find_mixed_forms(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report guids of several forms: a move to another host may have changed the old guids."""
    count = memory.of(_Forms).count
    total = sum(count.values())
    forms = [f"{number} {form}" for form, number in count.most_common() if number * 20 >= total]
    if total >= 10 and len(forms) > 1:
        message = (
            f"the guids have several forms ({', '.join(forms)}); never change the guids of "
            "episodes that are published"
        )
        yield ElementFault("guid-forms-mixed", message, channel)
