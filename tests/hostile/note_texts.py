"""Notes of an episode in Markdown and HTML that are deep, wide, cut or repeated without end."""

from pathlib import Path

from hostile.feeds import filled
from hostile.registry import clean, hostile

# More characters of notes are not rendered.
_MOST = 125_000
_SHOW = """title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
author: Mira Holt
owner: {name: Mira Holt, email: harbour@example.com}
categories: [Technology]
explicit: false
artwork: https://example.com/cover.jpg
"""
_EPISODE = """---
title: A day at the pier
published: 2024-03-09T06:00:00Z
audio: {url: https://example.com/1.mp3, length: 20000000, type: audio/mpeg, duration: 1800}
---
"""
# Each stands as often as it fits, between the two others if there are any.
PIECES: dict[str, tuple[str, ...]] = {
    "items of a list": ("- a\n",),
    "items of a list without text": ("-\n",),
    "lists in lists": ("- ",),
    "numbers of lists in lists": ("1. ",),
    "quotes": ("> a\n",),
    "quotes in quotes": (">",),
    "quotes in lists": ("> - ",),
    "stars": ("*",),
    "stars around letters": ("*a",),
    "bold words that never end": ("**a ",),
    "underscores around letters": ("_a_",),
    "emphasis of all kinds": ("*a _b **c __d ",),
    "struck words that never end": ("~~a ",),
    "links": ("[a](https://example.com/) ",),
    "links that never end": ("[a](",),
    "links with brackets": ("a](<b",),
    "links with a title that never ends": ('[a](b "',),
    "brackets": ("[",),
    "brackets that close": ("]",),
    "brackets around a letter": ("[a]",),
    "brackets in brackets": ("[a[",),
    "links in brackets": ("[[a](b)",),
    "pictures": ("![",),
    "pictures that never end": ("![](",),
    "pictures with an address": ("![a](https://example.com/a.png)\n",),
    "parentheses in an address": ("(", "[a](", ""),
    "definitions of links": ("[a]: b\n",),
    "footnotes": ("[^a]\n", "", "\n[^a]: b\n"),
    "definitions of footnotes": ("[^a]: b\n\n", "[^a]\n\n"),
    "footnotes in footnotes": ("[^a]: [^a]\n\n", "[^a]\n\n"),
    "backticks": ("`",),
    "backticks around letters": ("`a",),
    "backticks in twos and threes": ("`a``b```c",),
    "fences": ("```\n",),
    "fences that differ": ("```\n~~~\n",),
    "indented code": ("    a\n",),
    "rules": ("---\n\n",),
    "underlines": ("a\n---\n",),
    "headings": ("# a\n",),
    "lines": ("a\n",),
    "lines that end in blanks": ("a  \n",),
    "blanks": (" ", "a", "b"),
    "tabs": ("\t", "a", "b"),
    "backslashes": ("\\", "a", "b"),
    "rows of a table": ("|b|\n", "|a|\n|-|\n"),
    "columns of a table": ("|a",),
    "words that are addresses": ("https://example.com/a ",),
    "addresses that nearly start": ("www.",),
    "addresses in a row": ("http://",),
    "mail addresses": ("a@example.com ",),
    "signs at": ("@a",),
    "letters before a sign at": ("a.", "", "@"),
    "automatic links": ("<https://example.com/>",),
    "automatic links that never end": ("<https:",),
    "brackets that open nothing": ("<",),
    "brackets before letters": ("<a",),
    "comments": ("<!-- -->",),
    "comments that never end": ("<!--",),
    "instructions that never end": ("<?",),
    "declarations that never end": ("<!A",),
    "sections that never end": ("<![CDATA[",),
    "blocks of HTML": ("<div>\n\n",),
    "blocks around text": ("<div>a</div>\n",),
    "bold words in bold words": ("<b>",),
    "bold words opened again": ("<b><p>",),
    "formatting in links": ("<a href=x><b>",),
    "end tags": ("</p>",),
    "tables of tables": ("<table><tr><td>",),
    "tables in wrong places": ("<table><b>",),
    "lists of HTML": ("<ul><li>",),
    "lists in text": ("<ol start=5><li value=9>a",),
    "choices": ("<select><option>",),
    "buttons in buttons": ("<button>",),
    "forms in forms": ("<form><p>",),
    "headings in headings": ("<h1><h2>",),
    "formulas in pictures": ("<svg><math>",),
    "templates": ("<template>",),
    "scripts": ("<script>x</script>",),
    "scripts that never end": ("<script>",),
    "styles that never end": ("<style>",),
    "text fields that never end": ("<textarea>",),
    "text without an end": ("<plaintext>",),
    "attributes of one tag": ("a=b ", "<p ", ">a</p>"),
    "attributes without a value": ("a ", "<a ", ">a</a>"),
    "a long attribute": ("a", '<p title="', '">a</p>'),
    "a long address": ("a", '<a href="https://example.com/', '">a</a>'),
    "a picture in its address": ("QUJD", '<img src="data:image/png;base64,', '">'),
    "a quotation that never ends": ("a ", '<p title="'),
    "signs for and": ("&",),
    "references": ("&amp;",),
    "references without a semicolon": ("&copy",),
    "numbers of control characters": ("&#1;",),
    "time codes": ("0:00 a\n",),
    "time codes in quotes": ("> 0:00 a\n",),
    "digits": ("0:",),
    "right to left": ("<div dir=rtl>a",),
    "spans with a direction": ("<span dir=rtl>a",),
    "missing pictures": ("![a](a.png)",),
    "missing pictures behind backticks": ("`", "", "\n\n![a](a.png)\n"),
    "missing pictures behind many brackets": ("[a](", "", "\n\n![a](a.png)\n"),
    "everything": ('<p>*a* [b](c) | `d` <a href="x"><!-- --> &#150; **"<\n> - ',),
}  # fmt: skip


