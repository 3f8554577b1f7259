"""Reads `schemas/` into records; says file and key when a record is malformed."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast, get_args

from feedtool.vocabulary.records import (
    Attribute,
    BadExample,
    Cardinality,
    Content,
    Declaration,
    Element,
    Form,
    Limit,
    Namespace,
    Profile,
    Requirement,
    Rule,
    RuleExample,
    Use,
    Value,
    Vocabulary,
)
from feedtool.vocabulary.severity import Fixable, Severity

_FOLDER = Path(import_module("feedtool.schemas").__path__[0])
NAMESPACES = (
    "rss", "itunes", "podcast", "atom", "content", "psc", "spotify", "dc", "dcterms", "sy", "slash",
    "wfw", "thr", "fh", "media", "geo", "georss", "geourl", "icbm", "creativeCommons", "cc",
    "admin", "trackback", "blogChannel", "feedburner", "opensearch", "access",
    "conversationsNetwork", "googleplay", "rawvoice", "webfeeds", "feedpress", "acast", "rdf",
    "xhtml",
)  # fmt: skip

# By where a rule's fault arises: in a feed, in a show's sources, in what was published, …
RULE_FILES = ("feed", "show", "lock", "media", "http", "import")

_NAMESPACE_KEYS = {"$schema", "namespace", "prefix", "profile", "partial", "at_most", "aliases",
                   "misspellings", "proposals", "spec", "doc", "note", "elements"}  # fmt: skip
_VALUE_KEYS = {"type", "values", "list", "suggest", "minimum", "maximum", "max_chars"}
_ELEMENT_KEYS = _VALUE_KEYS | {"in", "content", "attributes", "source", "same_as", "like",
                               "at_most", "retired", "doc", "note", "spec", "good",
                               "bad"}  # fmt: skip
_ATTRIBUTE_KEYS = _VALUE_KEYS | {"use", "doc", "form", "by_host"}
_PROFILE_KEYS = {"$schema", "name", "title", "doc", "spec", "includes", "namespaces", "requires",
                 "limits", "rules", "good", "bad"}  # fmt: skip
_DECLARATION_KEYS = {"severity", "why"}
_REQUIREMENT_KEYS = {"severity", "why", "spec"}
_BOUNDS = ("max_bytes", "max_chars", "maximum", "values")
_LIMIT_KEYS = {*_BOUNDS, "severity", "why", "spec"}
_RULE_KEYS = {"title", "severity", "fixable", "why", "fix", "by_profile", "spec", "w3c", "in",
              "good", "bad"}  # fmt: skip
_SEVERITIES = ("error", "warning", "info")


class VocabularyError(Exception):
    """A record in `schemas/` is malformed; the message names file and key."""


@cache
def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Read all namespaces and profiles; `folder` holds other schemas than our own.

    Raises VocabularyError if a file is not JSON or a record has an unknown key, type or parent.
    """
    root = folder if folder is not None else _FOLDER
    elements: dict[str, Element] = {}
    namespaces: dict[str, Namespace] = {}
    for name in NAMESPACES:
        file = f"{name}.json"
        data = _read(root, file)
        _check_keys(data, _NAMESPACE_KEYS, file)
        namespace = _namespace(data, file)
        namespaces[namespace.prefix] = namespace
        for key, record in _mapping(data, "elements", file).items():
            if key in elements:
                raise VocabularyError(f"{file}: elements.{key}: this element has a record already")
            elements[key] = _element(root, key, record, namespace, f"{file}: elements.{key}")
    _copy_children(elements)
    children = _children(elements)
    profiles = {
        file.name.removesuffix(".json"): _profile(root, file.name, children)
        for file in sorted(root.joinpath("profiles").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".json")
    }
    return Vocabulary(namespaces, elements, children, profiles)


@cache
def load_list(name: str) -> Any:
    """Return the `values` of `lists/<name>.json`: a list or a mapping, as its users know.

    Raises VocabularyError if there is no such list.
    """
    return _load_values(_FOLDER, name, "")


