"""Apple's categories as a show names them: `Business > Management`."""

from typing import NamedTuple

from pydantic_core import PydanticCustomError

from feedtool.findings.suggestions import closest, suggest
from feedtool.values.apple_categories import find_meant, is_same_name
from feedtool.vocabulary import load_list


class Category(NamedTuple):
    """A category of Apple's list and, where one is named, its subcategory."""

    name: str
    subcategory: str = ""


def parse_category(value: object) -> Category:
    """Read `Category` or `Category > Subcategory`; both must be Apple's, letter by letter.

    Source: https://podcasters.apple.com/support/1691-apple-podcasts-categories
    """
    if isinstance(value, Category):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("bad_category", "expected a text such as Business > Management")
    tree: dict[str, list[str]] = load_list("apple-categories")
    name, _, subcategory = (part.strip() for part in value.partition(">"))
    if name not in tree:
        parents = [parent for parent, children in tree.items() if name in children]
        if parents and not subcategory:
            whole = f"{parents[0]} > {name}"
            raise _unknown(f'expected "{whole}"', whole)
        hint, instead, doubtful = _hint(value, tree)
        raise _unknown(hint, instead, doubtful=doubtful)
    if subcategory and subcategory not in tree[name]:
        listed = f"{name} has: {', '.join(tree[name]) or 'none'}"
        form = f'did you mean "{name} > {{}}"?'
        same = next((one for one in tree[name] if is_same_name(subcategory, one)), None)
        near = same or closest(subcategory, tree[name])
        instead = f"{name} > {near}" if near else None
        hint = suggest(subcategory, tree[name], listed, form=form)
        raise _unknown(hint, instead, doubtful=same is None)
    return Category(name, subcategory)


def _hint(value: str, tree: dict[str, list[str]]) -> tuple[str, str | None, bool]:
    """Say which category a text means that does not begin with a category of Apple.

    Returns the hint, the category if there is only one, and whether it may be another.
    """
    parts = [one.strip() for one in value.split(",")]
    if len(parts) > 1 and all(one.partition(">")[0].strip() in tree for one in parts):
        return f"expected a list: [{', '.join(parts)}]", None, False
    meant = [" > ".join(filter(None, one)) for one in find_meant(value)]
    if len(meant) == 1:
        return f'expected "{meant[0]}"', meant[0], not is_same_name(value, meant[0])
    return suggest(value, tree, "expected one of Apple's categories"), None, False


def _unknown(
    hint: str, instead: str | None = None, *, doubtful: bool = False
) -> PydanticCustomError:
    remedy = {"instead": instead, "doubtful": doubtful}
    return PydanticCustomError("bad_category", "{hint}", {"hint": hint, **remedy})
