"""JSON Schemas of the keys that stand for one element each, by the vocabulary."""

from collections.abc import Iterator

from feedtool.show.elements import ATTRIBUTE
from feedtool.show.keys import (
    attribute_alone,
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
    sole_of_namespace,
    url_attribute,
    written_keys,
)
from feedtool.show.schema_values import Schema, element_value, keys_schema, ref, whole
from feedtool.values.registry import build_checker, find_type
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Attribute, Element

# The attribute in whose place the folder of another show may stand: `../network`.
_NEIGHBOUR = "feedGuid"
# What the build measures in a file of the show.
_MEASURED = frozenset(["type", "length", "width", "height"])
# What the build takes from the show where it is missing.
_FILLED = ("image/title", "image/link")


class ElementSchemas:
    """Makes the schemas of elements, and keeps the definition of each that was needed."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def keys_in(self, parent: str) -> Schema:
        """Return the keys of the elements of a parent; those of a namespace stand below its key."""
        return {
            key: self._namespace(parent, found)
            if isinstance(found, str)
            else self._element(found, parent)
            for key, found in keys_of(parent).items()
        }

    def _namespace(self, parent: str, prefix: str) -> Schema:
        inner = {
            key: self._element(element, parent)
            for key, element in keys_of_namespace(parent, prefix).items()
        }
        forms = [keys_schema(inner, [])]
        sole = sole_of_namespace(parent, prefix)
        if sole is not None:
            forms += [*scalar_forms(sole), *self._lists(sole, parent)]
        whole = {"description": load_vocabulary().namespaces[prefix].doc, **_any_of(forms)}
        # Most parents take the same elements of a namespace.
        name = f"{prefix}:" if self.definitions.get(f"{prefix}:", whole) == whole else ""
        name = name or f"{prefix}:({parent.replace('/', '.')})"
        self.definitions[name] = whole
        return ref(name)

    def _element(self, element: Element, parent: str) -> Schema:
        forms = [self._reference(element), *self._lists(element, parent)]
        return forms[0] if len(forms) == 1 else {"description": element.doc, "anyOf": forms}

    def _lists(self, element: Element, parent: str) -> Iterator[Schema]:
        """Yield the list that may stand for several of an element, or for its children."""
        child = self._child(element, only_list(element, parent))
        if is_repeated(element, parent):
            yield {"type": "array", "items": self._reference(element)}
        elif child is not None:
            least = {"minItems": 1} if child.parents[element.id] == "+" else {}
            yield {"type": "array", "items": self._reference(child), **least}

    def _child(self, element: Element, key: str | None) -> Element | None:
        found = keys_of(element.id)[key] if key is not None else None
        return found if isinstance(found, Element) else None

    def _reference(self, element: Element) -> Schema:
        name = _name_of(element)
        if name not in self.definitions:
            self.definitions[name] = {}  # holds the place while its children refer to it
            self.definitions[name] = {"description": element.doc, **_any_of(self._forms(element))}
        return ref(name)

    def _forms(self, element: Element) -> list[Schema]:
        """Return what may stand for an element: a scalar, its keys, or the child within it."""
        forms = list(scalar_forms(element))
        sole = self._child(element, sole_child(element))
        if sole is not None:
            forms.append({**self._reference(sole), "minProperties": 1})
        more = "*" in element.attributes
        keys = self._own_keys(element) | self.keys_in(element.id)
        if keys or more or is_bare(element):
            named = keys_schema(keys, list(_required(element)))
            others = {"patternProperties": {whole(ATTRIBUTE.pattern): ref("textOrNothing")}}
            forms.append({**named, **others} if more else named)
        return forms

    def _own_keys(self, element: Element) -> Schema:
        """Return the keys that hold a scalar: attributes, the text, markup."""
        keys: Schema = {}
        attributes = {snake_case(name): one for name, one in element.attributes.items()}
        for key in written_keys(element):
            attribute = attributes.get(key)
            if attribute is not None:
                keys[key] = {**_attribute_schema(attribute, element), **_words(attribute)}
            elif key == "text":
                keys[key] = {**_text_schema(element), "description": "The text of the element."}
            else:
                keys[key] = {**ref("textOrNothing"), "description": "The content, as XML."}
        return keys


def _name_of(element: Element) -> str:
    """Return the name of the definition of an element: `rss:image.url`, `podcast:medium`."""
    name = element.id.replace("/", ".")
    return name if element.namespace.prefix else f"rss:{name}"


def scalar_forms(element: Element) -> Iterator[Schema]:
    """Yield the single values that may stand for a whole element, with all that it requires."""
    if is_flag(element) and len(element.attributes) == 1:
        yield ref("flag")
        yield from (_attribute_schema(one, element) for one in element.attributes.values())
    elif is_bare(element):
        yield ref("textOrNothing")
    elif not _required_children(element):
        yield from _text_or_attribute(element)
    if hash_attribute(element) is not None:
        yield ref("flag")
    child = keys_of(element.id)[key] if (key := only_child(element)) is not None else None
    if isinstance(child, Element):
        yield from scalar_forms(child)


def _text_or_attribute(element: Element) -> Iterator[Schema]:
    """Yield the text or the one attribute that a value may stand for."""
    alone, url = attribute_alone(element), url_attribute(element)
    required = _required_attributes(element)
    by_host = {one.name for one in element.attributes.values() if one.by_host}
    if element.content in ("text", "any") and not required:
        yield _text_schema(element)
    elif element.content != "text" and alone is not None and required <= {alone}:
        yield _attribute_schema(element.attributes[alone], element)
    elif url is not None and required <= {url, *by_host}:
        yield ref("url")


def _text_schema(element: Element) -> Schema:
    return element_value(element.value, _is_strict(element), _needs_text(element))


def _needs_text(element: Element) -> bool:
    """Tell whether the build stops at an element without text."""
    faults = build_checker(element.value)("")
    is_needed = any(one in "1+" for one in element.parents.values())
    as_error = is_needed and any(fault.severity == "error" for fault in faults)
    return _is_strict(element) and bool(faults) and (element.when_empty == "error" or as_error)


def _attribute_schema(attribute: Attribute, element: Element) -> Schema:
    needed = attribute.use == "required" and _is_strict(element)
    schema = element_value(attribute.value, _is_strict(element), needed)
    if attribute.form in ("picture", "audio") or attribute.name == _NEIGHBOUR:
        schema = ref("text" if needed else "textOrNothing")
    if attribute.form == "words":
        return _any_of([schema, {"type": "array", "items": schema}])
    return _any_of([schema, ref("flag")]) if attribute.form == "hash" else schema


def _is_strict(element: Element) -> bool:
    """Tell whether the build stops at a wrong value of an element."""
    return element.at_most == "error"


def _required_attributes(element: Element) -> set[str]:
    required = {one.name for one in element.attributes.values() if one.use == "required"}
    measured = _MEASURED if _has_file(element) else frozenset()
    return required - measured if _is_strict(element) else set()


def _has_file(element: Element) -> bool:
    """Tell whether a file of the show may stand in an element or in one of its children."""
    own = any(one.form in ("audio", "picture") for one in element.attributes.values())
    children = [one for one in keys_of(element.id).values() if isinstance(one, Element)]
    return own or any(_has_file(one) for one in children)


def _required(element: Element) -> Iterator[str]:
    """Yield the keys without which the build refuses an element."""
    yield from map(snake_case, sorted(_required_attributes(element)))
    if element.content == "text" and _needs_text(element):
        yield "text"
    yield from _required_children(element)


def _required_children(element: Element) -> list[str]:
    return [
        key
        for key, child in keys_of(element.id).items()
        if isinstance(child, Element)
        and child.parents[element.id] in "1+"
        and _is_strict(child)
        and child.id not in _FILLED
    ]


def _words(attribute: Attribute) -> Schema:
    """Return what an attribute means, or at least what kind of value it holds."""
    words = find_type(attribute.value.type).words
    return {"description": attribute.doc or f"{words[:1].upper()}{words[1:]}."}


def _any_of(forms: list[Schema]) -> Schema:
    return forms[0] if len(forms) == 1 else {"anyOf": forms}
