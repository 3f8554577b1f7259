"""Document types that declare without end."""

from collections.abc import Callable

from hostile.feeds import HEAD, TAIL
from hostile.registry import hostile_feed

_BODY = HEAD.partition(b"\n")[2]


def _declared(one: Callable[[int], bytes], each: int, size: int, body: bytes = b"") -> bytes:
    inner = b"".join(map(one, range(size // each)))
    return b"<?xml version='1.0'?>\n<!DOCTYPE rss [" + inner + b"]>\n" + _BODY + body + TAIL


@hostile_feed("xml")
def attributes_in_one_declaration(size: int) -> bytes:
    inner = b"".join(b" a%d CDATA ''" % number for number in range(size // 18))
    return b"<!DOCTYPE rss [<!ATTLIST rss" + inner + b">]>\n" + _BODY + TAIL


@hostile_feed("xml")
def declared_attributes_of_items(size: int) -> bytes:
    return _declared(
        lambda n: b"<!ATTLIST item a%d CDATA ''>\n" % n, 31, size // 2, b"<item/>" * 900
    )


@hostile_feed("xml")
def nested_parts_of_one_declared_element(size: int) -> bytes:
    depth = size // 2
    inner = b"(" * depth + b"a" + b")" * depth
    return b"<!DOCTYPE rss [<!ELEMENT rss " + inner + b">]>\n" + _BODY + TAIL


@hostile_feed("xml")
def declared_entities_before_faults(size: int) -> bytes:
    body = b"<title>a & b</title>" * (size // 40)
    return _declared(lambda n: b"<!ENTITY e%d '%s'>\n" % (n, b"a" * 900), 920, size // 2, body)


@hostile_feed("xml")
def declared_entities_that_are_used(size: int) -> bytes:
    body = b"<title>" + b"&e1;" * (size // 8) + b"</title>"
    return _declared(lambda n: b"<!ENTITY e%d '%s'>\n" % (n, b"a" * 900), 920, size // 2, body)


@hostile_feed("xml")
def entities_of_entities(size: int) -> bytes:
    return _declared(lambda n: b"<!ENTITY e%d '&e%d;&e%d;'>\n" % (n + 1, n, n), 34, size)


@hostile_feed("xml")
def used_parameters(size: int) -> bytes:
    used = b"%p;\n" * (size // 4)
    return b"<!DOCTYPE rss [<!ENTITY % p ''>" + used + b"]>\n" + _BODY + TAIL


@hostile_feed("xml")
def faults_in_a_document_type(size: int) -> bytes:
    return _declared(lambda n: b"<!ENTITI e%d 'a'>\n" % n, 20, size)


@hostile_feed("xml")
def name_of_a_document_type_without_end(size: int) -> bytes:
    return b"<!DOCTYPE " + b"a" * size + b">\n" + _BODY + TAIL


@hostile_feed("xml")
def document_type_without_end(size: int) -> bytes:
    return b"<!DOCTYPE rss [" + b"<!ENTITY a 'b'> ]" * (size // 17)


@hostile_feed("xml")
def value_of_a_declared_attribute_without_end(size: int) -> bytes:
    inner = b"<!ATTLIST item a CDATA '" + b"b" * (size // 2) + b"'>"
    return b"<!DOCTYPE rss [" + inner + b"]>\n" + _BODY + b"<item/>\n" * (size // 16) + TAIL
