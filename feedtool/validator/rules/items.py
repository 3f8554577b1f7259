"""Items as a whole. Source: https://www.rssboard.org/rss-specification (elements of item)."""

from collections.abc import Iterator

from feedtool.validator.frames import Frame
from feedtool.validator.log import cut
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts


@rule("item-without-title-or-description", on="item")
def find_nameless(item: Frame, facts: Facts) -> Iterator[Problem]:
    """RSS asks each item for a title or a description."""
    if "title" not in item.children and "description" not in item.children:
        message = "item has neither title nor description; add a title"
        yield Problem(message, item, profiles=("rss",))


@rule("title-repeated", on="item")
def find_repeated_title(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Two items have one title; told at the second."""
    title = item.children.get("title")
    if title is None or not (text := title.text.strip()):
        return
    line = facts.first_line("title", text, title)
    if line is not None:
        message = f'title is "{cut(text)}", as in the item on line {line}'
        yield Problem(message, title, value=text, in_text=True)


@rule("description-after-content", on="item")
def find_late_description(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Readers that take the last text take the short one."""
    content, description = item.children.get("content:encoded"), item.children.get("description")
    if content is None:
        return
    if description is None:
        message = f"{content.tag} stands without a description, which is all that some apps show"
        yield Problem(message, content)
    elif description.offset > content.offset:
        message = "description stands after content:encoded; some readers take the later one"
        yield Problem(message, description)


@rule("feed-without-items", on="channel")
def find_empty_feed(channel: Frame, facts: Facts) -> Iterator[Problem]:
    """Directories refuse a show without an episode."""
    if not channel.items:
        yield Problem(
            "channel has no item; directories list a show with its first episode", channel
        )