@cache
def load_rules(where: str = "", folder: Path | None = None) -> Mapping[str, Rule]:
    """Read what is said of each rule, by its id: of all, or of those that arise in one place.

    `where` is one of RULE_FILES, `folder` holds other schemas than our own.

    Raises VocabularyError if a file is not JSON or a rule has an unknown key or severity.
    """
    if where:
        file = f"rules/{where}.json"
        data = _read(folder if folder is not None else _FOLDER, file)
        _check_keys(data, {"$schema", "note", "rules"}, file)
        return {
            key: _rule(key, record, where, f"{file}: rules.{key}")
            for key, record in _mapping(data, "rules", file).items()
        }
    return {key: rule for one in RULE_FILES for key, rule in load_rules(one, folder).items()}


def find_rule(rule_id: str) -> Rule:
    """Return the record of a rule; no more files are read than it takes.

    Raises KeyError if no file has the rule.
    """
    for where in RULE_FILES:
        rule = load_rules(where).get(rule_id)
        if rule is not None:
            return rule
    raise KeyError(f'the rule "{rule_id}" has no record in schemas/rules')


def _rule(key: str, record: dict[str, Any], arises: str, where: str) -> Rule:
    _check_keys(record, _RULE_KEYS, where)
    fixable = record.get("fixable", "no")
    _choice(fixable, ("safe", "unsafe", "no"), f"{where}.fixable")
    return Rule(
        id=key,
        where=arises,
        title=_text(record, "title", where),
        severity=_severity(record.get("severity"), f"{where}.severity"),
        fixable=cast(Fixable, fixable),
        why=_text(record, "why", where),
        fix=_text(record, "fix", where),
        by_profile=record.get("by_profile", False) is True,
        spec=record.get("spec", ""),
        w3c=_texts(record, "w3c", where),
        parent=record.get("in", ""),
        good=_rule_example(record, "good", where),
        bad=_rule_example(record, "bad", where),
    )


def _rule_example(record: dict[str, Any], key: str, where: str) -> RuleExample:
    if isinstance(record.get(key), str):
        return _text(record, key, where)
    files = _mapping(record, key, where)
    return {name: _text(files, name, f"{where}.{key}", empty=True) for name in files}


def _load_values(root: Path, name: str, where: str) -> Any:
    file = f"lists/{name}.json"
    if not root.joinpath(file).is_file():
        raise VocabularyError(f'{where or file}: there is no list "{name}" in schemas/lists')
    data = _read(root, file)
    _check_keys(data, {"note", "spec", "values"}, file)
    return data["values"]


def _read(root: Path, file: str) -> dict[str, Any]:
    def refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise VocabularyError(f"{file}: the key {twice} occurs twice in one object")
        return found

    try:
        text = root.joinpath(file).read_text(encoding="utf-8")
        data = json.loads(text, object_pairs_hook=refuse_duplicates)
    except json.JSONDecodeError as why:
        raise VocabularyError(f"{file}:{why.lineno}:{why.colno}: {why.msg}") from None
    except OSError as why:
        raise VocabularyError(f"{file}: cannot be read: {why.strerror}") from None
    if not isinstance(data, dict):
        raise VocabularyError(f"{file}: expected an object")
    return data


def _namespace(data: dict[str, Any], file: str) -> Namespace:
    return Namespace(
        uri=_text(data, "namespace", file, empty=True),
        prefix=_text(data, "prefix", file, empty=True),
        profile=_text(data, "profile", file),
        spec=_text(data, "spec", file),
        aliases=_texts(data, "aliases", file),
        misspellings=_texts(data, "misspellings", file),
        proposals=_texts(data, "proposals", file),
        partial=data.get("partial", False) is True,
        at_most=_severity(data.get("at_most", "error"), f"{file}: at_most"),
        doc=data.get("doc", ""),
    )


