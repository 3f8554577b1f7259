"""Apple's categories: whether Apple knows each category and subcategory, and how many it reads.

Source: https://podcasters.apple.com/support/1691-apple-podcasts-categories
"""

from collections.abc import Iterable

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.vocabulary import load_list

_MAX_CATEGORIES = 3


@rule(on="itunes:category")
def inspect_category(category: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a category or subcategory that Apple does not have, or has elsewhere."""
    tree: dict[str, list[str]] = load_list("apple-categories")
    name = category.get("text") or ""
    inner = category.children.get("itunes:category")
    if name in tree and (inner is None or (not inner.twins and inner.get("text") in tree[name])):
        return ()
    from feedtool.validator.rules.category_names import (  # noqa: PLC0415 - only for a wrong name
        find_category_faults,
    )

    return find_category_faults(category, name)


@rule(on="channel")
def find_surplus(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report more categories than Apple uses."""
    names = {category.get("text") for category in channel.all("itunes:category")}
    for category in channel.all("itunes:category")[_MAX_CATEGORIES:]:
        if len(names) > _MAX_CATEGORIES:
            message = f"the show has {len(names)} categories; Apple uses only the first ones"
            yield ElementFault("category-surplus", message, category)
            return