def write_show(folder: Path, notes: str) -> None:
    """Write a show of one episode, whose file is as large as it may be at most."""
    (folder / "show.yaml").write_text(_SHOW, "utf-8")
    (folder / "episodes").mkdir()
    (folder / "episodes" / "1-pier.md").write_text(f"{_EPISODE}{notes}\n", "utf-8")


def _write(name: str) -> None:
    piece, before, after = (*PIECES[name], "", "")[:3]

    def write(folder: Path, size: int) -> None:
        write_show(folder, before + filled(piece.encode(), size).decode() + after)

    write.__name__ = name
    hostile("notes", "build", most=_MOST - 1000)(write)


for _name in PIECES:
    _write(_name)


@clean("notes", "build")
def _clean(folder: Path, size: int) -> None:
    text = "The ferry keeps its lamp lit [all night](https://example.com/).\n\n- One *port*\n\n"
    write_show(folder, filled(text.encode(), min(size, _MOST - 1000)).decode())


@hostile("notes", "build", most=_MOST - 1000)
def a_table_as_wide_as_long(folder: Path, size: int) -> None:
    row = "|a" * (size // 8)
    write_show(folder, row + "\n" + "|-" * (size // 8) + "\n" + "|b\n" * (size // 6))


@hostile("notes", "build", most=_MOST - 1000)
def lists_that_are_indented_further_and_further(folder: Path, size: int) -> None:
    lines, used = [], 0
    while used < size:
        lines.append("  " * len(lines) + "- a")
        used += len(lines[-1]) + 1
    write_show(folder, "\n".join(lines))


@hostile("notes", "build", most=_MOST - 1000)
def many_missing_pictures(folder: Path, size: int) -> None:
    write_show(folder, "".join(f"![a]({number}.png)\n" for number in range(size // 16)))


@hostile("notes", "build", most=_MOST - 1000)
def attributes_with_different_names(folder: Path, size: int) -> None:
    names = " ".join(f"x{number}=1" for number in range(size // 9))
    write_show(folder, f"<a {names}>x</a>")


@hostile("notes", "build", most=_MOST - 1000)
def a_description_of_the_show(folder: Path, size: int) -> None:
    write_show(folder, "Notes.")
    text = (folder / "show.yaml").read_text("utf-8")
    text = text.replace("Talks about small ports.", "'" + filled(b"<b>[a](", size).decode() + "'")
    (folder / "show.yaml").write_text(text, "utf-8")