def _element(
    root: Path, key: str, record: dict[str, Any], namespace: Namespace, where: str
) -> Element:
    _check_keys(record, _ELEMENT_KEYS, where)
    name = key.rpartition("/")[2]
    if name.rpartition(":")[0] != namespace.prefix:
        expected = f"{namespace.prefix}:…" if namespace.prefix else "a name without prefix"
        raise VocabularyError(f"{where}: expected {expected}")
    parents = _mapping(record, "in", where)
    for parent, number in parents.items():
        _choice(number, ("1", "?", "*", "+"), f"{where}.in.{parent}")
    attributes = _mapping(record, "attributes", where) if "attributes" in record else {}
    content = record.get("content", "text")
    _choice(content, ("text", "empty", "elements", "any"), f"{where}.content")
    return Element(
        id=key,
        name=name,
        namespace=namespace,
        parents=cast("dict[str, Cardinality]", parents),
        content=cast(Content, content),
        value=_value(root, record, where),
        attributes={
            name: _attribute(root, name, attribute, f"{where}.attributes.{name}")
            for name, attribute in attributes.items()
        },
        source=_mapping(record, "source", where) if "source" in record else {},
        same_as=_mapping(record, "same_as", where) if "same_as" in record else {},
        like=record.get("like", ""),
        at_most=_severity(record.get("at_most", namespace.at_most), f"{where}.at_most"),
        retired=record.get("retired", ""),
        doc=_text(record, "doc", where),
        note=record.get("note", ""),
        spec=record.get("spec", namespace.spec),
        good=_texts(record, "good", where),
        bad=tuple(_bad_example(example, f"{where}.bad") for example in record.get("bad", ())),
    )


def _attribute(root: Path, name: str, record: dict[str, Any], where: str) -> Attribute:
    _check_keys(record, _ATTRIBUTE_KEYS, where)
    use = _text(record, "use", where)
    _choice(use, ("required", "recommended", "optional"), f"{where}.use")
    form = record.get("form", "")
    _choice(form, get_args(Form), f"{where}.form")
    return Attribute(
        name,
        _value(root, record, where),
        cast(Use, use),
        record.get("doc", ""),
        cast(Form, form),
        _mapping(record, "by_host", where) if "by_host" in record else {},
    )


def _value(root: Path, record: dict[str, Any], where: str) -> Value:
    if "list" in record:
        values = tuple(_load_values(root, _text(record, "list", where), f"{where}.list"))
    else:
        values = _texts(record, "values", where)
    suggest: tuple[str, ...] = ()
    if "suggest" in record:
        suggest = tuple(_load_values(root, _text(record, "suggest", where), f"{where}.suggest"))
    for key in ("minimum", "maximum", "max_chars"):
        if not isinstance(record.get(key, 0), int):
            raise VocabularyError(f"{where}.{key}: expected a whole number")
    return Value(
        type=record.get("type", "any"),
        values=values,
        suggest=suggest,
        minimum=record.get("minimum"),
        maximum=record.get("maximum"),
        max_chars=record.get("max_chars"),
    )


def _bad_example(record: object, where: str) -> BadExample:
    if not isinstance(record, dict):
        raise VocabularyError(f"{where}: expected objects with xml and rule")
    _check_keys(record, {"xml", "rule"}, where)
    return BadExample(_text(record, "xml", where), _text(record, "rule", where))


def _copy_children(elements: Mapping[str, Element]) -> None:
    """Let the elements with `like` hold what the element that it names holds."""
    for key, element in elements.items():
        if not element.like:
            continue
        if element.like not in elements:
            raise VocabularyError(f"{key}.like: there is no element {element.like}")
        for child in elements.values():
            if element.like in child.parents:
                child.parents.setdefault(key, child.parents[element.like])
            if element.like in child.same_as:
                child.same_as.setdefault(key, child.same_as[element.like])


def _children(elements: Mapping[str, Element]) -> dict[str, dict[str, Element]]:
    children: dict[str, dict[str, Element]] = {key: {} for key in ("", *elements)}
    for element in elements.values():
        for parent in element.parents:
            if parent not in children:
                where = f"{element.id}.in.{parent}"
                raise VocabularyError(f"{where}: there is no element {parent} in the vocabulary")
            if element.name in children[parent]:
                raise VocabularyError(f"{element.id}: {parent} has another {element.name} already")
            children[parent][element.name] = element
    return children


