"""XML that is deep, wide, split or declared without end, and right as far as it goes."""

from pathlib import Path

from hostile.feeds import HEAD, TAIL, clean_feed, filled, item
from hostile.registry import clean, hostile_feed

START = b"<rss version='2.0'>"


@clean("xml", "validate", "feed.xml")
def _clean(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(clean_feed(size))


@hostile_feed("xml")
def many_empty_channels(size: int) -> bytes:
    return START + filled(b"<channel/>", size) + b"</rss>"


@hostile_feed("xml")
def empty_items(size: int) -> bytes:
    return HEAD + filled(b"<item/>", size) + TAIL


@hostile_feed("xml")
def different_categories_of_the_channel(size: int) -> bytes:
    each = (b"<category>Boats %d</category>\n" % number for number in range(size // 30))
    return HEAD + b"".join(each) + TAIL


@hostile_feed("xml")
def subcategories_of_one_category(size: int) -> bytes:
    inner = filled(b'<itunes:category text="Books"/>', size)
    return HEAD + b'<itunes:category text="Arts">' + inner + b"</itunes:category>" + TAIL


@hostile_feed("xml")
def different_elements_of_others(size: int) -> bytes:
    each = (b"<x:y%d xmlns:x='urn:x'/>\n" % number for number in range(size // 30))
    return HEAD + b"".join(each) + TAIL


@hostile_feed("xml")
def enclosures_of_one_item(size: int) -> bytes:
    one = '<enclosure url="https://media.example.com/a.mp3" length="1" type="audio/mpeg"/>'
    return HEAD + item(1, one * (size // len(one))) + TAIL


@hostile_feed("xml")
def alternate_enclosures_of_one_item(size: int) -> bytes:
    one = '<podcast:alternateEnclosure type="audio/mpeg" default="true"/>'
    return HEAD + item(1, one * (size // len(one))) + TAIL


@hostile_feed("xml")
def items_of_one_guid(size: int) -> bytes:
    return HEAD + filled(item(1), size) + TAIL


@hostile_feed("xml")
def different_items(size: int) -> bytes:
    return HEAD + b"".join(map(item, range(size // 300))) + TAIL


@hostile_feed("xml")
def many_namespaces_on_each_item(size: int) -> bytes:
    spaces = b"".join(b" xmlns:n%d='urn:%d'" % (n, n) for n in range(400))
    return HEAD + filled(b"<item" + spaces + b"/>", size) + TAIL


@hostile_feed("xml")
def many_other_namespaces_on_each_item(size: int) -> bytes:
    def one(number: int) -> bytes:
        spaces = b"".join(b" xmlns:n%d='urn:%d'" % (n, number) for n in range(300))
        return b"<item" + spaces + b"/>"

    return HEAD + b"".join(map(one, range(max(size // 5600, 1)))) + TAIL


@hostile_feed("xml")
def namespaces_of_one_element(size: int) -> bytes:
    spaces = b"".join(b" xmlns:n%d='urn:%d'" % (n, n) for n in range(size // 24))
    return HEAD + b"<item" + spaces + b"/>" + TAIL


@hostile_feed("xml")
def namespaces_below_each_other(size: int) -> bytes:
    each = (b"<x:a xmlns:n%d='urn:%d'>" % (n, n) for n in range(90))
    deep = b"".join(each) + b"</x:a>" * 90
    return HEAD + filled(b"<x:a xmlns:x='urn:x'>" + deep + b"</x:a>", size) + TAIL


@hostile_feed("xml")
def attributes_of_one_element(size: int) -> bytes:
    names = b"".join(b" a%d=''" % number for number in range(size // 11))
    return HEAD + b"<item" + names + b"/>" + TAIL


@hostile_feed("xml")
def undeclared_prefixes(size: int) -> bytes:
    return HEAD + b"".join(b"<p%d:a/>\n" % number for number in range(size // 12)) + TAIL


@hostile_feed("xml")
def name_of_an_element_without_end(size: int) -> bytes:
    return HEAD + b"<" + b"a" * size + b"/>" + TAIL


@hostile_feed("xml")
def value_of_an_attribute_without_end(size: int) -> bytes:
    return HEAD + b"<enclosure url='" + b"a" * size + b"'/>" + TAIL


@hostile_feed("xml")
def blanks_in_a_tag(size: int) -> bytes:
    return HEAD + b"<item" + b" " * size + b"/>" + TAIL


@hostile_feed("xml")
def nested_items(size: int) -> bytes:
    depth = size // 13
    return HEAD + b"<item>" * depth + b"</item>" * depth + TAIL


@hostile_feed("xml")
def nested_ninety_deep(size: int) -> bytes:
    return HEAD + filled(b"<x:a xmlns:x='urn:x'>" * 90 + b"</x:a>" * 90, size) + TAIL


@hostile_feed("xml")
def tags_inside_a_text(size: int) -> bytes:
    return HEAD + b"<itunes:summary>" + filled(b"a<b/>", size) + b"</itunes:summary>" + TAIL


@hostile_feed("xml")
def lost_elements_inside_a_text(size: int) -> bytes:
    inner = filled(b"a<guid>1</guid>", size)
    return HEAD + b"<itunes:summary>" + inner + b"</itunes:summary>" + TAIL


@hostile_feed("xml")
def cdata_sections_of_one_text(size: int) -> bytes:
    inner = filled(b"<![CDATA[a]]>", size)
    return HEAD + b"<itunes:summary>" + inner + b"</itunes:summary>" + TAIL


@hostile_feed("xml")
def cdata_sections_between_elements(size: int) -> bytes:
    return HEAD + filled(b"<![CDATA[a]]>", size) + TAIL


@hostile_feed("xml")
def references_of_one_text(size: int) -> bytes:
    return HEAD + b"<title>" + filled(b"&amp;", size) + b"</title>" + TAIL


@hostile_feed("xml")
def comments_between_elements(size: int) -> bytes:
    return HEAD + filled(b"<!-- pier -->\n", size) + TAIL


@hostile_feed("xml")
def comment_without_limit(size: int) -> bytes:
    return HEAD + b"<!--" + b"a" * size + b"-->" + TAIL


@hostile_feed("xml")
def text_of_one_line(size: int) -> bytes:
    return HEAD + b"<description>" + b"a" * size + b"</description>" + TAIL


@hostile_feed("xml")
def text_between_elements(size: int) -> bytes:
    return HEAD + filled(b"a<item/>", size) + TAIL


@hostile_feed("xml")
def comments_that_silence_rules(size: int) -> bytes:
    comment = b"<!-- feedtool: ignore missing-element, bad-value pier -->\n"
    return HEAD + filled(comment + b"<item/>", size) + TAIL


@hostile_feed("xml")
def names_in_one_comment_that_silences(size: int) -> bytes:
    names = b", ".join(b"rule-%d" % number for number in range(size // 12))
    return HEAD + b"<!-- feedtool: ignore " + names + b" -->" + TAIL


@hostile_feed("xml")
def blanks_in_a_comment_that_silences(size: int) -> bytes:
    return HEAD + b"<!-- feedtool: ignore bad-value" + b" " * size + b", -->" + TAIL
