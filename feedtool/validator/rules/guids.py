"""The identity of items.

Source: https://www.rssboard.org/rss-specification (guid); https://www.rssboard.org/rss-profile
"""

from collections.abc import Iterator

from feedtool.validator.frames import Frame
from feedtool.validator.log import cut
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts
from feedtool.validator.urls import check_url


@rule("guid-duplicate", on="item")
def find_duplicate(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Two items share a guid; told at the second."""
    guid = item.children.get("guid")
    if guid is None or not guid.text.strip():
        return
    line = facts.first_line("guid", guid.text.strip(), guid.line)
    if line is not None:
        yield Problem(
            f'guid is "{cut(guid.text)}", as in the item on line {line}; '
            "expected one that no other item has",
            guid,
            value=guid.text,
        )


@rule("guid-not-url", on="guid")
def find_dead_permalink(guid: Frame, facts: Facts) -> Iterator[Problem]:
    """A guid counts as a link unless isPermaLink is false."""
    text = guid.text.strip()
    if not text or guid.get("isPermaLink") not in (None, "true"):
        return
    if any(fault.severity == "error" or fault.rule == "url-not-http" for fault in check_url(text)):
        yield Problem(
            f'guid is "{cut(text)}", which is no URL, and counts as a link; '
            'add isPermaLink="false" and leave the text as it is',
            guid,
            value=text,
        )