def _profile(root: Path, name: str, children: Mapping[str, Mapping[str, Element]]) -> Profile:
    file = f"profiles/{name}"
    data = _read(root, file)
    _check_keys(data, _PROFILE_KEYS, file)
    return Profile(
        name=_text(data, "name", file),
        title=_text(data, "title", file),
        spec=_text(data, "spec", file),
        requires=tuple(_requirements(data, file, children)),
        limits=tuple(_limits(data, file, children)),
        declarations=tuple(_declarations(data, file)),
        rules={
            rule: _severity(severity, f"{file}: rules.{rule}")
            for rule, severity in data.get("rules", {}).items()
        },
        includes=_texts(data, "includes", file),
        doc=data.get("doc", ""),
        good=_text(data, "good", file),
        bad=_bad_example(data.get("bad"), f"{file}: bad"),
    )


def _requirements(
    data: dict[str, Any], file: str, children: Mapping[str, Mapping[str, Element]]
) -> Iterator[Requirement]:
    for parent, wanted in data.get("requires", {}).items():
        for element, record in wanted.items():
            where = f"{file}: requires.{parent}.{element}"
            if element not in children.get(parent, {}):
                raise VocabularyError(f"{where}: the vocabulary has no {element} in {parent}")
            _check_keys(record, _REQUIREMENT_KEYS, where)
            severity = _severity(record.get("severity"), f"{where}.severity")
            why = _text(record, "why", where)
            yield Requirement(parent, element, severity, why, record.get("spec", ""))


def _declarations(data: dict[str, Any], file: str) -> Iterator[Declaration]:
    for prefix, record in data.get("namespaces", {}).items():
        where = f"{file}: namespaces.{prefix}"
        _check_keys(record, _DECLARATION_KEYS, where)
        severity = _severity(record.get("severity"), f"{where}.severity")
        yield Declaration(prefix, severity, _text(record, "why", where))


def _limits(
    data: dict[str, Any], file: str, children: Mapping[str, Mapping[str, Element]]
) -> Iterator[Limit]:
    for parent, limited in data.get("limits", {}).items():
        for key, records in limited.items():
            where = f"{file}: limits.{parent}.{key}"
            name, _, attribute = key.partition("@")
            element = children.get(parent, {}).get(name)
            if element is None or (attribute and attribute not in element.attributes):
                raise VocabularyError(f"{where}: the vocabulary has no {key} in {parent}")
            for record in records:
                yield _limit(record, parent, name, attribute, where)


def _limit(record: dict[str, Any], parent: str, name: str, attribute: str, where: str) -> Limit:
    _check_keys(record, _LIMIT_KEYS, where)
    bounds = [bound for bound in _BOUNDS if bound in record]
    if len(bounds) != 1 or not (record.get("values") or isinstance(record[bounds[0]], int)):
        raise VocabularyError(f"{where}: expected one of {', '.join(_BOUNDS)}")
    return Limit(
        parent=parent,
        element=name,
        attribute=attribute,
        severity=_severity(record.get("severity"), f"{where}.severity"),
        why=_text(record, "why", where),
        max_bytes=record.get("max_bytes"),
        max_chars=record.get("max_chars"),
        maximum=record.get("maximum"),
        values=_texts(record, "values", where),
        spec=record.get("spec", ""),
    )


def _severity(value: object, where: str) -> Severity:
    _choice(value, _SEVERITIES, where)
    return cast(Severity, value)


def _check_keys(record: object, known: set[str], where: str) -> None:
    if not isinstance(record, dict):
        raise VocabularyError(f"{where}: expected an object")
    for key in record:
        if key not in known:
            raise VocabularyError(
                f"{where}.{key}: unknown key; known are {', '.join(sorted(known))}"
            )


def _choice(value: object, known: tuple[str, ...], where: str) -> None:
    if value not in known:
        raise VocabularyError(f"{where}: is {value!r}; expected one of {', '.join(known)}")


def _mapping(record: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    value = record.get(key)
    if not isinstance(value, dict):
        raise VocabularyError(f"{where}.{key}: expected an object")
    return value


def _text(record: dict[str, Any], key: str, where: str, *, empty: bool = False) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not (value or empty):
        raise VocabularyError(f"{where}.{key}: expected a text")
    return value


def _texts(record: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = record.get(key, [])
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise VocabularyError(f"{where}.{key}: expected a list of texts")
    return tuple(value)
