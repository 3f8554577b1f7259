"""Show notes in a feed: tags, attributes, references and comments that are many, deep, long or cut."""

from pathlib import Path

from hostile.feeds import HEAD, TAIL, clean_feed, filled, item
from hostile.registry import clean, hostile, hostile_feed

# Each stands as often as it fits, between the two others if there are any.
PIECES: dict[str, tuple[str, ...]] = {
    "bold words in bold words": ("<b>",),
    "blocks in blocks": ("<div>",),
    "lists in lists": ("<ul><li>",),
    "items that are never closed": ("<li>",),
    "paragraphs that are never closed": ("<p>a",),
    "links in links": ('<a href="https://example.com/">',),
    "links that end with a start tag": ('<a href="https://example.com/">x<a>',),
    "tables of tables": ("<table><tr><td>",),
    "end tags that close nothing": ("</b>",),
    "end tags in the wrong order": ("<b><i></b></i>",),
    "tags and their end": ("<p><b>a</b></p>",),
    "line breaks": ("<br>",),
    "tags that nobody knows": ("<harbour>",),
    "tags of a whole page": ("<html><body>",),
    "attributes of one tag": ("a=b ", "<p ", ">"),
    "attributes with quotes": ("a='b' ", "<p ", ">"),
    "attributes with stray quotes": ("a\" ", "<p ", ">"),
    "attributes that are glued together": ('a="b"', "<p ", ">"),
    "equals signs in a tag": ("=", "<p a", ">"),
    "slashes in a tag": ("/", "<p ", ">"),
    "blanks in a tag": (" ", "<p", ">"),
    "blanks around an equals sign": (" ", "<p a", "=b>"),
    "addresses of one tag": ("href=x ", "<a ", ">"),
    "handlers of one tag": ("onclick=x ", "<a ", ">"),
    "styles of one tag": ("style='position:fixed' ", "<p ", ">"),
    "a long style": ("width: 1", '<p style="', '">a</p>'),
    "blanks in a style": (" ", '<p style="position', '">a</p>'),
    "a long address": ("a", '<a href="https://example.com/', '">a</a>'),
    "dots in an address": (".", '<a href="https://example', '/">a</a>'),
    "colons in an address": ("a:", '<a href="https://example.com/', '">a</a>'),
    "blanks in an address": (" ", '<a href="https://example.com/', 'a">a</a>'),
    "escapes in an address": ("%20", '<a href="', 'https://example.com/">a</a>'),
    "references in an address": ("&amp;", '<a href="https://example.com/?', '">a</a>'),
    "a picture in its address": ("QUJD", '<img src="data:image/png;base64,', '">'),
    "pictures in their addresses": ('<img src="data:image/png;base64,QUJD">',),
    "a script in its address": (" ", '<a href="java', 'script:x">a</a>'),
    "quotes around an address": ("“", '<a href="', '">a</a>'),
    "relative addresses": ('<a href="x">a</a>',),
    "tracking pixels": ('<img src="https://example.com/p.gif" width="1" height="1">',),
    "a quotation that never ends": ("a ", '<p title="'),
    "quotations that end in the next tag": ('<p title="a>b</p>',),
    "quotations that swallow tags": ("<b>", '<p title="x>', '">'),
    "brackets that open nothing": ("<",),
    "brackets before blanks": ("< ",),
    "brackets that open and close": ("<>",),
    "comments": ("<!-- -->",),
    "comments that never end": ("<!--",),
    "comments that nearly end": ("--", "<!--"),
    "marks of an editor": ("<!-- wp:paragraph -->",),
    "declarations": ("<!doctype html>",),
    "declarations that never end": ("<!",),
    "instructions": ("<?php ?>",),
    "scripts": ("<script>x</script>",),
    "scripts that never end": ("<script>",),
    "styles that never end": ("<style>",),
    "end tags of other scripts": ("</style", "<script>"),
    "long names of tags": ("a", "<", ">"),
    "signs for and": ("&",),
    "references": ("&amp;",),
    "references without a semicolon": ("&copy ",),
    "references that nobody knows": ("&harbour;",),
    "a reference of many letters": ("a", "&", ";"),
    "a reference of many digits": ("1", "&#", ";"),
    "a reference of many hexadecimal digits": ("f", "&#x", ";"),
    "codes of Windows": ("&#150;",),
    "references that are escaped twice": ("&amp;eacute;",),
    "tags that are escaped twice": ("&lt;p&gt;",),
    "a tag escaped twice that never ends": ("&lt;p a",),
    "links that are escaped twice": ("&lt;a ",),
    "code that never ends": ("<code>",),
    "code in code": ("<pre><code>",),
    "garbled references": ("&Atilde;&copy;",),
    "garbled letters": ("Ã©",),
    "letters that may be garbled": ("Ã ",),
    "garbled letters of many encodings": ("â€ ÃÂ РЎ √© Γö ",),
    "letters garbled twice": ("ÃƒÂ©",),
    "lost characters": ("ï¿½",),
    "control characters": ("\x85",),
    "square brackets": ("[",),
    "links in Markdown that never end": ("[a](",),
    "pictures in Markdown": ("![",),
    "stars": ("*",),
    "bold words in Markdown that never end": ("**a",),
    "headings in Markdown": ("# a\n",),
    "fences": ("```\n",),
    "codes of web sites that never end": ("[caption ",),
    "codes of web sites with attributes": ('[a b="',),
    "codes of web sites without an end tag": ("[abc]",),
    "braces": ("{{",),
    "gaps of templates": ("{{ title",),
    "percent signs": ("%%title",),
    "dollars": ("${",),
    "dummy text": ("lorem ",),
    "blanks before dummy text": (" ", "", "lorem ipsum"),
    "blanks": (" ", "a", "b"),
    "line ends": ("\r\n", "a", "b"),
    "one word": ("a",),
    "everything": ('<p><b>&amp;x</i><a href="x"><!-- -->&#150;[a](**"<',),
}  # fmt: skip


