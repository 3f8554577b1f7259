"""Categories that Apple does not have, or has elsewhere: what is meant, and how it is written.

Source: https://podcasters.apple.com/support/1691-apple-podcasts-categories
"""

from collections.abc import Iterator
from typing import NamedTuple

from feedtool.findings.wording import cut
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault
from feedtool.values.apple_categories import (
    Category,
    find_meant,
    find_near,
    find_retired,
    is_escaped_twice,
    is_placeholder,
    is_same_name,
    write_markup,
)
from feedtool.vocabulary import load_list

# So few letters are like some name by chance.
_SHORT = 3
_LIST = "feedtool explain itunes:category lists them"


class _Right(NamedTuple):
    """The name that an element should have, and whether it may be another one."""

    name: str
    doubtful: bool


def find_category_faults(category: OpenElement, name: str) -> Iterator[ElementFault]:
    """Report what is wrong with a category and with its subcategories."""
    tree: dict[str, list[str]] = load_list("apple-categories")
    children = category.all("itunes:category")
    inner_names = [child.get("text") or "" for child in children]
    if name.strip() and name not in tree:
        instead, is_whole = _find_replacement(name, inner_names)
        yield _judge_category(category, name, instead)
        if is_whole:
            # The message about the category says what becomes of its subcategory.
            children = children[1:]
    for child in children:
        inner = child.get("text") or ""
        if inner.strip() and inner not in tree.get(name, ()):
            yield from _judge_subcategory(child, inner, name if name in tree else "")
    for child in category.all("itunes:category")[1:]:
        message = "Apple reads only the first subcategory; repeat the category to add another"
        yield ElementFault("category-crowded", message, child)


def _find_replacement(name: str, inner_names: list[str]) -> tuple[Category | None, bool]:
    """Return what replaces a category that Apple removed, and if it replaces both levels."""
    instead = find_retired(name)
    if instead is None or not inner_names:
        return instead, False
    meant = find_meant(inner_names[0], name)
    return (meant[0], True) if len(meant) == 1 else (instead, False)


def _judge_category(category: OpenElement, name: str, instead: Category | None) -> ElementFault:
    found = _quote(name)
    if instead is not None:
        message = f"{found}, which Apple removed in 2019; write {write_markup(instead)}"
        right = _Right(instead.name, doubtful=True) if not instead.subcategory else None
        return _fault("category-retired", message, category, name, right)
    meant = find_meant(name)
    if len(meant) == 1 and meant[0].subcategory == name:
        message = (
            f'"{name}" is a subcategory of {meant[0].name}; expected it inside that category: '
            f"write {write_markup(meant[0])}"
        )
        return _fault("category-misplaced", message, category, name)
    right = _find_right(name, meant, "")
    return _fault("category-unknown", f"{found}{_advise(name, meant)}", category, name, right)


def _judge_subcategory(child: OpenElement, inner: str, around: str) -> Iterator[ElementFault]:
    """Report a subcategory that its category does not have; "" is a category that is unknown."""
    tree: dict[str, list[str]] = load_list("apple-categories")
    retired = find_retired(f"{around} > {inner}")
    meant = find_meant(inner, around)
    if retired is not None:
        advice = f"write {write_markup(retired)} in place of both"
        if retired == Category(around):
            advice = f"remove it, and keep {write_markup(retired)}"
        message = f"{_quote(inner)}, which Apple removed in 2019; {advice}"
        yield _fault("category-retired", message, child, inner)
    elif inner in tree:
        yield from _judge_inner_category(child, inner, around)
    elif len(meant) != 1 or meant[0].subcategory != inner:
        advice, right = _advise(inner, meant, around), _find_right(inner, meant, around)
        yield _fault("category-unknown", f"{_quote(inner)}{advice}", child, inner, right)
    elif around:
        message = f'"{inner}" is a subcategory of {meant[0].name}, not of {around}'
        message += f"; write {write_markup(meant[0])} directly in channel"
        yield _fault("category-misplaced", message, child, inner)


def _judge_inner_category(child: OpenElement, inner: str, around: str) -> Iterator[ElementFault]:
    if inner == around:
        message = f'"{inner}" stands inside itself; remove the inner itunes:category'
        yield _fault("category-misplaced", message, child, inner)
    elif around:
        message = f'"{inner}" is a category of its own, not a subcategory of {around}; expected '
        message += f"{write_markup(Category(inner))} directly in channel"
        yield _fault("category-misplaced", message, child, inner)


def _advise(name: str, meant: tuple[Category, ...], around: str = "") -> str:
    """Say what to write for a name that Apple does not have."""
    if len(meant) > 1:
        written = " ".join(map(write_markup, meant))
        return f", but Apple reads one name from each element; write {written}"
    if meant:
        return f"{_explain_name(name, meant[0])}; write {write_markup(meant[0])}"
    if is_placeholder(name):
        return f", a placeholder; choose one of Apple's categories: {_LIST}"
    near = find_near(name, around) if len(name) > _SHORT else None
    if near is not None:
        return f", which Apple does not have; did you mean {write_markup(near)}?"
    if around and not load_list("apple-categories")[around]:
        return f", but {around} has no subcategories at Apple; remove the inner itunes:category"
    return f", which Apple does not have; expected one of Apple's categories: {_LIST}"


def _find_right(name: str, meant: tuple[Category, ...], around: str) -> _Right | None:
    """Return the name to write in the same element; None if no name there is right."""
    one = meant[0] if meant else find_near(name, around) if len(name) > _SHORT else None
    if one is None or len(meant) > 1 or (one.name if one.subcategory else "") != around:
        return None
    right = one.subcategory or one.name
    is_sure = bool(meant) and (is_same_name(name, right) or is_escaped_twice(name, right))
    return _Right(right, doubtful=not is_sure)


def _explain_name(name: str, meant: Category) -> str:
    """Say how a text differs from the one category that it means."""
    right = meant.subcategory or meant.name
    if is_escaped_twice(name, right):
        return ', with "&" escaped twice'
    if is_same_name(name, right):
        inside = f", a subcategory of {meant.name}" if meant.subcategory else ""
        return f', but Apple calls it "{right}"{inside}'
    if meant.subcategory and meant.name in name:
        return ", but a subcategory belongs into an element inside its category"
    return ", which Apple does not have"


def _quote(name: str) -> str:
    return f'text of itunes:category is "{cut(name)}"'


def _fault(
    rule_id: str, message: str, category: OpenElement, name: str, right: _Right | None = None
) -> ElementFault:
    instead, doubtful = right or (None, False)
    return ElementFault(
        rule_id, message, category, "text", name, instead=instead, doubtful=doubtful
    )
