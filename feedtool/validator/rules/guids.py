"""The identity of items.

Source: https://www.rssboard.org/rss-specification (guid); https://www.rssboard.org/rss-profile
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from feedtool.validator.frames import Frame
from feedtool.validator.log import cut
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts
from feedtool.validator.urls import check_url
from feedtool.validator.values import check_uuid

_MAX_DIGITS = 8
_MAX_CHARS = 255


@dataclass(slots=True)
class _Forms:
    """How many guids of the feed have each form."""

    count: Counter[str] = field(default_factory=Counter)


@rule("guid-duplicate", on="item")
def find_duplicate(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Two items share a guid, or all but; told at the second."""
    guid = item.children.get("guid")
    if guid is None or not (text := guid.text.strip()):
        return
    line = facts.first_line("guid", text, guid)
    if line is not None:
        yield Problem(
            f'guid is "{cut(text)}", as in the item on line {line}; '
            "expected one that no other item has",
            guid, value=text, in_text=True,
        )  # fmt: skip


@rule("guid-near-duplicate", on="item")
def find_near_duplicate(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Two guids differ in nothing but case, scheme or a slash at the end."""
    guid = item.children.get("guid")
    if guid is None or not (text := guid.text.strip()):
        return
    bare = text.lower().removeprefix("https://").removeprefix("http://").rstrip("/")
    line = facts.first_line("guid near", bare, guid)
    if line is not None and facts.first_line("guid", text, guid) is None:
        yield Problem(
            f'guid is "{cut(text)}", nearly as in the item on line {line}; some apps take both for '
            "one episode",
            guid, value=text, in_text=True,
        )  # fmt: skip


@rule("guid-not-url", on="guid")
def find_dead_permalink(guid: Frame, facts: Facts) -> Iterator[Problem]:
    """A guid counts as a link unless isPermaLink is false."""
    text = guid.text.strip()
    if not text or guid.get("isPermaLink") not in (None, "true"):
        return
    faults = check_url(text)
    if any(fault.severity == "error" or fault.rule == "url-not-http" for fault in faults):
        yield Problem(
            f'guid is "{cut(text)}", which is no URL, and counts as a link; '
            'add isPermaLink="false" and leave the text as it is',
            guid, value=text,
        )  # fmt: skip


@rule("guid-not-unique-enough", on="guid")
def find_short_number(guid: Frame, facts: Facts) -> Iterator[Problem]:
    """A small number is some other show's guid, too."""
    text = guid.text.strip()
    named = guid.get("isPermaLink") == "false"
    if named and len(text) <= _MAX_DIGITS and text.isascii() and text.isdigit():
        message = f'guid is "{text}"; other shows count their episodes as well'
        yield Problem(message, guid, value=text, in_text=True)


@rule("guid-uuid-malformed", on="guid")
def find_bad_urn(guid: Frame, facts: Facts) -> Iterator[Problem]:
    """A guid that says that it is a UUID and is none."""
    text = guid.text.strip()
    scheme, _, rest = text.partition(":uuid:")
    if scheme.lower() == "urn" and any(fault.rule == "bad-uuid" for fault in check_uuid(rest)):
        message = f'guid is "{cut(text)}", which is no UUID; leave it where it is published'
        yield Problem(message, guid, value=text, in_text=True)


@rule("guid-too-long", on="guid")
def find_long(guid: Frame, facts: Facts) -> Iterator[Problem]:
    """Databases cut identifiers."""
    if len(guid.text) > _MAX_CHARS:
        message = f"guid has {len(guid.text)} characters; apps may cut it after {_MAX_CHARS}"
        yield Problem(message, guid, value=guid.text, in_text=True)


@rule("guid-padded", on="guid")
def find_padded(guid: Frame, facts: Facts) -> Iterator[Problem]:
    """Some apps trim it and some do not."""
    if guid.text.strip() and guid.text != guid.text.strip():
        message = "guid has space around it, which only some apps cut off"
        yield Problem(message, guid, value=guid.text, in_text=True)


@rule("guid-is-enclosure", on="item")
def find_enclosure_as_guid(item: Frame, facts: Facts) -> Iterator[Problem]:
    """The address of the media changes with the host, the guid must not."""
    guid, enclosure = item.children.get("guid"), item.children.get("enclosure")
    if guid is None or enclosure is None or not guid.text.strip():
        return
    if guid.text.strip() == (enclosure.get("url") or "").strip():
        message = (
            "guid is the address of the enclosure; keep it as it is when the media move to "
            "another address"
        )
        yield Problem(message, guid, value=guid.text, in_text=True)


@rule("guid-forms-mixed", on="channel")
def find_mixed_forms(channel: Frame, facts: Facts) -> Iterator[Problem]:
    """The guids changed their form within the feed, as after a move to another host."""
    count = facts.of(_Forms).count
    total = sum(count.values())
    forms = [f"{number} {form}" for form, number in count.most_common() if number * 20 >= total]
    if total >= 10 and len(forms) > 1:
        message = (
            f"the guids have several forms ({', '.join(forms)}); the guids of old episodes must "
            "stay as they were first published"
        )
        yield Problem(message, channel)


@rule("guid-forms-mixed", on="guid")
def count_form(guid: Frame, facts: Facts) -> Iterator[Problem]:
    """Remember the form of the guid for the end of the channel."""
    text = guid.text.strip()
    if text:
        facts.of(_Forms).count[_form(text)] += 1
    return iter(())


def _form(text: str) -> str:
    if text.startswith(("http://", "https://")):
        return "URLs"
    if len(text) == 36 and text.count("-") == 4:
        return "UUIDs"
    if text.startswith(("tag:", "urn:")):
        return f"{text[:3]}: names"
    return "other texts"