def as_notes(text: str) -> bytes:
    """Return a feed whose one item has a text as its notes."""
    cdata = text.replace("]]>", "")
    return HEAD + item(1, f"<content:encoded><![CDATA[{cdata}]]></content:encoded>") + TAIL


def long_text(name: str, size: int) -> str:
    """Return one of `PIECES` of about a size in bytes."""
    piece, before, after = (*PIECES[name], "", "")[:3]
    return before + filled(piece.encode(), size).decode() + after


def _write(name: str) -> None:
    def write(folder: Path, size: int) -> None:
        (folder / "feed.xml").write_bytes(as_notes(long_text(name, size)))

    write.__name__ = name
    hostile("html", "validate", "feed.xml")(write)


for _name in PIECES:
    _write(_name)


@clean("html", "validate", "feed.xml")
def _clean(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(clean_feed(size))


@hostile_feed("html")
def a_hundred_faults_at_the_end(size: int) -> bytes:
    return as_notes("<p>a</p>" * (size // 8) + "<a href='x'>a</a>\n" * 100)


@hostile_feed("html")
def a_hundred_faults_in_escaped_notes(size: int) -> bytes:
    text = "&lt;p&gt;a&lt;/p&gt;" * (size // 20) + "&lt;a href='x'&gt;a&lt;/a&gt;\n" * 100
    return HEAD + item(1, f"<content:encoded>{text}</content:encoded>") + TAIL


@hostile_feed("html")
def a_hundred_faults_in_each_item(size: int) -> bytes:
    notes = "<content:encoded><![CDATA[" + "<a href='x'>a</a>\n" * 100 + "]]></content:encoded>"
    return HEAD + b"".join(item(n, notes) for n in range(1, max(size // 2200, 1) + 1)) + TAIL


@hostile_feed("html")
def markup_in_titles(size: int) -> bytes:
    return HEAD + item(1, "<itunes:title>" + "&lt;b " * (size // 6) + "</itunes:title>") + TAIL


@hostile_feed("html")
def references_escaped_again_and_again_in_titles(size: int) -> bytes:
    text = "&amp;" + "amp;" * (size // 4) + "eacute;"
    return HEAD + item(1, f"<itunes:title>{text}</itunes:title>") + TAIL


@hostile_feed("html")
def notes_in_pieces_of_cdata(size: int) -> bytes:
    text = "<![CDATA[<b>]]>" * (size // 15)
    return HEAD + item(1, f"<content:encoded>{text}</content:encoded>") + TAIL


@hostile_feed("html")
def raw_tags_in_a_text(size: int) -> bytes:
    text = "<b>a</b>" * (size // 8)
    return HEAD + item(1, f"<content:encoded>{text}</content:encoded>") + TAIL


@hostile_feed("html")
def long_descriptions_of_the_channel(size: int) -> bytes:
    text = "<itunes:summary><![CDATA[" + "<a href='x'>" * (size // 12) + "]]></itunes:summary>"
    return HEAD + text.encode() + item() + TAIL
