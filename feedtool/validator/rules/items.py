"""Items: whether their texts differ from each other, and whether the feed has an episode at all.

Source: https://www.rssboard.org/rss-specification (elements of item)
"""

from collections.abc import Iterable, Iterator

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.validator.rules.mediums import is_list, medium_of


@rule(on="item")
def inspect_texts(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Compare title, description and content:encoded of an item."""
    children = item.children
    title, description = children.get("title"), children.get("description")
    before = None
    if title is not None and (text := title.text.strip()):
        before = memory.recall("title", text, title)
    content = children.get("content:encoded")
    late = content is not None and (description is None or description.offset > content.offset)
    # A profile that requires a title or a description in every item already reports it.
    nameless = title is None and description is None and not item.requires("title")
    if before or late or nameless:
        return _find_text_faults(item, before, nameless=nameless)
    return ()


def _find_text_faults(
    item: OpenElement, before: tuple[int, bool] | None, *, nameless: bool
) -> Iterator[ElementFault]:
    title, description = item.children.get("title"), item.children.get("description")
    content = item.children.get("content:encoded")
    if nameless:
        message = "item has neither title nor description; add a title"
        yield ElementFault("item-without-title-or-description", message, item)
    elif content is not None and description is None and not item.requires("description"):
        message = f"item has {content.tag} but no description; some apps show only description"
        yield ElementFault("description-after-content", message, content)
    if content is not None and description is not None and description.offset > content.offset:
        message = "description stands after content:encoded; some readers show only the later one"
        yield ElementFault("description-after-content", message, description)
    if title is not None and before:
        message = f'title is "{cut(title.text.strip())}", as in the item on line {before[0]}'
        yield ElementFault("title-repeated", message, title, value=title.text, in_text=True)


@rule(on="channel")
def find_empty_feed(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a show without an episode: directories refuse it."""
    if not channel.items and not is_list(medium_of(channel)) and medium_of(channel) != "publisher":
        message = "channel has no item; directories list a show only when it has an episode"
        yield ElementFault("feed-without-items", message, channel)
