"""Apple's categories: whether Apple knows each category and subcategory, and how many it reads.

Source: https://podcasters.apple.com/support/1691-apple-podcasts-categories
"""

from collections.abc import Iterable

from feedtool.findings.suggestions import suggest
from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.vocabulary import load_list

_MAX_CATEGORIES = 3


@rule(on="itunes:category")
def find_unknown(category: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a category or subcategory that Apple does not have."""
    tree: dict[str, list[str]] = load_list("apple-categories")
    subcategories = [name for names in tree.values() for name in names]
    name = category.get("text")
    if name and not name.isspace() and name not in tree and name not in subcategories:
        yield _unknown(category, name, list(tree))
    for child in category.all("itunes:category"):
        inner = child.get("text")
        if inner and not inner.isspace() and inner not in {*subcategories, *tree}:
            yield _unknown(child, inner, tree.get(name or "", []) or subcategories, name or "")


@rule(on="itunes:category")
def find_misplaced(category: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a subcategory that is not inside its own category."""
    tree: dict[str, list[str]] = load_list("apple-categories")
    name = category.get("text") or ""
    parents = [parent for parent, names in tree.items() if name in names]
    if name not in tree and parents:
        message = f'"{name}" is a subcategory of {parents[0]}; expected it inside that category'
        yield ElementFault("category-misplaced", message, category, attribute="text", value=name)
    for child in category.all("itunes:category"):
        inner = child.get("text") or ""
        right = [parent for parent, names in tree.items() if inner in names]
        if f"{name} > {inner}" in load_list("apple-categories-retired"):
            yield _unknown(child, inner, [], name)
        elif name in tree and inner not in tree[name] and (right or inner in tree):
            where = f"inside {right[0]}" if right else "directly in channel"
            message = f'"{inner}" is not a subcategory of {name}; expected it {where}'
            yield ElementFault("category-misplaced", message, child, attribute="text", value=inner)


@rule(on="itunes:category")
def find_second_subcategory(category: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report each subcategory after the first: Apple reads only the first."""
    for child in category.all("itunes:category")[1:]:
        message = "Apple reads only the first subcategory; repeat the category to add another"
        yield ElementFault("category-crowded", message, child)


@rule(on="channel")
def find_surplus(channel: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report more categories than Apple uses."""
    names = {category.get("text") for category in channel.all("itunes:category")}
    for category in channel.all("itunes:category")[_MAX_CATEGORIES:]:
        if len(names) > _MAX_CATEGORIES:
            message = f"the show has {len(names)} categories; Apple uses only the first ones"
            yield ElementFault("category-surplus", message, category)
            return


def _unknown(category: OpenElement, name: str, known: list[str], around: str = "") -> ElementFault:
    retired: dict[str, str] = load_list("apple-categories-retired")
    path = f"{around} > {name}" if around else name
    instead = retired.get(path)
    if instead:
        message = (
            f'text of itunes:category is "{cut(name)}", which Apple removed in 2019; '
            f'expected "{instead}"'
        )
        return ElementFault("category-retired", message, category, "text", name)
    hint = suggest(name, known, "expected one of Apple's categories")
    message = f'text of itunes:category is "{cut(name)}", which Apple does not have; {hint}'
    return ElementFault("category-unknown", message, category, "text", name)
