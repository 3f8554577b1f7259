"""The vocabulary as a RELAX NG schema of podcast feeds, for xmllint and for editors.

The schema refuses a value that the validator calls an error, if a pattern can find the error. The
schema accepts any content in elements for which the validator reports no error (`at_most`); it has
their names and the help for editors. Only the validator checks what depends on a second value.

Source: https://relaxng.org/spec-20011203.html
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from feedtool.findings.wording import printable
from feedtool.values.registry import find_type
from feedtool.values.value_type import ValueType, any_case
from feedtool.vocabulary import Attribute, Element, Namespace, Value, Vocabulary

_RNG = "http://relaxng.org/ns/structure/1.0"
_HELP = "http://relaxng.org/ns/compatibility/annotations/1.0"
_XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
# Spaces that Python strips from the ends of a value; `\s` of XML Schema does not match them.
_ODD_BLANKS = "\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_ODD_BLANK = rf"[^{_ODD_BLANKS}]*[{_ODD_BLANKS}][\s\S]*"
_WRAPPERS = {"1": "", "?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
Node = etree._Element


def make_relaxng(vocabulary: Vocabulary) -> bytes:
    """Return the schema as an XML document in UTF-8."""
    prefixes = {one.prefix: one.uri for one in vocabulary.namespaces.values() if one.prefix}
    grammar = etree.Element(
        f"{{{_RNG}}}grammar",
        {"datatypeLibrary": _XSD},
        nsmap={None: _RNG, "a": _HELP, **prefixes},  # type: ignore[dict-item]  # its stubs lack None
    )
    _help(grammar, "Podcast feeds: RSS 2.0 and the namespaces around it.")
    start = _add(grammar, "start")
    for root in vocabulary.children[""].values():
        _refer(start, root.id)
    for element in vocabulary.elements.values():
        _define_element(grammar, element, vocabulary)
    _define_rest(grammar)
    values = [value for one in vocabulary.elements.values() for value in _values(one)]
    for name in sorted({value.type for value in values}):
        _define_type(grammar, find_type(name))
    etree.indent(grammar)
    text = etree.tostring(grammar, encoding="unicode")
    # Blanks that nobody can tell apart stand as references.
    seen = printable(text, lambda char: char if char == "\n" else f"&#{ord(char)};")
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{seen}\n".encode()


def name_of(key: str) -> str:
    """Return the name of the definition of an element in the schema, by the id of the element.

    >>> name_of("itunes:category/itunes:category")
    'itunes.category-in-itunes.category'
    """
    parent, _, name = key.rpartition("/")
    return (f"{name}-in-{parent}" if parent else name).replace(":", ".")


def _define_element(grammar: Node, element: Element, vocabulary: Vocabulary) -> None:
    define = _add(grammar, "define", name=name_of(element.id))
    node = _add(define, "element", name=element.name)
    _help(node, element.doc)
    for attribute in element.attributes.values():
        if attribute.name != "*":
            _add_attribute(node, element, attribute)
    _add_other_attributes(node, element)
    if element.at_most != "error":
        _add_mixture(node, element, vocabulary)
    elif element.content == "elements":
        _add_children(_add(node, "interleave"), element, vocabulary)
    elif element.content == "any":
        _add(node, "ref", name="anything")
    elif element.content == "empty":
        _add(node, "empty")
    else:
        _add_value(node, element.value, filled=element.when_empty == "error")


def _add_attribute(node: Node, element: Element, attribute: Attribute) -> None:
    required = attribute.use == "required" and element.at_most == "error"
    parent = node if required else _add(node, "optional")
    inner = _add(parent, "attribute", name=attribute.name)
    _help(inner, attribute.doc)
    if element.at_most == "error":
        _add_value(inner, attribute.value, filled=required)


def _add_other_attributes(node: Node, element: Element) -> None:
    """Allow attributes of other namespaces; allow all where the validator reports no error."""
    names = [name for name in element.attributes if name != "*"]
    free = "*" in element.attributes or element.at_most != "error"
    if free or (element.namespace.partial and not names):
        excepted, shared = names, "any-attributes"
    else:
        excepted, shared = [name for name in names if ":" in name], "other-attributes"
    if not excepted:
        _add(node, "ref", name=shared)
        return
    attribute = _add(_add(node, "zeroOrMore"), "attribute")
    names_of = _add(_add(attribute, "anyName"), "except")
    for name in excepted:
        _add(names_of, "name").text = name
    if shared == "other-attributes":
        _add(names_of, "nsName", ns="")


def _add_mixture(node: Node, element: Element, vocabulary: Vocabulary) -> None:
    """Allow text beside the elements: the validator reports it as a warning at most."""
    if element.content == "any":
        _add(node, "ref", name="anything")
        return
    mixture = _add(node, "interleave")
    _add(mixture, "text")
    _add_children(mixture, element, vocabulary)


def _add_children(node: Node, parent: Element, vocabulary: Vocabulary) -> None:
    children = vocabulary.children[parent.id]
    for child in children.values():
        number = child.parents[parent.id]
        if child.at_most != "error":
            number = "+" if number in "1+" else "*"
        if parent.at_most != "error":
            number = "*"
        wrapper = _WRAPPERS[number]
        _refer(_add(node, wrapper) if wrapper else node, child.id)
    other = _add(_add(node, "zeroOrMore"), "element")
    excepted = _add(_add(other, "anyName"), "except")
    for namespace in vocabulary.namespaces.values():
        _except(excepted, namespace, children.values(), vocabulary)
    _add(other, "ref", name="any-attributes")
    _add(other, "ref", name="anything")


def _except(
    node: Node, namespace: Namespace, children: Iterable[Element], vocabulary: Vocabulary
) -> None:
    """Name the elements of a namespace that may not stand beside these children."""
    if namespace.at_most == "error" and not namespace.partial:
        strangers = _add(node, "nsName", ns=namespace.uri)
        if namespace.proposals:
            proposals = _add(strangers, "except")
            for name in namespace.proposals:
                _add(proposals, "name").text = f"{namespace.prefix}:{name}"
        return
    # An element in the wrong place is an error only in some namespaces.
    known = vocabulary.elements.values() if namespace.at_most == "error" else children
    for name in sorted({one.name for one in known if one.namespace is namespace}):
        _add(node, "name").text = name


def _define_rest(grammar: Node) -> None:
    """Define the attributes and elements that the schema does not check."""
    every = _add(_add(_add(grammar, "define", name="any-attributes"), "zeroOrMore"), "attribute")
    _add(every, "anyName")
    other = _add(_add(_add(grammar, "define", name="other-attributes"), "zeroOrMore"), "attribute")
    _add(_add(_add(other, "anyName"), "except"), "nsName", ns="")
    anything = _add(_add(_add(grammar, "define", name="anything"), "zeroOrMore"), "choice")
    _add(anything, "text")
    element = _add(anything, "element")
    _add(element, "anyName")
    _add(element, "ref", name="any-attributes")
    _add(element, "ref", name="anything")
    odd = _add(grammar, "define", name="odd-blank")
    _help(odd, "Spaces that XML does not know as white space are allowed around a value.")
    _add_pattern(odd, _ODD_BLANK)


def _values(element: Element) -> Iterator[Value]:
    """Yield the values of an element that are checked by their type."""
    if element.at_most != "error":
        return
    values = [one.value for name, one in element.attributes.items() if name != "*"]
    if element.content == "text":
        values.append(element.value)
    for value in values:
        if not value.values and _is_defined(find_type(value.type)):
            yield value


def _is_defined(kind: ValueType) -> bool:
    """Whether the schema has a definition for a value type, to which elements refer.

    A number has none, since its bounds depend on the element; nor has a type of any text.
    """
    return kind.check_within is None and bool(kind.choices or kind.pattern)


def _add_value(node: Node, value: Value, *, filled: bool) -> None:
    """Describe a value; without `filled` it may be empty, which is a warning at most."""
    kind = find_type(value.type)
    has_text = bool(value.values or kind.check(""))
    if not has_text and not value.suggest and not _is_defined(kind):
        _add(node, "text")
        return
    node = _add(node, "choice")
    if not filled:
        _add_pattern(node, r"\s*")
    _add_words(node, value.values or value.suggest)
    if value.values:
        # Other capital or small letters, or spaces around the value, are warnings.
        _add_pattern(node, rf"\s*{any_case(value.values)}\s*")
        _add(node, "ref", name="odd-blank")
    elif kind.check_within is not None:
        _add_number(node, value)
    elif _is_defined(kind):
        _add(node, "ref", name=f"type.{value.type}")
    elif filled and has_text:
        _add_pattern(node, r"\s*\S[\s\S]*")
    else:
        _add(node, "text")


def _add_number(node: Node, value: Value) -> None:
    kind = find_type(value.type)
    choice = _add(node, "choice")
    data = _add(choice, "data", type=kind.datatype)
    _add(data, "param", name="pattern").text = kind.pattern
    for name, bound in (("minInclusive", value.minimum), ("maxInclusive", value.maximum)):
        if bound is not None:
            _add(data, "param", name=name).text = str(bound)
    _add(choice, "ref", name="odd-blank")


def _define_type(grammar: Node, kind: ValueType) -> None:
    choice = _add(_add(grammar, "define", name=f"type.{kind.name}"), "choice")
    _add_words(choice, kind.choices)
    if kind.pattern:
        _add_pattern(choice, kind.pattern)
        _add(choice, "ref", name="odd-blank")


def _add_words(node: Node, words: Iterable[str]) -> None:
    for word in words:
        _add(node, "value").text = word


def _add_pattern(node: Node, pattern: str) -> None:
    _add(_add(node, "data", type="string"), "param", name="pattern").text = pattern


def _refer(node: Node, key: str) -> None:
    _add(node, "ref", name=name_of(key))


def _add(parent: Node, tag: str, **attributes: str) -> Node:
    return etree.SubElement(parent, f"{{{_RNG}}}{tag}", attributes)


def _help(node: Node, text: str) -> None:
    if text:
        etree.SubElement(node, f"{{{_HELP}}}documentation").text = text
