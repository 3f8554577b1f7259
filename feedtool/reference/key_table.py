"""The page of keys: which key of show.yaml or the front matter makes which element."""

from collections.abc import Iterator

from pydantic import BaseModel

from feedtool.show.keys import (
    hash_attribute,
    is_bare,
    is_flag,
    is_repeated,
    keys_of,
    keys_of_namespace,
    only_child,
    only_list,
    snake_case,
    sole_child,
    takes_scalar,
    url_attribute,
    written_keys,
)
from feedtool.show.model import EpisodeMatter, ShowMatter
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Element

_FILES: dict[str, tuple[str, type[BaseModel]]] = {
    "channel": ("show.yaml", ShowMatter),
    "item": ("The front matter", EpisodeMatter),
}


def describe_keys() -> Iterator[str]:
    """Yield the lines of the page."""
    yield "Every element that feedtool knows has a key. [A show in a folder](../show.md) describes"
    yield "the keys that you need most. The other keys have the names of the elements:"
    yield ""
    yield "- An attribute is a key in small letters, with `_` between the words."
    yield "- If an element has attributes, its text is the key `text`."
    yield "- If an element may be repeated, write a list."
    yield "- If one value is enough, write this value without keys."
    yield "- If an element is not in these tables, write it as XML under the key `extra`."
    for parent, (title, model) in _FILES.items():
        yield ""
        yield f"## {title}"
        yield ""
        yield from _table(parent, set(model.model_fields))
    yield ""
    yield "## Keys within keys"
    yield ""
    yield from _table_of_inner()


def _table(parent: str, owned: set[str]) -> Iterator[str]:
    yield "| key | element | value |"
    yield "|---|---|---|"
    keys = {element.id: key for key, element in _flat(parent)}
    for element in load_vocabulary().children[parent].values():
        source = element.source.get(parent, "")
        if source.partition(".")[0] not in owned:
            continue
        yield f"| `{source}` | {_link(element)} | see [a show in a folder](../show.md) |"
        own = keys.get(element.id, source)
        if own.partition(".")[0] not in owned:
            # Another element has the key too: this key makes this element alone.
            yield f"| `{own}` | {_link(element)} | {_shape(element, parent)} |"
    for key, element in _flat(parent):
        if key not in owned and element.source.get(parent, "").partition(".")[0] not in owned:
            yield f"| `{key}` | {_link(element)} | {_shape(element, parent)} |"


def _flat(parent: str) -> Iterator[tuple[str, Element]]:
    """Yield each key of a parent; keys of a namespace follow the key of the namespace and a dot."""
    for key, found in keys_of(parent).items():
        if isinstance(found, str):
            for inner, element in keys_of_namespace(parent, found).items():
                yield f"{key}.{inner}", element
        else:
            yield key, found


def _table_of_inner() -> Iterator[str]:
    yield "| in | key | element | value |"
    yield "|---|---|---|---|"
    for parent in load_vocabulary().elements.values():
        if parent.id in ("rss", *_FILES) or parent.like:
            continue
        for key, element in _flat(parent.id):
            if element.namespace is parent.namespace:
                value = _shape(element, parent.id)
                yield f"| {_link(parent)} | `{key}` | {_link(element)} | {value} |"


def _link(element: Element) -> str:
    page = element.namespace.prefix or "rss"
    anchor = element.id.lower().replace(":", "").replace("/", "")
    return f"[{element.name}]({page}.md#{anchor})"


def _shape(element: Element, parent: str) -> str:
    """Return the forms that the value of an element may have: a text, keys, a list of them."""
    keys = [f"`{key}`" for key in written_keys(element)]
    keys += ["any attribute"] if "*" in element.attributes else []
    keys += [
        f"`{key}`" for key, child in keys_of(element.id).items()
        if not isinstance(child, str) and child.namespace is element.namespace
    ]  # fmt: skip
    only = only_child(element)
    forms = [_alone(element)] if takes_scalar(element) and only is None else []
    if len(keys) > len(forms):
        forms.append("keys " + ", ".join(keys))
    if element.like:
        forms = [f"keys {', '.join(f'`{snake_case(name)}`' for name in element.attributes)}"]
        forms[0] += f", and those of an {element.like}"
    child = only_list(element, parent)
    forms += [f"a list of `{child}`"] if child is not None else []
    sole = sole_child(element)
    if sole is not None:
        forms.append(f"the value of `{sole}`")
    said = ", or ".join(forms)
    return f"{said}; or a list" if is_repeated(element, parent) else said


def _alone(element: Element) -> str:
    """Return which single value is enough for the whole element."""
    if is_bare(element) or hash_attribute(element) is not None:
        return "true"
    named = list(element.attributes)
    if is_flag(element) and len(named) == 1:
        return f"true or false, or its `{snake_case(named[0])}`"
    url = url_attribute(element)
    if url is not None and element.content == "text":
        return f"a text, or a URL (for `{snake_case(url)}`)"
    return f"a URL (for `{snake_case(url)}`)" if url is not None else "a text"
